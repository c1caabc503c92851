import type { DayKind } from '@gongyue/shared/time/day-type.ts'
import type { NoticeFault } from '@gongyue/shared/time/holiday-notice.ts'
import { dictionary } from './dictionary.ts'
import { dayLabel } from './when.ts'

/** What is wrong with a line of a notice, and what to do about it. */
export function noticeFault(fault: NoticeFault): string {
  switch (fault.kind) {
    case 'notice-line':
      return t('fault-line', { text: fault.text })
    case 'notice-count':
      return t('fault-count', { said: fault.said, found: fault.found })
    case 'notice-twice':
      return t('fault-twice', { day: dayLabel(fault.date) })
    case 'notice-weekday':
      return t('fault-weekday', { day: dayLabel(fault.date), said: fault.said })
  }
}

/** The kind of a day in a word. */
export function dayKindWord(kind: DayKind): string {
  return t(`day-${kind}`)
}

/** Words of the page for the holiday notice. */
export const t = dictionary({
  'zh-CN': {
    title: '节假日',
    lead: '导入国务院办公厅关于节假日安排的通知。逐行核对无误后才能写入；写入前先看对预约的影响。',
    years: '各年安排',
    announced: '已公布',
    notAnnounced: '未公布',
    notAnnouncedHint: '暂按周一至周五上班、周末休息安排。',
    yearFacts: '放假 {holidays} 天，调休上班 {workdays} 天',
    bookedInto: '已有预约排到这一年，公布后请尽快导入。',
    import: '导入通知',
    year: '年份',
    text: '通知原文',
    textHint: '可粘贴全文；也可以每行写“日期,休或班,名称”，例如 2027-01-01,休,元旦。',
    file: '从文件读入…',
    fileHint: '文本或 CSV，UTF-8 或 GBK',
    fileTooLarge: '文件太大，通知不会超过两万字',
    source: '文号（选填）',
    announcedOn: '公布日期（选填）',
    checkTitle: '逐行核对',
    checkEmpty: '粘贴后，这里逐行显示读到的日期和问题。',
    checkGood: '全部读懂：放假 {holidays} 天，调休上班 {workdays} 天',
    checkBad: '有 {count} 处问题，改好之前不会写入任何内容',
    line: '第 {line} 行',
    passed: '另有 {count} 行没有日期，略过',
    'fault-line': '看不懂：{text}',
    'fault-count': '写明共 {said} 天，实际读到 {found} 天，请核对起止日期',
    'fault-twice': '{day} 与前文矛盾',
    'fault-weekday': '{day} 不是{said}，请核对日期',
    free: '休',
    worked: '班',
    otherYear: '其中有别的年份的日期，请核对年份',
    looking: '正在核对影响…',
    diffTitle: '写入后的变化',
    noChange: '与现有安排完全一致，没有变化。',
    changes: '{count} 天的类型会改变',
    change: '由{before}改为{after}',
    'day-workday': '工作日',
    'day-weekend': '周末',
    'day-legal-holiday': '法定假日',
    'day-make-up-workday': '调休上班',
    broken: '{count} 场预约会落在闭馆时间，需要调整',
    brokenHint: '写入后，它们会进入“冲突”，每组都有可一键采用的方案。',
    brokenNone: '没有预约会落在闭馆时间',
    touched: '{count} 场预约所在的日子类型改变，但仍然开放',
    touchedHint: '班级可能需要通知学员照常上课或改到调休上班日。',
    sessions: '{count} 场',
    more: '等 {count} 场',
    approve: '写入 {year} 年安排',
    approved: '{year} 年安排已写入',
    toConflicts: '到“冲突”处理 {count} 组预约',
    again: '再导入一份',
  },
  en: {
    title: 'Holidays',
    lead: 'Import the State Council’s notice. It is written down only when every line is understood; what it does to bookings is shown first.',
    years: 'Years',
    announced: 'Announced',
    notAnnounced: 'Not announced',
    notAnnouncedHint: 'Until then, Monday to Friday are workdays and weekends are free.',
    yearFacts: '{holidays} days off, {workdays} weekend days worked',
    bookedInto: 'Bookings reach into this year: import the notice as soon as it is out.',
    import: 'Import a notice',
    year: 'Year',
    text: 'Text of the notice',
    textHint: 'Paste it whole; or rows such as 2027-01-01,legal-holiday,元旦.',
    file: 'Read a file…',
    fileHint: 'Text or CSV, UTF-8 or GBK',
    fileTooLarge: 'The file is too large: no notice has more than 20,000 characters',
    source: 'Reference (optional)',
    announcedOn: 'Announced on (optional)',
    checkTitle: 'Line by line',
    checkEmpty: 'Once pasted, what each line says, and what is wrong with it, is shown here.',
    checkGood: 'All understood: {holidays} days off, {workdays} weekend days worked',
    checkBad: '{count} things are wrong; nothing is written before they are right',
    line: 'Line {line}',
    passed: '{count} lines without a date were passed over',
    'fault-line': 'can not be read: {text}',
    'fault-count': 'speaks of {said} days, {found} were found: check first and last day',
    'fault-twice': '{day} contradicts an earlier line',
    'fault-weekday': '{day} is not {said}: check the date',
    free: 'off',
    worked: 'work',
    otherYear: 'Some dates lie in another year: check the year',
    looking: 'Looking at bookings…',
    diffTitle: 'What changes',
    noChange: 'The same as what is known already: nothing changes.',
    changes: '{count} days change their kind',
    change: '{before} becomes {after}',
    'day-workday': 'workday',
    'day-weekend': 'weekend',
    'day-legal-holiday': 'legal holiday',
    'day-make-up-workday': 'make-up workday',
    broken: '{count} bookings would fall outside the opening hours',
    brokenHint: 'Once written they stand under "Conflicts", each group with plans to apply.',
    brokenNone: 'No booking falls outside the opening hours',
    touched: '{count} bookings lie on days that change and stay open',
    touchedHint: 'Classes may want to tell their people whether they meet.',
    sessions: '{count} sessions',
    more: '{count} sessions and more',
    approve: 'Write down {year}',
    approved: '{year} is written down',
    toConflicts: 'Settle {count} groups under "Conflicts"',
    again: 'Import another',
  },
})
