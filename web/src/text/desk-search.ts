import { dictionary } from './dictionary.ts'

/** Words of the search at the desk. */
export const t = dictionary({
  'zh-CN': {
    title: '找预约',
    hint: '名称、拼音、单位、手机尾号、签到码或单号',
    found: '找到的预约',
    asking: '正在找…',
    nothing: '没有找到',
    keys: '↑↓ 选择，Enter 前往',
  },
  en: {
    title: 'Find a booking',
    hint: 'title, pinyin, who, end of a phone number, code or reference',
    found: 'Bookings found',
    asking: 'Looking…',
    nothing: 'Nothing found',
    keys: '↑↓ choose, Enter goes there',
  },
})
