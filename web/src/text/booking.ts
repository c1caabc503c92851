import { dictionary } from './dictionary.ts'

/** Words that several pages use about bookings: routes, states, kinds of space. */
export const t = dictionary({
  'zh-CN': {
    direct: '直接确认',
    approval: '需审批',
    take: '就约这个',
    atMostPeople: '最多 {people} 人',
    comma: '，',
    today: '今天',
    dayRest: '休',
    dayWork: '班',
    dayNotAnnounced: '未公布',
    dayNotAnnouncedHint: '该年节假日安排尚未公布，按平日周末推算',
    chooseDay: '选择日期',
    code: '预约码',
    qrOf: '预约码 {code} 的二维码',
  },
  en: {
    direct: 'Confirmed at once',
    approval: 'Needs approval',
    take: 'Take this',
    atMostPeople: 'at most {people} people',
    comma: ', ',
    today: 'Today',
    dayRest: 'Off',
    dayWork: 'Workday',
    dayNotAnnounced: 'Not announced',
    dayNotAnnouncedHint: 'The holiday notice for that year is still to come; weekdays and weekends are assumed',
    chooseDay: 'Choose a day',
    code: 'Code',
    qrOf: 'QR code of {code}',
  },
})
