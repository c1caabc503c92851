import { dictionary } from './dictionary.ts'

/** Words of a booking made at the desk. */
export const t = dictionary({
  'zh-CN': {
    title: '新建预约',
    who: '单位',
    whoHint: '名称、拼音首字母或手机尾号',
    whoMissing: '请选一个单位',
    what: '活动',
    whatMissing: '请写明是什么活动',
    people: '人数',
    peopleMissing: '请填人数',
    capacity: '最多 {count} 人',
    book: '预约',
    cancel: '不预约了',
  },
  en: {
    title: 'New booking',
    who: 'For whom',
    whoHint: 'name, pinyin or end of a phone number',
    whoMissing: 'Choose who it is for',
    what: 'What',
    whatMissing: 'Say what it is',
    people: 'People',
    peopleMissing: 'Say how many come',
    capacity: 'holds {count}',
    book: 'Book',
    cancel: 'Do not book',
  },
})
