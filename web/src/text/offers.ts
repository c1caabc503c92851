import { dictionary } from './dictionary.ts'

/** Words of slots that are kept for somebody who lost a date. */
export const t = dictionary({
  'zh-CN': {
    title: '空出来了，优先给您',
    left: '请在 {time} 前决定，还有 {left}',
    over: '已过期，已让给下一位',
    accept: '要这个时间',
    refuse: '不要了',
    accepted: '已订：{title}',
    refused: '已让给下一位',
  },
  en: {
    title: 'It is free, and you are asked first',
    left: 'Decide before {time}: {left} left',
    over: 'Expired: the next in line is asked',
    accept: 'Take it',
    refuse: 'No, thanks',
    accepted: 'Booked: {title}',
    refused: 'The next in line is asked',
  },
})
