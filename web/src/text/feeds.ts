import { dictionary } from './dictionary.ts'

/** Words of addresses that are told once: calendars and screens. */
export const t = dictionary({
  'zh-CN': {
    copy: '复制',
    copied: '已复制',
    subscribe: '订阅到日历',
    ownTitle: '把我的预约订阅到手机日历',
    ownHint: '生成一个只属于您的地址，添加到手机或电脑的日历后，预约、改期和取消会自动更新。',
    programmeTitle: '公开活动日历',
    programmeHint: '公开活动的日历地址，可发给职工订阅或供公众号、网站使用；只含对外公开的活动。',
    make: '生成地址',
    made: '日历地址只显示这一次，请现在复制或打开：',
    open: '在日历中打开',
    keepSecret: '知道地址的人都能看到其中的内容。如不慎外泄，请停用后重新生成。',
    shareable: '其中只有公开内容，可以放心转发。',
    existing: '正在使用的地址',
    createdAt: '{date}生成',
    readAt: '最近读取 {when}',
    neverRead: '还没有读取过',
    revoke: '停用',
    revokeOne: '停用{date}生成的地址',
    revoked: '已停用，该地址不再更新',
  },
  en: {
    copy: 'Copy',
    copied: 'Copied',
    subscribe: 'Add to calendar',
    ownTitle: 'My bookings in my calendar',
    ownHint:
      'Makes an address of your own. Added to the calendar of a phone or a computer, bookings, changes and cancellations follow by themselves.',
    programmeTitle: 'Calendar of public events',
    programmeHint:
      'An address for everybody, or for the web site and the official account; it holds public events only.',
    make: 'Make an address',
    made: 'The address is shown this once. Copy or open it now:',
    open: 'Open in the calendar',
    keepSecret: 'Whoever knows the address can read it. If it got out, take it back and make another.',
    shareable: 'It holds nothing private and may be passed on.',
    existing: 'Addresses in use',
    createdAt: 'made on {date}',
    readAt: 'last read {when}',
    neverRead: 'not read yet',
    revoke: 'Take back',
    revokeOne: 'Take back the address made on {date}',
    revoked: 'Taken back: it is not updated any more',
  },
})
