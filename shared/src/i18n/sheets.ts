import type { Messages } from '../domain/message.ts'

/** Why a spreadsheet, or one of its cells, can not be taken as it is, and what to do. */
export const sheetMessages = {
  'not-xlsx': {
    'zh-CN': '这不是 .xlsx 文件，请在 Excel 或 WPS 中“另存为 .xlsx”后再上传',
    en: 'this is no .xlsx file: save it as .xlsx in Excel or WPS and send it again',
  },
  'xlsx-too-large': {
    'zh-CN': '文件展开后超过 {megabytes} MB，请删去图片和多余的工作表，或分成几个文件',
    en: 'the file unfolds to more than {megabytes} MB: take out pictures and spare sheets, or split it',
  },
  'xlsx-no-sheet': {
    'zh-CN': '没有工作表“{sheet}”，文件里有：{sheets}',
    en: 'there is no sheet “{sheet}”; the file has: {sheets}',
  },
  'xlsx-empty': { 'zh-CN': '工作表是空的，请下载模板填写', en: 'the sheet is empty: fill in the template' },
  'xlsx-no-heading': {
    'zh-CN': '找不到表头：{headings}。请用模板，或把表头改成这些字',
    en: 'headings are missing: {headings}. Use the template, or name them so',
  },
  'xlsx-merged': {
    'zh-CN': '{range} 是合并单元格，看不出每一行的内容；请取消合并并逐行填写',
    en: '{range} is merged, so its lines can not be told apart: unmerge it and fill in every line',
  },
  'xlsx-formula': {
    'zh-CN': '{cell} 是公式，请“复制 → 选择性粘贴 → 数值”后再上传',
    en: '{cell} holds a formula: copy it and paste the values, then send it again',
  },
  'xlsx-too-many-rows': {
    'zh-CN': '共 {rows} 行，一次最多 {max} 行，请分成几个文件',
    en: '{rows} lines, and {max} are the most at once: split the file',
  },
  'cell-missing': { 'zh-CN': '必填', en: 'must be filled in' },
  'cell-not-number': { 'zh-CN': '“{value}”不是有效的数字', en: '“{value}” is no number that can be here' },
  'cell-not-date': {
    'zh-CN': '“{value}”不是日期，请写成 2026-03-01',
    en: '“{value}” is no date: write 2026-03-01',
  },
  'cell-not-phone': { 'zh-CN': '“{value}”不是电话号码', en: '“{value}” is no telephone number' },
  'cell-too-long': { 'zh-CN': '最多 {max} 个字', en: 'at most {max} characters' },
  'cell-formula': {
    'zh-CN': '“{value}”像是公式，请去掉开头的符号',
    en: '“{value}” looks like a formula: take the first sign away',
  },
  'row-twice': { 'zh-CN': '与第 {other} 行重复', en: 'the same as line {other}' },
  'row-stored': { 'zh-CN': '“{value}”已经在系统里了', en: '“{value}” is there already' },
  'row-unknown': {
    'zh-CN': '系统里没有“{value}”，请先建立或检查写法',
    en: 'there is no “{value}”: make it first, or check its spelling',
  },
  'row-circle': {
    'zh-CN': '上级关系绕成了圈：“{value}”又是它自己的下级',
    en: 'the tree goes in a circle: “{value}” lies below this one',
  },
} as const satisfies Readonly<Record<string, Messages>>

export type SheetKey = keyof typeof sheetMessages
