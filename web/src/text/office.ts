import { dictionary } from './dictionary.ts'

/** Words of the office's navigation: who opens the order page on a phone does without. */
export const t = dictionary({
  'zh-CN': {
    board: '看板',
    checkIn: '签到',
    queue: '待审批',
    planning: '排期',
    term: '学期表',
    rounds: '季度统筹',
    conflicts: '冲突',
    classes: '班级',
    people: '师资',
    closures: '停用与保障',
    holidays: '节假日',
    figures: '数据',
    screens: '屏幕',
  },
  en: {
    board: 'Board',
    checkIn: 'Check-in',
    queue: 'Requests',
    planning: 'Planning',
    term: 'Term',
    rounds: 'Rounds',
    conflicts: 'Conflicts',
    classes: 'Classes',
    people: 'Instructors',
    closures: 'Closures',
    holidays: 'Holidays',
    figures: 'Figures',
    screens: 'Screens',
  },
})
