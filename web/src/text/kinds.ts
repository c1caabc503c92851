import { dictionary } from './dictionary.ts'

/** The kinds of programme, as people call them. */
export const t = dictionary({
  'zh-CN': {
    class: '课程',
    lecture: '讲座',
    competition: '比赛',
    exhibition: '展览',
    matchmaking: '联谊',
    reading: '读书活动',
  },
  en: {
    class: 'Class',
    lecture: 'Lecture',
    competition: 'Competition',
    exhibition: 'Exhibition',
    matchmaking: 'Matchmaking',
    reading: 'Reading',
  },
})
