import type { Messages } from '../domain/message.ts'
import type { DeclineReason } from '../domain/order.ts'
import type { ThreadEvent } from '../domain/thread.ts'

/** A mail as it is written: the subject in one line, then the text. */
interface MailText {
  readonly subject: Messages
  readonly text: Messages
}

/** There is news in the thread of an order. */
export const threadMail: MailText = {
  subject: { 'zh-CN': '【宫约】{title}（{reference}）：{what}', en: '[Gongyue] {title} ({reference}): {what}' },
  text: {
    'zh-CN':
      '{to}：\n\n“{title}”（预约号 {reference}）有新进展：{what}。\n\n{text}\n\n请登录宫约，打开这个预约查看和回复。本邮件由系统发出，请勿直接回复。',
    en: '{to}:\n\nThere is news of “{title}” ({reference}): {what}.\n\n{text}\n\nSign in to Gongyue and open the booking to read and answer. This mail was sent by the system: please do not reply to it.',
  },
}

/** A slot is kept for a date that a series had lost. */
export const offerMail: MailText = {
  subject: {
    'zh-CN': '【宫约】“{title}”空出一场：请在 {until} 前确认',
    en: '[Gongyue] A date of “{title}” is free again: answer by {until}',
  },
  text: {
    'zh-CN':
      '{to}：\n\n“{title}”之前没能排上的一场现在空出来了：{slot}。\n\n我们为您保留到 {until}，过时将让给下一位。请登录宫约，在“我的预约”中确认或放弃。本邮件由系统发出，请勿直接回复。',
    en: '{to}:\n\nA date that “{title}” had lost is free again: {slot}.\n\nIt is kept for you until {until}; after that it goes to the next in line. Sign in to Gongyue and take it or leave it in “My bookings”. This mail was sent by the system: please do not reply to it.',
  },
}

/** A place and time, and why a request was declined. */
export const threadLine: Messages = { 'zh-CN': '{day} {from}–{until} {space}', en: '{day} {from}–{until} {space}' }
export const threadReason: Messages = { 'zh-CN': '原因：{reason}', en: 'Reason: {reason}' }

/** Reasons that an officer picks from when declining. */
export const declineWords: Readonly<Record<DeclineReason, Messages>> = {
  'taken-by-other': { 'zh-CN': '已安排给其他单位', en: 'given to another organisation' },
  'priority-event': { 'zh-CN': '有优先保障的活动', en: 'a priority event takes place' },
  'not-suitable': { 'zh-CN': '场地不适合此活动', en: 'the space does not suit the activity' },
  'too-few-people': { 'zh-CN': '人数太少', en: 'too few people' },
  maintenance: { 'zh-CN': '场地检修', en: 'maintenance' },
  incomplete: { 'zh-CN': '申请信息不完整', en: 'the request is incomplete' },
  other: { 'zh-CN': '其他原因', en: 'another reason' },
}

/** What the news is. */
export const threadNews: Readonly<Record<ThreadEvent | 'message' | 'offer', Messages>> = {
  message: { 'zh-CN': '有新留言', en: 'a new message' },
  offer: { 'zh-CN': '文化宫提出了改期建议', en: 'another time was offered' },
  accepted: { 'zh-CN': '已同意', en: 'accepted' },
  declined: { 'zh-CN': '未通过', en: 'declined' },
  withdrawn: { 'zh-CN': '已取消', en: 'cancelled' },
  moved: { 'zh-CN': '时间或场地有调整', en: 'time or place was changed' },
  attached: { 'zh-CN': '补充了材料', en: 'a file was added' },
  detached: { 'zh-CN': '撤回了材料', en: 'a file was taken back' },
  'crew-changed': { 'zh-CN': '上门人员有调整', en: 'other people will come' },
  delivered: { 'zh-CN': '服务已完成，请评价', en: 'the service was given: tell us how it was' },
  rated: { 'zh-CN': '收到评价', en: 'the party said how it was' },
}

/** To managers: a partner's contract is near its end. */
export const contractMail: MailText = {
  subject: {
    'zh-CN': '合作协议将到期：{party}，{day}（还有 {days} 天）',
    en: 'A contract ends: {party}, {day} ({days} days left)',
  },
  text: {
    'zh-CN':
      '{party}的协议“{title}”{number}将于 {day} 到期，还有 {days} 天。\n\n到期后固定时段不再保留。请在“合作单位”页核对公益占比和对账单，决定续签或到期终止。\n\n此邮件由系统自动发送。',
    en: 'The contract "{title}" {number} of {party} ends on {day}, {days} days from now.\n\nIts standing slots end with it. Look at the share of public benefit and the statements under "Partners", and prolong it or let it end.',
  },
}

/** What became of a wish: a request without a service. */
export const wishMail: MailText = {
  subject: { 'zh-CN': '【宫约】您的需求“{title}”：{what}', en: '[Gongyue] Your wish “{title}”: {what}' },
  text: {
    'zh-CN':
      '{to}：\n\n您提出的需求“{title}”有答复：{what}。\n\n{text}\n\n请登录宫约，在“点单”中查看。本邮件由系统发出，请勿直接回复。',
    en: '{to}:\n\nYour wish “{title}” was answered: {what}.\n\n{text}\n\nSign in to Gongyue and look under “Menu”. This mail was sent by the system: please do not reply to it.',
  },
}

export const wishNews = {
  offered: { 'zh-CN': '文化宫给出了方案，请确认', en: 'there is an offer for you to take' },
  declined: { 'zh-CN': '这次暂时安排不了', en: 'this time there is nothing to offer' },
} as const satisfies Readonly<Record<string, Messages>>

/** To who applied in a round: what was given, and why not more. */
export const roundMail = {
  subject: { 'zh-CN': '【宫约】“{round}”分配结果：{to}', en: '[Gongyue] Result of “{round}”: {to}' },
  text: {
    'zh-CN':
      '{to}：\n\n“{round}”的分配结果已公布。\n\n{text}\n\n已分得的时段已经确认，可在“我的预约”中查看每一次的日期；不能使用的日期及原因也在其中。本邮件由系统发出，请勿直接回复。',
    en: '{to}:\n\nThe result of “{round}” is published.\n\n{text}\n\nWhat was given is confirmed; every date is in “My bookings”, with the reasons of those that can not be had. This mail was sent by the system: please do not reply to it.',
  },
  given: {
    'zh-CN': '已分得：{space}{weekday} {time}，共 {count} 次',
    en: 'Given: {space}, {weekday} {time}, {count} dates',
  },
  givenWithLost: {
    'zh-CN': '已分得：{space}{weekday} {time}，共 {count} 次，另有 {lost} 次不能使用',
    en: 'Given: {space}, {weekday} {time}, {count} dates; {lost} more can not be had',
  },
  unmet: { 'zh-CN': '每周 {count} 次未能安排，原因：', en: '{count} times a week could not be given, because:' },
} as const satisfies Readonly<Record<string, Messages>>
