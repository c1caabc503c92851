// Long because it lists the sentences of every problem and every fault.
import type { ProblemId } from '../api/problem.ts'
import type { Messages } from '../domain/message.ts'
import { roundProblems } from './round-problems.ts'

/** What a kind of problem is called, and what the reader can do about it. */
export interface ProblemText {
  readonly title: Messages
  /** Its placeholders are filled from the parameters of the one problem. */
  readonly detail: Messages
}

/** Every problem of the server in every language; the way out is in the sentence. */
export const problemMessages: Readonly<Record<ProblemId, ProblemText>> = {
  malformed: {
    title: { 'zh-CN': '填写有误', en: 'Something is not filled in right' },
    detail: { 'zh-CN': '请更正后再提交：{faults}', en: 'Please correct and send again: {faults}' },
  },
  'not-signed-in': {
    title: { 'zh-CN': '请先登录', en: 'Please sign in' },
    detail: {
      'zh-CN': '您还没有登录，或登录已过期。请重新登录后再试。',
      en: 'You are not signed in, or the session has run out. Sign in and try again.',
    },
  },
  'wrong-password': {
    title: { 'zh-CN': '登录失败', en: 'Sign-in failed' },
    detail: {
      'zh-CN': '账号或密码不对。请检查大小写后再试；忘记密码请联系管理员。',
      en: 'The account or the password is wrong. Check capital letters and try again; the administrator can set a new password.',
    },
  },
  'unknown-device': {
    title: { 'zh-CN': '此屏幕未登记', en: 'This screen is not known' },
    detail: {
      'zh-CN': '此屏幕的地址无效或已被停用。请管理人员在“屏幕”页重新添加，并在此打开新地址。',
      en: 'The address of this screen is wrong or was taken back. Management can add it again under “Screens” and open the new address here.',
    },
  },
  'csrf-token': {
    title: { 'zh-CN': '页面已过期', en: 'The page is out of date' },
    detail: {
      'zh-CN': '为了您的安全，此操作没有执行。请刷新页面后再试。',
      en: 'For your safety nothing was done. Reload the page and try again.',
    },
  },
  'not-allowed': {
    title: { 'zh-CN': '没有权限', en: 'Not allowed' },
    detail: {
      'zh-CN': '您的账号没有这项权限。如确需使用，请联系管理员。',
      en: 'Your account does not have this right. If you need it, ask the administrator.',
    },
  },
  'not-found': {
    title: { 'zh-CN': '没有找到', en: 'Not found' },
    detail: {
      'zh-CN': '所找的内容不存在，或您无权查看。请检查地址。',
      en: 'It does not exist, or you may not see it. Check the address.',
    },
  },
  'method-not-allowed': {
    title: { 'zh-CN': '不支持的方法', en: 'Method not allowed' },
    detail: {
      'zh-CN': '此地址不接受 {method}，可用：{allowed}。',
      en: 'This address does not take {method}; it takes {allowed}.',
    },
  },
  refused: {
    title: { 'zh-CN': '无法办理', en: 'The answer is no' },
    detail: {
      'zh-CN': '所选安排不符合规定，原因和可选方案见下。',
      en: 'What was asked breaks a rule. The reasons, and what is possible instead, are listed.',
    },
  },
  'already-decided': {
    title: { 'zh-CN': '已经处理过', en: 'Already decided' },
    detail: {
      'zh-CN': '这些申请已有决定。请刷新查看最新结果。',
      en: 'These lines were decided before. Reload to see what became of them.',
    },
  },
  'would-displace': {
    title: { 'zh-CN': '会挤掉其他申请', en: 'Others would lose' },
    detail: {
      'zh-CN': '同意后，下列申请将无法满足。确认后请选择“同意并拒绝其他申请”。',
      en: 'If this is accepted, the requests listed can no longer be met. Confirm to accept it and decline them.',
    },
  },
  'too-late-to-cancel': {
    title: { 'zh-CN': '已过取消时限', en: 'Too late to cancel' },
    detail: {
      'zh-CN': '距离开始时间太近，不能自行取消。请联系前台。',
      en: 'It starts too soon to be cancelled by yourself. Please ask the front desk.',
    },
  },
  'not-changeable': {
    title: { 'zh-CN': '不能再调整', en: 'It can no longer be changed' },
    detail: { 'zh-CN': '没有改动任何安排：{faults}', en: 'Nothing was changed: {faults}' },
  },
  'room-declined': {
    title: { 'zh-CN': '这项服务没有场地', en: 'This service has no room' },
    detail: {
      'zh-CN': '为它申请的场地没有批下来，或已取消。请先为它另订场地，或改到单位去上门。',
      en: 'The room that was asked for it was declined or given up. Order another room first, or give it at their place.',
    },
  },
  'not-accepted': {
    title: { 'zh-CN': '还没有派人', en: 'Nobody is sent yet' },
    detail: {
      'zh-CN': '只有已安排人员的服务才能这样操作。请先派工。',
      en: 'Only a service with a crew takes this. Send a crew first.',
    },
  },
  'not-delivered': {
    title: { 'zh-CN': '服务还没有完成', en: 'It was not given yet' },
    detail: {
      'zh-CN': '服务完成后才能评价。如已完成，请联系文化宫登记。',
      en: 'What was not given yet cannot be judged. If it was, ask the palace to note it.',
    },
  },
  'moved-on': {
    title: { 'zh-CN': '之后已有变动，无法撤销', en: 'Too late to take back: it was changed since' },
    detail: {
      'zh-CN': '没有改动任何安排。之后的变动：{deeds}。如仍需要，请直接调整现在的安排。',
      en: 'Nothing was changed. Since then: {deeds}. If it is still wanted, change what stands now.',
    },
  },
  'code-unknown': {
    title: { 'zh-CN': '没有这个签到码', en: 'No such code' },
    detail: {
      'zh-CN': '今天没有签到码为 {code} 的预约。请核对六位数字，或按姓名、单位查找。',
      en: 'No booking of today has the code {code}. Check the six digits, or look it up by name.',
    },
  },
  'wrong-palace': {
    title: { 'zh-CN': '不是本馆的码', en: 'A code of another palace' },
    detail: {
      'zh-CN': '这个二维码属于另一家文化宫。请让来人出示本馆预约的码，或按姓名查找。',
      en: 'This code belongs to another palace. Ask for the one of this house, or look the booking up by name.',
    },
  },
  'wrong-day': {
    title: { 'zh-CN': '不是今天的预约', en: 'Not for today' },
    detail: {
      'zh-CN': '“{title}”订的是 {start:moment}，{space}。请核对日期；今天要用，请另行预约。',
      en: '"{title}" is booked for {start:moment}, {space}. Check the day; to use something today, book it.',
    },
  },
  'wrong-room': {
    title: { 'zh-CN': '走错场地了', en: 'Another room' },
    detail: {
      'zh-CN': '“{title}”订的是{space}，不是{here}。请指引到{space}。',
      en: '"{title}" is booked in {space}, not in {here}. Show them the way to {space}.',
    },
  },
  'too-early': {
    title: { 'zh-CN': '还没到签到时间', en: 'Too early' },
    detail: {
      'zh-CN': '“{title}”{start:moment} 开始，{opens:time} 起可以签到。{inside}',
      en: '"{title}" starts at {start:moment} and can be checked in from {opens:time}. {inside}',
    },
  },
  'freed-as-no-show': {
    title: { 'zh-CN': '已按未到场处理', en: 'Freed as a no-show' },
    detail: {
      'zh-CN': '{start:time} 开始的“{title}”因未按时到场，场地已释放。{inside}',
      en: '"{title}", booked for {start:time}, was not there in time and its space was freed. {inside}',
    },
  },
  'already-checked-in': {
    title: { 'zh-CN': '已经签到过', en: 'Checked in before' },
    detail: {
      'zh-CN': '“{title}”已于 {at:moment} 签到，经办：{by}。同一个码只能用一次；若是同伴，请修改到场人数。',
      en: '"{title}" was checked in at {at:moment} by {by}. A code is good for once; for more people of theirs, change the head-count.',
    },
  },
  'reservation-cancelled': {
    title: { 'zh-CN': '预约已取消', en: 'It was cancelled' },
    detail: {
      'zh-CN': '“{title}”（{start:moment}）已取消。请看是否还有空场，重新预约。',
      en: '"{title}" ({start:moment}) was cancelled. See what is free and book anew.',
    },
  },
  'reservation-over': {
    title: { 'zh-CN': '已经结束', en: 'It is over' },
    detail: {
      'zh-CN': '“{title}”已于 {end:moment} 结束。需要继续使用，请另行预约。',
      en: '"{title}" ended at {end:moment}. To go on, book anew.',
    },
  },
  'not-checked-in': {
    title: { 'zh-CN': '还没有签到', en: 'Not checked in' },
    detail: {
      'zh-CN': '“{title}”还没有签到。请先签到；不再使用，请选“提前释放”。',
      en: '"{title}" was not checked in. Check it in first, or give it back with "release".',
    },
  },
  'not-begun': {
    title: { 'zh-CN': '还没有开始', en: 'It has not begun' },
    detail: {
      'zh-CN': '“{title}”{start:moment} 才开始。不再需要，请取消预约。',
      en: '"{title}" begins at {start:moment} only. If it is not needed, cancel it.',
    },
  },
  'not-a-no-show': {
    title: { 'zh-CN': '不是未到场记录', en: 'Not a no-show' },
    detail: {
      'zh-CN': '“{title}”没有未到场记录，无须申诉。请刷新查看最新状态。',
      en: '"{title}" was not noted as a no-show, so there is nothing to lift. Reload to see how it stands.',
    },
  },
  'no-longer-free': {
    title: { 'zh-CN': '场地已被占用', en: 'Taken meanwhile' },
    detail: {
      'zh-CN': '释放的时间已被占用，不能恢复。{inside}',
      en: 'The time that was freed has been taken, so it can not be given back. {inside}',
    },
  },
  'plans-changed': {
    title: { 'zh-CN': '情况已有变化', en: 'The world has moved on' },
    detail: {
      'zh-CN': '方案拟定后，场地安排又有变动，因此没有作任何更改。新的方案已经拟好，请查看后再选。',
      en: 'Something changed after these plans were made, so nothing was done. New plans are ready: look at them and choose again.',
    },
  },
  'repair-settled': {
    title: { 'zh-CN': '已经处理过', en: 'Settled before' },
    detail: {
      'zh-CN': '这项调整已有人处理。请刷新查看结果。',
      en: 'Somebody has settled this already. Reload to see what became of it.',
    },
  },
  'already-enrolled': {
    title: { 'zh-CN': '已经报过名', en: 'Enrolled already' },
    detail: {
      'zh-CN': '这个手机号在本课程已有名额或正在候补。可在“我的课程”查看；要换人，请先退出。',
      en: 'Somebody with this phone number has a place already or waits for one. See it under "my classes"; to change who comes, give it back first.',
    },
  },
  'enrolment-not-open': {
    title: { 'zh-CN': '报名尚未开始', en: 'Not open yet' },
    detail: {
      'zh-CN': '报名从 {opensAt:moment} 开始，请到时再来。',
      en: 'Places can be asked for from {opensAt:moment}.',
    },
  },
  'enrolment-closed': {
    title: { 'zh-CN': '报名已结束', en: 'Enrolment is over' },
    detail: {
      'zh-CN': '报名已于 {closesAt:moment} 截止。开课后如有空位，可联系前台。',
      en: 'Places could be asked for until {closesAt:moment}. If one frees up later, the front desk can help.',
    },
  },
  'kind-mismatch': {
    title: { 'zh-CN': '此项目不是这样报名', en: 'This is not how one takes part here' },
    detail: {
      'zh-CN': '课程、讲座和活动按名额报名，比赛提交参赛报名，展览预约参观时段。请在项目页使用对应的按钮。',
      en: 'Classes, lectures and events give places, competitions take entries, exhibitions have slots. Use the button on its own page.',
    },
  },
  'entries-closed': {
    title: { 'zh-CN': '报名已截止', en: 'Entries are closed' },
    detail: {
      'zh-CN': '“{stage}”已于 {closedAt:moment} 停止接受报名，没有保存。确需补报，请联系工作人员重新开放本阶段。',
      en: '“{stage}” has taken no more entries since {closedAt:moment}; nothing was saved. If it must be, ask the staff to open the stage again.',
    },
  },
  'entries-full': {
    title: { 'zh-CN': '参赛名额已满', en: 'No more entries are taken' },
    detail: {
      'zh-CN': '没有保存：{faults}。可换其他组别，或请工作人员调整名额；有人退出后也可再报。',
      en: 'Nothing was saved: {faults}. Try another group, ask the staff for more places, or come again when somebody withdraws.',
    },
  },
  'already-entered': {
    title: { 'zh-CN': '已经报过名', en: 'Entered before' },
    detail: {
      'zh-CN': '同一联系人、同一节目已报名，参赛号 {number}。要换节目，请填写新的节目名称；要更改，请先退出原报名。',
      en: 'The same contact with the same piece is entered as number {number}. Name another piece, or withdraw that entry first.',
    },
  },
  'stage-open': {
    title: { 'zh-CN': '本阶段还在接受报名', en: 'The stage still takes entries' },
    detail: {
      'zh-CN': '“{stage}”尚未截止。请先截止报名，再排场次或公布晋级。',
      en: '“{stage}” is still open. Close it first, then give slots or end it.',
    },
  },
  'stage-concluded': {
    title: { 'zh-CN': '本阶段已结束', en: 'The stage is over' },
    detail: {
      'zh-CN': '“{stage}”的结果已公布，不再更改。请在下一阶段操作。',
      en: 'The results of “{stage}” have moved its entries on. Go on in the next stage.',
    },
  },
  'viewing-full': {
    title: { 'zh-CN': '这一时段名额不足', en: 'Not so many places in this slot' },
    detail: {
      'zh-CN': '本时段还可预约 {left} 人，没有保存。请减少人数或改约其他时段。',
      en: 'This slot has {left} places left; nothing was saved. Come with fewer, or in another slot.',
    },
  },
  'viewing-over': {
    title: { 'zh-CN': '这一时段已过', en: 'This slot is over' },
    detail: {
      'zh-CN': '参观时段 {start:moment} 已经开始或展览未开放预约。请改约以后的时段。',
      en: 'The slot of {start:moment} has begun, or the exhibition takes no bookings. Choose a later one.',
    },
  },
  'guide-busy': {
    title: { 'zh-CN': '讲解员没有空', en: 'The guide is not free' },
    detail: {
      'zh-CN': '{guide}在这一时段已有安排，没有保存。请换一位讲解员，或不安排讲解。',
      en: '{guide} has something else then; nothing was saved. Choose another guide, or none.',
    },
  },
  'arrival-unknown': {
    title: { 'zh-CN': '没有查到报名', en: 'Not found at this door' },
    detail: {
      'zh-CN': '本项目没有签到码为 {code} 的报名。请核对项目和六位数字，或按姓名查找。',
      en: 'Nobody has the code {code} here. Check the programme and the six digits, or look them up by name.',
    },
  },
  'offer-over': {
    title: { 'zh-CN': '保留的名额已过期', en: 'The offer is over' },
    detail: {
      'zh-CN': '为您保留的名额已经过期或已处理，现已让给下一位。可以重新报名候补。',
      en: 'The place that was kept for you is no longer: its time ran out, or it was answered before. You can ask again and wait.',
    },
  },
  'party-exists': {
    title: { 'zh-CN': '这个电话已登记', en: 'This telephone number is known' },
    detail: {
      'zh-CN': '没有新建。已有登记人使用此电话，见下；请核对后直接选用，或不填电话新建。',
      en: 'Nobody was added. Those who are known by this number are listed: take one of them, or add the person without a number.',
    },
  },
  ...roundProblems,
  'key-reused': {
    title: { 'zh-CN': '请求编号重复', en: 'Idempotency-Key used before' },
    detail: {
      'zh-CN': '同一个 Idempotency-Key 已用于另一份内容。请换一个新的编号再提交。',
      en: 'This Idempotency-Key came before with another content. Send the new content with a new key.',
    },
  },
  stale: {
    title: { 'zh-CN': '内容已被更新', en: 'Changed in the meantime' },
    detail: {
      'zh-CN': '其他人刚刚修改过。请查看最新内容后再试。',
      en: 'Somebody else changed it just now. Look at the state of now and try again.',
    },
  },
  'too-large': {
    title: { 'zh-CN': '内容过大', en: 'Too large' },
    detail: {
      'zh-CN': '提交的内容超过 {limit}。请减少内容或分次提交。',
      en: 'What was sent is larger than {limit}. Send less, or in parts.',
    },
  },
  'wrong-media-type': {
    title: { 'zh-CN': '格式不支持', en: 'Unsupported media type' },
    detail: { 'zh-CN': '请以 {expected} 格式提交，收到的是 {found}。', en: 'Send {expected}; what came was {found}.' },
  },
  'too-many-requests': {
    title: { 'zh-CN': '操作过于频繁', en: 'Too many attempts' },
    detail: { 'zh-CN': '请在 {seconds} 秒后再试。', en: 'Please try again in {seconds} seconds.' },
  },
  'something-wrong': {
    title: { 'zh-CN': '系统出错', en: 'Something went wrong' },
    detail: {
      'zh-CN': '系统内部出错，没有保存任何内容。请稍后再试；如仍不行，请把编号 {instance} 告诉管理员。',
      en: 'An error inside the system; nothing was kept. Try again in a while; if it stays, tell the administrator the number {instance}.',
    },
  },
  'try-again': {
    title: { 'zh-CN': '系统繁忙', en: 'Busy' },
    detail: {
      'zh-CN': '系统暂时忙不过来，没有保存任何内容。请几秒后再试。',
      en: 'The system is busy just now; nothing was kept. Try again in a few seconds.',
    },
  },
}
