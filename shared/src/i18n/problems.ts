// Long because it lists the sentences of every problem and every fault.
import type { ProblemId } from '../api/problem.ts'
import type { Messages } from '../domain/message.ts'

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

/** Every fault of a form field. `{field}` is its name as the reader knows it, or its pointer. */
export const faultMessages = {
  required: { 'zh-CN': '{field} 必填', en: '{field} is missing' },
  'unknown-field': {
    'zh-CN': '没有 {field} 这个字段，请删除或检查拼写',
    en: 'there is no field {field}: remove it or check its spelling',
  },
  type: { 'zh-CN': '{field} 应为 {expected}', en: '{field} must be of type {expected}' },
  'format-instant': {
    'zh-CN': '{field} 应为带时区的真实时间（2000–2100 年），例如 2026-12-04T19:00:00+08:00',
    en: '{field} must be a real moment with an offset, between 2000 and 2100, such as 2026-12-04T19:00:00+08:00',
  },
  'format-local-date': {
    'zh-CN': '{field} 应为真实日期（2000–2100 年），例如 2026-12-04',
    en: '{field} must be a real day between 2000 and 2100, such as 2026-12-04',
  },
  'format-uuid': { 'zh-CN': '{field} 应为编号（UUID）', en: '{field} must be an id (UUID)' },
  minimum: { 'zh-CN': '{field} 不能小于 {limit}', en: '{field} must be at least {limit}' },
  maximum: { 'zh-CN': '{field} 不能大于 {limit}', en: '{field} must be at most {limit}' },
  'min-length': { 'zh-CN': '{field} 至少 {limit} 个字', en: '{field} must have at least {limit} characters' },
  'max-length': { 'zh-CN': '{field} 最多 {limit} 个字', en: '{field} must have at most {limit} characters' },
  'min-items': { 'zh-CN': '{field} 至少 {limit} 项', en: '{field} must have at least {limit} entries' },
  'max-items': {
    'zh-CN': '{field} 最多 {limit} 项，请分次提交',
    en: '{field} must have at most {limit} entries: send it in parts',
  },
  'one-of': { 'zh-CN': '{field} 只能是：{allowed}', en: '{field} must be one of: {allowed}' },
  pattern: { 'zh-CN': '{field} 的写法不对', en: '{field} is not written as it should be' },
  blank: { 'zh-CN': '{field} 不能只有空白', en: '{field} must not be blank' },
  text: {
    'zh-CN': '{field} 含有无法保存的字符，请重新输入',
    en: '{field} holds a character that cannot be kept: type it again',
  },
  unique: { 'zh-CN': '{field} 有重复项', en: '{field} has an entry twice' },
  'end-before-start': { 'zh-CN': '{field} 须晚于开始', en: '{field} must be later than the start' },
  json: {
    'zh-CN': '内容不是有效的 JSON（第 {position} 个字符附近）',
    en: 'the body is not valid JSON (near character {position})',
  },
  address: {
    'zh-CN': '地址写得不对，请检查其中的百分号编码',
    en: 'the address is not written right: check its length and its percent signs',
  },
  'not-json': {
    'zh-CN': '内容不是 JSON，请检查引号、逗号和括号',
    en: 'the body is not JSON: check quotation marks, commas and brackets',
  },
  cursor: {
    'zh-CN': '{field} 已失效，请从第一页重新开始',
    en: '{field} is not a cursor of this list: start from the first page',
  },
  'key-length': {
    'zh-CN': '{field} 须为 8–200 个可见 ASCII 字符',
    en: '{field} must be 8 to 200 visible ASCII characters',
  },
  'may-not-waive': {
    'zh-CN': '您不能豁免 {field} 所指的规则，请交由管理人员处理',
    en: '{field} names a rule that you may not set aside: ask somebody of the management',
  },
  'not-standing': {
    'zh-CN': '{field} 的预约已结束、已取消或未到场，不能移动；可先恢复',
    en: '{field} is over, cancelled or a no-show: it cannot be moved; restore it first',
  },
  'in-use': {
    'zh-CN': '{field} 的预约正在使用，不能取消；请办理离场或提前结束',
    en: '{field} is in use and cannot be cancelled: check it out or end it early',
  },
  'start-kept': {
    'zh-CN': '{field} 不能改：已经开始使用，只能改结束时间或场地',
    en: '{field} stays: the booking is in use; only its end and its space can change',
  },
  over: {
    'zh-CN': '{field} 已是过去的时间，不能再改',
    en: '{field} lies in the past and is history',
  },
  stands: {
    'zh-CN': '{field} 的预约仍然有效，无需恢复',
    en: '{field} still stands: there is nothing to restore',
  },
  'file-empty': {
    'zh-CN': '文件是空的，请重新选择',
    en: 'the file is empty: choose it again',
  },
  'file-type': {
    'zh-CN': '不支持这种文件。可以上传：{allowed}（以文件内容为准，不看文件名）',
    en: 'this kind of file is not taken; what is: {allowed} (by its content, whatever its name)',
  },
  'file-lies': {
    'zh-CN': '文件名写的是 {claimed}，内容却是 {found}。请确认没有选错文件，或改好文件名后再传',
    en: 'its name says {claimed}, its content is {found}: choose the right file, or name it rightly',
  },
  'file-macros': {
    'zh-CN': '文档含有宏，不能接收。请另存为不含宏的 docx、xlsx 或 pdf 后再传',
    en: 'the document holds macros: save it without them, or as pdf',
  },
  'file-unpacks': {
    'zh-CN': '文档展开后过大，不能接收。请压缩图片，或另存为 pdf 后再传',
    en: 'the document would unpack to too much: make its pictures smaller, or save it as pdf',
  },
  'file-one': { 'zh-CN': '一次只能上传一个文件', en: 'send one file at a time' },
  'file-count': {
    'zh-CN': '每个预约最多 {limit} 个文件。请先删除不需要的，或合并成一个文件',
    en: 'an order has at most {limit} files: take one back first, or put several into one',
  },
  'never-happens': {
    'zh-CN': '按 {field} 的规则，{limit} 年内一次也不会举行：请检查日期、节假日处理和停课日期',
    en: '{field} names no day at all within {limit} years: check its days, what becomes of holidays, and the days taken out',
  },
  'too-many-sessions': {
    'zh-CN': '{field} 的次数太多，一个系列最多 {limit} 次：请缩短期限或分成几个系列',
    en: '{field} names too many days: a series has {limit} at most. Make it shorter, or make several of it',
  },
  'too-far': {
    'zh-CN': '{field} 延续太久，一个系列最长 {limit} 年：请提前结束日期或减少次数',
    en: '{field} reaches too far: a series lasts {limit} years at most. End it sooner, or ask for fewer sessions',
  },
  endless: {
    'zh-CN': '{field} 没有结束：请填写截止日期或次数（最长 {limit} 年）',
    en: '{field} has no end: name a last day or a number of sessions ({limit} years at most)',
  },
  'needs-count': {
    'zh-CN': '{field} 要在末尾补课，须填写次数，不能只填截止日期',
    en: '{field} makes lost sessions good at the end: name a number of sessions, not a last day',
  },
  'until-before-start': {
    'zh-CN': '{field} 的截止日期早于第一天：请更正其中一个',
    en: '{field} ends before its first day: correct one of the two',
  },
  'rrule-part': {
    'zh-CN': '{field} 中的 {part} 不支持：可用每天、每周、每月（按日期或第几个星期几），以及 COUNT 或 UNTIL',
    en: '{field} has {part}, which is not supported: daily, weekly and monthly rules (by date or weekday) are, with COUNT or UNTIL',
  },
  'rrule-text': {
    'zh-CN': '{field} 中的 {part} 写法不对，正确的例子：FREQ=WEEKLY;BYDAY=TU,TH;COUNT=16',
    en: '{field} has {part}, which is not written as RFC 5545 says; an example: FREQ=WEEKLY;BYDAY=TU,TH;COUNT=16',
  },
  'desk-only': {
    'zh-CN': '{field} 只能由前台使用，请删除后按普通预约提交，或联系前台办理',
    en: '{field} is for the front desk only: leave it out to place an ordinary order, or ask the desk',
  },
  'notice-line': {
    'zh-CN': '通知第 {line} 行看不懂：{text}',
    en: 'line {line} of the notice can not be read: {text}',
  },
  'notice-count': {
    'zh-CN': '通知第 {line} 行写明共 {said} 天，实际读到 {found} 天',
    en: 'line {line} of the notice speaks of {said} days, {found} were found',
  },
  'notice-twice': {
    'zh-CN': '通知第 {line} 行的 {date} 与前文矛盾',
    en: 'line {line} of the notice contradicts an earlier one about {date}',
  },
  'notice-weekday': {
    'zh-CN': '通知第 {line} 行的 {date} 不是{said}',
    en: 'line {line} of the notice calls {date} {said}, which it is not',
  },
  'not-there': { 'zh-CN': '{field} 所指的内容不存在', en: '{field} names something that does not exist' },
} as const satisfies Readonly<Record<string, Messages>>

export type FaultKey = keyof typeof faultMessages
