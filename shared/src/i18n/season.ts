// Long because it lists the sentences of every rule of the season, every reason and every fault.
import type { Messages, Params } from '../domain/message.ts'
import type { Locale } from '../domain/names.ts'
import { say } from './say.ts'

/** What a rule of the season is called, and what it says of one breach. */
export interface SeasonRuleText {
  readonly title: Messages
  readonly text: Messages
}

/** Every rule of the solver, by its id. */
export const seasonRules: Readonly<Record<string, SeasonRuleText>> = {
  'space-overlap': {
    title: { 'zh-CN': '场地冲突', en: 'space taken twice' },
    text: { 'zh-CN': '{space}在第 {slot} 时段已有安排', en: '{space} is taken in slot {slot}' },
  },
  'person-overlap': {
    title: { 'zh-CN': '人员冲突', en: 'person taken twice' },
    text: { 'zh-CN': '{group}在第 {slot} 时段已有安排', en: '{group} is taken in slot {slot}' },
  },
  'not-offered': {
    title: { 'zh-CN': '不可用的位置', en: 'place not offered' },
    text: { 'zh-CN': '{wish}不能在此时安排到{space}', en: '{wish} may not stand in {space} at that time' },
  },
  unplaced: {
    title: { 'zh-CN': '未能安排', en: 'left out' },
    text: { 'zh-CN': '{wish}未能安排', en: '{wish} has no place' },
  },
  preference: {
    title: { 'zh-CN': '偏离首选', en: 'away from the first choice' },
    text: { 'zh-CN': '{wish}的安排与首选相差 {cost}', en: '{wish} has a place that is {cost} worse than its best' },
  },
  compactness: {
    title: { 'zh-CN': '同日活动连续', en: 'activities of a day follow each other' },
    text: {
      'zh-CN': '{group}在第 {day} 天有 {count} 次单独的活动',
      en: '{group} has {count} activities that stand alone on day {day}',
    },
  },
  'spread-over-days': {
    title: { 'zh-CN': '分布到多天', en: 'spread over days' },
    text: {
      'zh-CN': '{wish}应分布在至少 {least} 天，现为 {days} 天',
      en: '{wish} should spread over {least} days, it has {days}',
    },
  },
  'same-space-for-series': {
    title: { 'zh-CN': '固定场地', en: 'one space for a series' },
    text: { 'zh-CN': '{wish}使用了 {spaces} 处场地', en: '{wish} uses {spaces} spaces' },
  },
  fairness: {
    title: { 'zh-CN': '最低满足率', en: 'the lowest share' },
    text: {
      'zh-CN': '满足率最低的单位只得到所申请时段的 {share}%',
      en: 'the party served worst has {share} % of the slots it asked for',
    },
  },
  'even-shares': {
    title: { 'zh-CN': '各单位均衡', en: 'even shares' },
    text: {
      'zh-CN': '第 {party} 个单位（含往季）得到所申请时段的 {share}%',
      en: 'party {party} has {share} % of the slots it asked for, earlier seasons counted in',
    },
  },
  'linked-spaces': {
    title: { 'zh-CN': '同一场地或不同场地', en: 'the same space, or different ones' },
    text: {
      'zh-CN': '{who}现用 {count} 处场地，应为 {most} 处',
      en: '{who} use {count} spaces where it should be {most}',
    },
  },
  'linked-starts': {
    title: { 'zh-CN': '每次同一钟点', en: 'the same time of the day' },
    text: {
      'zh-CN': '{who}现有 {count} 个不同的开始钟点，应为 {most} 个',
      en: '{who} start at {count} times of the day where it should be {most}',
    },
  },
  'linked-times': {
    title: { 'zh-CN': '同时进行或错开', en: 'at once, or never at once' },
    text: {
      'zh-CN': '{who}现分在 {count} 个时段，应为 {most} 个',
      en: '{who} are at {count} times of the week where it should be {most}',
    },
  },
  'linked-days': {
    title: { 'zh-CN': '天数', en: 'number of days' },
    text: {
      'zh-CN': '{who}现分在 {count} 天，应为 {most} 天',
      en: '{who} are on {count} days where it should be {most}',
    },
  },
  'days-apart': {
    title: { 'zh-CN': '不在相邻两天', en: 'not on days that follow each other' },
    text: {
      'zh-CN': '{who}有 {count} 处安排在相邻两天',
      en: '{who} are on days that follow each other, {count} times',
    },
  },
  'in-order': {
    title: { 'zh-CN': '先后次序', en: 'one after the other' },
    text: {
      'zh-CN': '{who}应按先后进行，现有 {count} 次排在前项结束之前',
      en: '{who} should follow each other, and {count} start before the earlier ones have ended',
    },
  },
  'rest-between': {
    title: { 'zh-CN': '同日活动的间隔', en: 'rest between activities of a day' },
    text: {
      'zh-CN': '{who}的同日活动之间至少间隔 {least} 个时段，现少 {count} 个',
      en: '{who} need {least} slots between activities of one day, and {count} are missing',
    },
  },
  'slots-a-day': {
    title: { 'zh-CN': '每天的时长', en: 'slots a day' },
    text: {
      'zh-CN': '{who}每天最多 {most} 个时段，现超出 {count} 个',
      en: '{who} holds at most {most} slots a day, and has {count} too many',
    },
  },
  'way-between': {
    title: { 'zh-CN': '两处之间的路程', en: 'the way between spaces' },
    text: {
      'zh-CN': '{who}在两处场地之间的路程时间共缺 {count} 个时段',
      en: '{who} lacks {count} slots for the way between spaces',
    },
  },
  'useless-gaps': {
    title: { 'zh-CN': '用不上的空档', en: 'free stretches too short to use' },
    text: {
      'zh-CN': '{space}在第 {day} 天有 {count} 段不足 {shorter} 个时段的空档',
      en: '{space} has {count} free stretches shorter than {shorter} slots on day {day}',
    },
  },
  'change-of-published': {
    title: { 'zh-CN': '已公布的安排', en: 'what was published' },
    text: { 'zh-CN': '{wish}的已公布安排有变动', en: '{wish} no longer stands where it was published' },
  },
}

