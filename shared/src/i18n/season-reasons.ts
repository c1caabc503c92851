import type { Messages } from '../domain/message.ts'
import type { LostWhy } from '../scheduling/season/calendar.ts'
import type { Name } from '../domain/names.ts'
import { VIOLATION_MESSAGES } from './messages.ts'

/** Why a weekly time was not given, or a run or a plan came to nothing. Rules of the house speak for themselves, by their own id. */
export const SEASON_REASONS = {
  'party-minutes': {
    'zh-CN': '{party}每周最多可分得 {most:duration}；本项超出这一上限，排在申请表后面的项目先不安排',
    en: '{party} may get {most:duration} a week at most; this wish lies beyond it: those further down the application wait',
  },
  'no-place-fits': {
    'zh-CN': '所选场地和时段中没有一处符合条件',
    en: 'none of the spaces and times that were named will do',
  },
  'dates-lost': {
    'zh-CN': '{space}{weekday} {time}：{dates} 次中有 {lost} 次{why}，不足以作为每周固定时段',
    en: '{space}, {weekday} {time}: {lost} of {dates} dates are gone ({why}): too many for a weekly time',
  },
  banned: {
    'zh-CN': '{count} 处可选时段按文化宫的安排不能使用',
    en: '{count} of the places are closed to it by decision of the house',
  },
  taken: {
    'zh-CN': '{options} 处可行的场地和时段中，{taken} 处已分给其他申请',
    en: 'of {options} places that would do, {taken} went to others',
  },
  'person-taken': {
    'zh-CN': '{count} 处因指定的老师或技术人员同一时间另有安排而不可行',
    en: '{count} of the places fail because the people named for it are elsewhere at that time',
  },
  pinned: {
    'zh-CN': '{count} 处由文化宫固定给了其他申请',
    en: '{count} of the places are pinned for others by the house',
  },
  dearer: {
    'zh-CN': '{count} 处虽然空着，但用它会使整体安排更差（如一天两次、往季已多得）',
    en: '{count} of the places are free, but the plan as a whole would be worse (twice on a day, or others had less before)',
  },
  open: {
    'zh-CN': '{count} 处仍然空着，可请文化宫补排',
    en: '{count} of the places are still free: ask the house to use one',
  },
  share: {
    'zh-CN': '本单位共申请每周 {asked} 次，得到 {placed} 次',
    en: 'of {asked} weekly times that were asked for, {placed} were given to this party',
  },
  'taken-by': {
    'zh-CN': '已分给{title}（{party}）',
    en: 'given to {title} ({party})',
  },
  'season-space-overlap': {
    'zh-CN': '同一场地同一时间安排了两项：{who}',
    en: 'two are in one space at one time: {who}',
  },
  'season-person-overlap': {
    'zh-CN': '同一人同一时间被安排了两处：{who}',
    en: 'one person is needed twice at one time: {who}',
  },
  'season-not-offered': {
    'zh-CN': '{who}不能安排在这里：场地或时段不在本轮之内',
    en: '{who} can not be there: the space or the time is not of this round',
  },
  'season-linked-days': {
    'zh-CN': '{who}：同一项每天只安排一次',
    en: '{who}: a wish is met once a day at most',
  },
  'season-slots-a-day': {
    'zh-CN': '负责人一天的时长超过上限：{who}',
    en: 'a person would work longer on a day than they may: {who}',
  },
  'all-dates-lost': {
    'zh-CN': '分到的时段在公布时已没有一次可用',
    en: 'when the result was published not one date of the time that was given could be had',
  },
  'space-gone': {
    'zh-CN': '{space}已退出本轮或停用，求解期间分到这里的 {count} 项已取消',
    en: '{space} has left the round or is out of use; {count} places given there during the run were dropped',
  },
  'no-applications': {
    'zh-CN': '本轮还没有申请，方案是空的',
    en: 'nobody has applied yet: the plan is empty',
  },
  'pin-not-offered': {
    'zh-CN':
      '{title}（{party}）第 {nth} 次固定在{space}{weekday} {time}，但那里不能安排它：场地不符、已停用或不在本轮内',
    en: 'time {nth} of {title} ({party}) is pinned to {space}, {weekday} {time}, where it can not be: the space does not suit it, is out of use, or not of this round',
  },
  'pins-in-space': {
    'zh-CN': '两项固定在同一场地同一时间：{title}（{party}）与{other}（{otherParty}），{space}{weekday} {time}',
    en: 'two are pinned to one space at one time: {title} ({party}) and {other} ({otherParty}), {space}, {weekday} {time}',
  },
  'pins-with-person': {
    'zh-CN': '{title}（{party}）与{other}（{otherParty}）由同一人负责，却固定在同一时间：{weekday} {time}',
    en: '{title} ({party}) and {other} ({otherParty}) need the same person and are pinned to one time: {weekday} {time}',
  },
  'pinned-twice': {
    'zh-CN': '{title}（{party}）的同一次被固定了两处',
    en: 'one time of {title} ({party}) is pinned twice',
  },
  'pin-banned': {
    'zh-CN': '{title}（{party}）既固定在{space}{weekday} {time}，又被禁止在那里，请取消其中一项',
    en: '{title} ({party}) is both pinned to {space}, {weekday} {time}, and banned from there: take one of the two back',
  },
  'pins-against-condition': {
    'zh-CN': '{title}（{party}）的固定时段违反了必须遵守的条件，请改固定时段或条件',
    en: 'where {title} ({party}) is pinned breaks a condition that must hold: change the place or the condition',
  },
  'pins-against-wish': {
    'zh-CN': '{title}（{party}）的固定时段互相矛盾：同一项每天只安排一次',
    en: 'the pins of {title} ({party}) contradict each other: a wish is met once a day at most',
  },
  'musts-contradict': {
    'zh-CN': '“必须满足”的申请互相矛盾，无法同时安排：{titles}。去掉其中任意一项的“必须”即可',
    en: 'these wishes must all be met and can not be: {titles}. Let any one of them go',
  },
  'musts-unmet': {
    'zh-CN': '“必须满足”的申请未能全部安排：{titles}',
    en: 'not all wishes that must be met have a place: {titles}',
  },
  'thread-died': {
    'zh-CN': '求解中断，重试后仍然失败：{error}。已得到的方案仍保留，可以重新求解',
    en: 'the run broke off, and again when it was tried once more: {error}. What it had found is kept; start another',
  },
} as const satisfies Readonly<Record<string, Messages>>

