import { dictionary } from './dictionary.ts'

/** Words of the navigation of those who are not of the office, beyond booking and learning. */
export const t = dictionary({
  'zh-CN': { menu: '点单', seasons: '季度申报', partners: '合作单位', myService: '我的服务' },
  en: { menu: 'Menu', seasons: 'Seasons', partners: 'Contracts', myService: 'My service' },
})
