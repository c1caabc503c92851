import { dictionary } from './dictionary.ts'

/** Words of the page with today's programme. */
export const t = dictionary({
  'zh-CN': {
    title: '今日场馆安排',
    hint: '复制后粘贴到公众号即可。只含对外公开的活动，不含单位和个人。',
    text: '今日场馆安排文本',
    chinese: '中文',
    english: '英文',
    language: '语言',
    copy: '复制全文',
    copied: '已复制，可以粘贴了',
    notCopied: '没有复制成功，请长按或全选文本后复制',
    count: '{count} 项公开活动，{time} 的数据',
  },
  en: {
    title: "Today's programme",
    hint: 'Copy and paste it into the official account. Public events only: no branches, no people.',
    text: "Text of today's programme",
    chinese: 'Chinese',
    english: 'English',
    language: 'Language',
    copy: 'Copy all',
    copied: 'Copied: paste it now',
    notCopied: 'Could not copy: select the text and copy it',
    count: '{count} public events, as of {time}',
  },
})
