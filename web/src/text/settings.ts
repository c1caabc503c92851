import { dictionary } from './dictionary.ts'

/** Words of the settings, which are loaded with them. */
export const t = dictionary({
  'zh-CN': {
    language: '语言',
    theme: '外观',
    themeAuto: '跟随系统',
    themeLight: '浅色',
    themeDark: '深色',
    size: '字号',
    sizeNormal: '标准',
    sizeLarge: '大字（适老）',
    signOut: '退出登录',
    signedInAs: '已登录：{name}',
  },
  en: {
    language: 'Language',
    theme: 'Appearance',
    themeAuto: 'System',
    themeLight: 'Light',
    themeDark: 'Dark',
    size: 'Text size',
    sizeNormal: 'Standard',
    sizeLarge: 'Large',
    signOut: 'Sign out',
    signedInAs: 'Signed in: {name}',
  },
})