export type SeasonReasonKey = keyof typeof SEASON_REASONS

/** The sentence of a reason, or of a rule of the house. */
export function seasonReasonMessages(key: string): Messages | undefined {
  return Object.hasOwn(SEASON_REASONS, key) ? SEASON_REASONS[key as SeasonReasonKey] : VIOLATION_MESSAGES[key]
}

export const LOST_WORDS: Readonly<Record<LostWhy, Name>> = {
  hours: { 'zh-CN': '不在开放时间', en: 'outside the opening hours' },
  closure: { 'zh-CN': '场地关闭', en: 'the space is closed' },
  booked: { 'zh-CN': '已有预约', en: 'booked already' },
  person: { 'zh-CN': '负责人不能到场', en: 'the people named for it can not come' },
}

export const WEEKDAY_WORDS: readonly Name[] = [
  { 'zh-CN': '周一', en: 'Monday' },
  { 'zh-CN': '周二', en: 'Tuesday' },
  { 'zh-CN': '周三', en: 'Wednesday' },
  { 'zh-CN': '周四', en: 'Thursday' },
  { 'zh-CN': '周五', en: 'Friday' },
  { 'zh-CN': '周六', en: 'Saturday' },
  { 'zh-CN': '周日', en: 'Sunday' },
]

/** What the rules of a season are called in a list of costs. */
export const SEASON_RULES: Readonly<Record<string, Name>> = {
  'space-overlap': { 'zh-CN': '场地冲突', en: 'space taken twice' },
  'person-overlap': { 'zh-CN': '人员冲突', en: 'person asked for twice' },
  'not-offered': { 'zh-CN': '不可用的位置', en: 'a place it may not have' },
  unplaced: { 'zh-CN': '未安排', en: 'left out' },
  preference: { 'zh-CN': '偏离意愿', en: 'away from the wish' },
  'same-space-for-series': { 'zh-CN': '同一场地', en: 'one space' },
  'linked-spaces': { 'zh-CN': '同一场地', en: 'one space' },
  'linked-starts': { 'zh-CN': '同一钟点', en: 'one time of the day' },
  'linked-days': { 'zh-CN': '每天一次', en: 'once a day' },
  'days-apart': { 'zh-CN': '不连日', en: 'days apart' },
  fairness: { 'zh-CN': '满足率最低者', en: 'the party served worst' },
  'even-shares': { 'zh-CN': '各单位均衡', en: 'even shares' },
  'change-of-published': { 'zh-CN': '改动既定安排', en: 'changes to what stood' },
  'slots-a-day': { 'zh-CN': '人员每日时长', en: "a person's day" },
}
