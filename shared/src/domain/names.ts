/** The languages the house speaks, the first is the one it falls back to. */
export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** One name in every language. */
export type Name = Readonly<Record<Locale, string>>