/** Why a wish has no place, and what would have worked: `tellReasons` gives keys and parameters. */
export const seasonReasons: Readonly<Record<string, Messages>> = {
  'no-place-fits': {
    'zh-CN': '没有任何场地和时间符合这项申请的条件，请放宽人数、设施或时间要求',
    en: 'no space at any time fits this wish: ask for less in people, equipment or time',
  },
  contest: {
    'zh-CN': '{window}有 {places} 个位置合适，{wanting} 个申请在争，得到的有 {got} 个',
    en: '{places} places fit ({window}); {wanting} wishes contend for them and {got} have one',
  },
  'winners-had-less': {
    'zh-CN': '得到的单位中有 {parties} 家往季所得份额更少',
    en: '{parties} of the parties that have one had a smaller share in earlier seasons',
  },
  'winners-by-lot': {
    'zh-CN': '与其中 {parties} 家条件相同，按公布的抽签号 {lot} 决定',
    en: 'with {parties} of them everything was equal, and the published lot {lot} decided',
  },
  pinned: {
    'zh-CN': '其中 {count} 个位置已由工作人员固定给他人',
    en: 'staff have fixed others in {count} of these places',
  },
  'space-taken': {
    'zh-CN': '{count} 个位置的场地已有安排，主要是：{who}',
    en: 'in {count} of them the space is taken, mostly by: {who}',
  },
  'person-taken': {
    'zh-CN': '{count} 个位置与同一人员或班级的其他活动冲突，主要是：{who}',
    en: 'in {count} of them the same person or class is elsewhere, mostly at: {who}',
  },
  condition: {
    'zh-CN': '{count} 个位置空着，但会违反必须遵守的条件：{rule}',
    en: '{count} of them are free, but would break a condition that must hold: {rule}',
  },
  dearer: {
    'zh-CN': '{count} 个位置空着，但整个方案会因此变差，主要是：{rule}',
    en: '{count} of them are free, but would make the plan as a whole worse, mostly by: {rule}',
  },
  open: {
    'zh-CN': '{count} 个位置仍可安排，请工作人员直接安排或再次求解',
    en: '{count} of them can still be had: staff can place it there, or solve again',
  },
  nearest: {
    'zh-CN': '最接近的是{space}，{time}',
    en: 'the nearest was {space}, {time}',
  },
  'would-work-space': {
    'zh-CN': '同一时间换到{space}（{time}）目前空着',
    en: 'at the same time, {space} is free ({time})',
  },
  'would-work-time': {
    'zh-CN': '同一天改为{time}，{space}目前空着',
    en: 'on the same day, {space} is free at {time}',
  },
  'would-work-day': {
    'zh-CN': '改到{time}，{space}目前空着',
    en: '{space} is free at {time}',
  },
  shortfall: {
    'zh-CN': '共申请 {asked} 个时段，安排了 {got} 个，还差 {short} 个',
    en: '{asked} slots were asked for and {got} given: {short} are missing',
  },
}

