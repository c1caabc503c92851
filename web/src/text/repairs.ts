import type { PlannedChangeWire, PlanWire, RepairWire, Strategy } from '@gongyue/shared/api/repairs.ts'
import type { ReasonWire } from '@gongyue/shared/api/problem.ts'
import type { Messages } from '@gongyue/shared/domain/message.ts'
import { say } from '@gongyue/shared/i18n/say.ts'
import { PART_NAMES, REPAIR_REASONS, STRATEGY_NAMES } from '@gongyue/shared/scheduling/repair/words.ts'
import { session } from '../app/session.ts'
import { dictionary } from './dictionary.ts'
import { locale } from './locale.ts'
import { reasonSentence } from './sentences.ts'

/** What a plan sets out to keep, in a few words. */
export function strategyName(strategy: Strategy): string {
  return STRATEGY_NAMES[strategy][locale.value]
}

/** What a part of a plan's cost is about. A part that this build does not know is named by its key. */
export function partName(key: string): string {
  const names: Readonly<Record<string, Messages>> = PART_NAMES
  return names[key]?.[locale.value] ?? key
}

/** How much of a plan's cost a part is, in a word; parts come dearest first. */
export function weightWord(rank: number, share: number): string {
  return t(rank === 0 ? 'weight-main' : share >= 0.2 ? 'weight-some' : 'weight-little')
}

/** Why a change is as it is. */
export function changeReason(reason: ReasonWire): string {
  const own: Readonly<Record<string, Messages>> = REPAIR_REASONS
  const messages = own[reason.key]
  return messages
    ? say(messages, reason.params, locale.value, session.value?.facility.timeZone ?? 'UTC')
    : reasonSentence(reason)
}

/** What happens to a booking, in a word. */
export function changeWord({ kind }: Pick<PlannedChangeWire, 'kind'>): string {
  return t(`change-${kind}`)
}

/** `方案一`. */
export function planNumber(index: number): string {
  return locale.value === 'zh-CN' ? `方案${'一二三四五六七八九十'[index] ?? index + 1}` : `Plan ${index + 1}`
}

/** The cause of a repair as one sentence; `space` is the name of its place. */
export function causeSentence(cause: RepairWire['cause'], space: string): string {
  switch (cause.kind) {
    case 'closure':
      return t('cause-closure')
    case 'planned-closure':
      return t('cause-planned-closure', { space, reason: cause.reason })
    case 'broken-room':
      return t('cause-broken-room', { space, reason: cause.reason })
    case 'absence':
      return t('cause-absence', { reason: cause.reason })
    case 'priority':
      return t('cause-priority', { title: cause.order.title, reason: cause.reason })
    case 'refused-series':
      return t('cause-refused-series', { title: cause.order.title })
    case 'conflict':
      return t('cause-conflict', { count: cause.reservationIds.length })
  }
}

/** How the changes of a plan add up: `改期 4 场 · 取消 1 场`. */
export function tallyText(changes: PlanWire['changes']): string {
  const counts = Map.groupBy(changes, ({ kind }) => kind)
  return (['move', 'swap', 'add', 'cancel'] as const)
    .flatMap((kind) => {
      const count = counts.get(kind)?.length ?? 0
      return count > 0 ? [t(`tally-${kind}`, { count })] : []
    })
    .join(' · ')
}

