import type { Messages } from '../domain/message.ts'

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
  'entry-full-competition': { 'zh-CN': '比赛总名额已满', en: 'the competition has all the entries it takes' },
  'entry-full-group': { 'zh-CN': '该组别名额已满', en: 'the group has all the entries it takes' },
  'entry-full-branch': { 'zh-CN': '该单位名额已满', en: 'the branch has all the entries it may have' },
  'entry-party-unknown': {
    'zh-CN': '没有唯一名为“{value}”的单位，请按系统中的全称填写，或留空',
    en: 'there is not exactly one branch called “{value}”: write its full name, or leave it empty',
  },
  'entry-group-unknown': {
    'zh-CN': '没有组别“{value}”，可填：{allowed}',
    en: 'there is no group “{value}”; there are: {allowed}',
  },
  'entry-same-line': {
    'zh-CN': '与第 {line} 行相同（姓名、电话、节目）',
    en: 'the same as line {line} (name, telephone, piece)',
  },
  'entry-same-number': {
    'zh-CN': '已经报过名，参赛号 {number}',
    en: 'entered before, as number {number}',
  },
  'https-address': {
    'zh-CN': '{field} 应为完整的 https 网址，不含账号密码',
    en: '{field} must be a whole https address without a name or password in it',
  },
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
  'with-its-room': {
    'zh-CN': '{field} 不能在这里改：这项服务在馆内场地进行，请和场地一起另约',
    en: '{field} cannot be changed here: the service is given in a room of the house; order both anew',
  },
  'too-many-days': { 'zh-CN': '{field} 最多 {limit} 天', en: '{field} reaches over {limit} days at most' },
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
  'season-too-long': {
    'zh-CN': '{field} 太晚：一轮最长 {limit} 天，请提前结束日期或分成两轮',
    en: '{field} is too late: a round covers {limit} days at most. End it sooner, or make two rounds',
  },
  'shares-space': {
    'zh-CN': '{field}：{space}与{other}有共用部分，一轮中只能选整体或其各部分之一',
    en: '{field}: {space} shares rooms with {other}; a round gives out the whole or its parts, not both',
  },
  'windows-meet': {
    'zh-CN': '{field} 与同一天的另一时段重叠，请合并',
    en: '{field} overlaps another window of that day: make one of the two',
  },
  'off-grid': {
    'zh-CN': '{field} 须为 {grid} 分钟的整数倍',
    en: '{field} must be a multiple of {grid} minutes',
  },
  'asked-for': {
    'zh-CN': '{field} 不能这样改：已有 {count} 项申请要用到被去掉的部分，请先与申请单位商量修改申请',
    en: '{field} can not be cut: {count} wishes need what would go. Have those applications changed first',
  },
  'outside-season': {
    'zh-CN': '{field} 须在本轮的 {from} 至 {until} 之内',
    en: '{field} must lie between {from} and {until}, the dates of the round',
  },
  'not-of-round': {
    'zh-CN': '{field} 的场地不在本轮分配之列，请从本轮场地中选择，或直接预约',
    en: '{field} is not given out in this round: choose one that is, or book it directly',
  },
  'outside-windows': {
    'zh-CN': '{field} 不在本轮分配的时段内，请改到所列时段，或直接预约',
    en: '{field} is not among the times that this round gives out: move it there, or book it directly',
  },
  'too-short-for': {
    'zh-CN': '{field} 放不下 {minutes} 分钟，请放宽时段或缩短时长',
    en: '{field} is too short for {minutes} minutes: widen it, or ask for less',
  },
  'too-few-days': {
    'zh-CN': '{field} 为每周 {asked} 次，但只给出 {days} 天；每天一次，请补充可用的日子，同一天要两次请分成两项',
    en: '{field} is {asked} times a week, but only {days} days are named: name more, or ask for two wishes to have two on one day',
  },
  'pinned-elsewhere': {
    'zh-CN': '{field} 这一次已固定在别处，请先取消原来的固定',
    en: '{field} is pinned elsewhere: take that pin away first',
  },
  'times-number': {
    'zh-CN': '{field} 超出每周次数，这一项每周 {limit} 次',
    en: '{field} is beyond its times: this wish is for {limit} a week',
  },
  taken: { 'zh-CN': '{field} 已被使用，请换一个', en: '{field} is taken: choose another' },
  'last-administrator': {
    'zh-CN': '这是最后一位可以登录的系统管理员，不能停用或取消其角色；请先指定另一位',
    en: 'this is the last administrator who can sign in: make another one first',
  },
  'not-there': { 'zh-CN': '{field} 所指的内容不存在', en: '{field} names something that does not exist' },
} as const satisfies Readonly<Record<string, Messages>>

export type FaultKey = keyof typeof faultMessages