/** Why pins can not be: the kinds of `PinFault`. */
export const pinFaultMessages: Readonly<Record<string, Messages>> = {
  'not-offered': {
    'zh-CN': '{wish}不能固定在{space}：这项申请没有这个位置，请改固定位置或放宽申请',
    en: '{wish} can not be fixed in {space}: the wish has no such place. Fix it elsewhere or widen the wish',
  },
  banned: {
    'zh-CN': '{wish}既固定在{space}又被禁止在那里，请取消其中一项',
    en: '{wish} is both fixed in {space} and banned from it: take one of the two back',
  },
  'space-overlap': {
    'zh-CN': '{wish}与{other}固定在同一场地的同一时间，请改其中一项',
    en: '{wish} and {other} are fixed in one space at the same time: change one of them',
  },
  'person-overlap': {
    'zh-CN': '{wish}与{other}需要同一人员，却固定在同一时间，请改其中一项',
    en: '{wish} and {other} need the same person and are fixed at the same time: change one of them',
  },
  'pinned-twice': {
    'zh-CN': '{wish}的同一次活动被固定了两处，请取消一处',
    en: 'one activity of {wish} is fixed in two places: take one back',
  },
  condition: {
    'zh-CN': '{wishes}的固定位置违反了必须遵守的条件：{rule}，请改固定位置或条件',
    en: 'where {wishes} are fixed breaks a condition that must hold ({rule}): change the places or the condition',
  },
}

/** Faults of a spec, by the keys of `checkSpec`. */
export const specFaultMessages: Readonly<Record<string, Messages>> = {
  'not-whole': { 'zh-CN': '{path} 应为整数，现为 {value}', en: '{path} must be a whole number, not {value}' },
  negative: { 'zh-CN': '{path} 太小：{value}', en: '{path} is too small: {value}' },
  'too-large': { 'zh-CN': '{path} 太大：{value}', en: '{path} is too large: {value}' },
  'not-a-number': { 'zh-CN': '{path} 不是可用的数：{value}', en: '{path} is no usable number: {value}' },
  'unknown-space': { 'zh-CN': '{path}：没有第 {value} 处场地', en: '{path}: there is no space {value}' },
  'unknown-slot': { 'zh-CN': '{path}：没有第 {value} 个时段', en: '{path}: there is no slot {value}' },
  'over-a-day': {
    'zh-CN': '{path}：从第 {value} 个时段开始会超过当天',
    en: '{path}: from slot {value} it goes beyond its day',
  },
  'unknown-wish': { 'zh-CN': '{path}：没有第 {value} 项申请', en: '{path}: there is no wish {value}' },
  'unknown-group': { 'zh-CN': '{path}：没有第 {value} 个人员或班级', en: '{path}: there is no group {value}' },
  'unknown-part': { 'zh-CN': '{path}：本季没有第 {value} 段', en: '{path}: the season has no part {value}' },
  'no-part': { 'zh-CN': '{path}：至少要有一段时间', en: '{path}: there must be a part of the season' },
  'no-contrary': {
    'zh-CN': '{path}：这项条件不能设为 {value}',
    en: '{path}: this condition can not be {value}',
  },
  'on-both-sides': {
    'zh-CN': '{path}：第 {value} 项申请不能既在前又在后',
    en: '{path}: wish {value} can not be both before and after',
  },
  'had-more-than-asked': {
    'zh-CN': '{path}：往季所得 {value} 多于所申请',
    en: '{path}: it had {value} in earlier seasons, more than it asked for',
  },
}

/** A key and its parameters as a sentence; a key that this build does not know is shown as it is. */
export function seasonText(
  messages: Readonly<Record<string, Messages>>,
  { key, params }: { readonly key: string; readonly params: Params },
  locale: Locale,
): string {
  const found = messages[key]
  return found === undefined ? key : say(found, params, locale, 'UTC')
}