/** Words of plans, of what they change, and of the messages drafted for them. */
export const t = dictionary({
  'zh-CN': {
    plans: '{count} 个方案，按影响从小到大排列',
    plansHint: '采用后一次全部生效；方案拟定后情况若有变化，不会更改任何安排，而是给出新方案。',
    noPlans: '没有找到可行的方案',
    noPlansHint: '可以换一个时间或场地再试，或到看板上逐场处理。',
    best: '推荐',
    people: '通知 {count} 人',
    noPeople: '不惊动任何人',
    parties: '{count} 家单位',
    consent: '须征得 {count} 家单位同意',
    noConsent: '不必征求同意',
    consentChip: '须征得同意',
    costs: '代价',
    noCost: '没有代价',
    'weight-main': '主要',
    'weight-some': '其次',
    'weight-little': '少许',
    times: '{count} 处',
    changes: '变动',
    noChanges: '没有变动',
    showAll: '显示全部 {count} 项变动',
    from: '原',
    to: '改为',
    given: '取消',
    'change-move': '调整',
    'change-cancel': '取消',
    'change-add': '新增',
    'change-swap': '对调',
    'tally-move': '调整 {count} 场',
    'tally-cancel': '取消 {count} 场',
    'tally-add': '新增 {count} 场',
    'tally-swap': '对调 {count} 场',
    peopleOf: '{count} 人',
    sep: '；',
    apply: '采用此方案',
    applyLong: '采用此方案：{plan}，{name}',
    applying: '正在采用…',
    reason: '处理说明（选填，写入记录和通知）',
    working: '正在拟定方案…',
    workingFor: '正在拟定方案，已用 {seconds} 秒',
    stop: '停止',
    again: '重新拟定方案',
    running: '正在使用中，不会被挪动，请派人当面说明',
    runningUntil: '{title}（{party}）到 {time} 结束',
    changedTitle: '情况已有变化，没有作任何更改',
    changedHint: '下面是按最新情况拟定的方案，请重新选择。',
    changedMore: '新受影响：{titles}',
    changedLess: '不再受影响：{titles}',
    changedTaken: '“{title}”原定改到 {where}，该处已被占用',
    changedOther: '有预约在此期间被改动',
    dismiss: '暂不处理…',
    dismissTitle: '搁置这项调整',
    dismissReason: '原因',
    dismissHint: '只收起方案，不改动任何预约；冲突仍在时会继续列出。',
    dismissWanting: '请填写搁置的原因',
    dismissDo: '搁置',
    done: '已采用{plan}',
    doneBy: '{name}，{time}',
    dismissed: '已搁置，没有改动任何预约。',
    superseded: '已被新的方案取代。',
    lettersNone: '没有需要通知的单位。',
    letters: '已起草 {count} 条通知，请过目后发出',
    lettersDone: '{count} 条通知都已处理',
    onBoard: '在看板上查看',
    undo: '撤回此方案',
    undone: '已撤回，预约回到原来的安排',
    undoneLetters: '还没有发出的通知不再发出；已经发出的，请另行更正。',
    undoLater: '补在最后的场次不会自动取消，请到看板上处理。',
    undoShut: '场地停用期间不能撤回；请先在“停用与保障”中恢复开放。',
    undoPartly: '停用已解除，但预约没有全部回到原处：',
    'cause-closure': '场地停用',
    'cause-planned-closure': '{space}停用：{reason}',
    'cause-broken-room': '{space}故障停用：{reason}',
    'cause-absence': '教师缺席：{reason}',
    'cause-priority': '优先保障“{title}”：{reason}',
    'cause-refused-series': '系列“{title}”有日期排不下',
    'cause-conflict': '{count} 场预约不合现行规定',
    wholeHouse: '全馆',
    subject: '标题',
    body: '正文',
    address: '邮箱',
    noAddress: '没有邮箱，请复制后电话或微信告知',
    phone: '电话 {phone}',
    edit: '修改',
    save: '保存修改',
    cancel: '取消',
    copy: '复制',
    copied: '已复制',
    copyFailed: '浏览器不允许复制，请手动选中文字',
    send: '放入发件箱',
    sent: '已放入发件箱',
    tell: '已当面或电话告知',
    drop: '不发',
    'draft-draft': '待发',
    'draft-sent': '已放入发件箱',
    'draft-told': '已告知',
    'draft-dropped': '不发',
    sendAll: '全部放入发件箱（{count} 条有邮箱）',
    about: '给{party}的通知',
    aboutConsent: '征求{party}同意',
  },
  en: {
    plans: '{count} plans, the gentlest first',
    plansHint: 'A plan takes effect as a whole. If anything changed since, nothing is written and new plans are shown.',
    noPlans: 'No way out was found',
    noPlansHint: 'Try another time or room, or settle each booking on the board.',
    best: 'Suggested',
    people: '{count} people to tell',
    noPeople: 'Nobody is disturbed',
    parties: '{count} parties',
    consent: '{count} parties must agree',
    noConsent: 'Nobody has to be asked',
    consentChip: 'Must agree',
    costs: 'Price',
    noCost: 'Costs nothing',
    'weight-main': 'mostly',
    'weight-some': 'partly',
    'weight-little': 'a little',
    times: '{count}×',
    changes: 'Changes',
    noChanges: 'Nothing changes',
    showAll: 'Show all {count} changes',
    from: 'Was',
    to: 'Becomes',
    given: 'Given up',
    'change-move': 'Moved',
    'change-cancel': 'Given up',
    'change-add': 'New',
    'change-swap': 'Swapped',
    'tally-move': '{count} moved',
    'tally-cancel': '{count} given up',
    'tally-add': '{count} new',
    'tally-swap': '{count} swapped',
    peopleOf: '{count} people',
    sep: '; ',
    apply: 'Apply this plan',
    applyLong: 'Apply this plan: {plan}, {name}',
    applying: 'Applying…',
    reason: 'Remark (optional, kept on record and in messages)',
    working: 'Working out plans…',
    workingFor: 'Working out plans for {seconds} s',
    stop: 'Stop',
    again: 'Work out again',
    running: 'Going on now and left alone: somebody should go and speak to them',
    runningUntil: '{title} ({party}) ends at {time}',
    changedTitle: 'Something changed: nothing was done',
    changedHint: 'These plans are made from how things stand now. Choose again.',
    changedMore: 'Now hit as well: {titles}',
    changedLess: 'No longer hit: {titles}',
    changedTaken: '"{title}" was to move to {where}, which has been taken',
    changedOther: 'Bookings were changed meanwhile',
    dismiss: 'Lay aside…',
    dismissTitle: 'Lay this repair aside',
    dismissReason: 'Reason',
    dismissHint: 'Only the plans are put away; no booking is changed. A conflict that lasts stays listed.',
    dismissWanting: 'Say why it is laid aside',
    dismissDo: 'Lay aside',
    done: '{plan} was applied',
    doneBy: '{name}, {time}',
    dismissed: 'Laid aside. No booking was changed.',
    superseded: 'Newer plans took its place.',
    lettersNone: 'Nobody has to be told.',
    letters: '{count} messages are drafted: read them over and send them',
    lettersDone: 'All {count} messages are settled',
    onBoard: 'Show on the board',
    undo: 'Take this plan back',
    undone: 'Taken back: the bookings stand where they stood',
    undoneLetters: 'Messages that were not sent are dropped; correct those that were.',
    undoLater: 'Dates that were added at the end stay: settle them on the board.',
    undoShut: 'It can not be taken back while the room is shut. Open it again under "Closures" first.',
    undoPartly: 'The closure is lifted, but not all bookings went back:',
    'cause-closure': 'A closure',
    'cause-planned-closure': '{space} shuts: {reason}',
    'cause-broken-room': '{space} is broken: {reason}',
    'cause-absence': 'An instructor is away: {reason}',
    'cause-priority': '"{title}" has priority: {reason}',
    'cause-refused-series': 'Dates of "{title}" have no place',
    'cause-conflict': '{count} bookings break a rule of today',
    wholeHouse: 'The whole house',
    subject: 'Subject',
    body: 'Text',
    address: 'Mail address',
    noAddress: 'No mail address: copy it and tell them otherwise',
    phone: 'Phone {phone}',
    edit: 'Edit',
    save: 'Save',
    cancel: 'Cancel',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'The browser does not allow copying: select the text by hand',
    send: 'Put into the outbox',
    sent: 'Put into the outbox',
    tell: 'Told in person or by phone',
    drop: 'Do not send',
    'draft-draft': 'Draft',
    'draft-sent': 'In the outbox',
    'draft-told': 'Told',
    'draft-dropped': 'Not sent',
    sendAll: 'Put all into the outbox ({count} with an address)',
    about: 'Message to {party}',
    aboutConsent: 'Asking {party} to agree',
  },
})
