import { signal } from '@preact/signals'
import { LOCALES, type Locale, type Name } from '@gongyue/shared/domain/names.ts'
import { recall, remember } from '../app/storage.ts'

/** The language of the pages. Chosen once and kept; before that, the browser's, and Chinese where it speaks neither. */
export const locale = signal<Locale>(firstLocale())

/** Changes the language and keeps the choice. */
export function chooseLocale(chosen: Locale): void {
  locale.value = chosen
  remember('locale', chosen)
}

/** A name in the reader's language. */
export function nameIn(name: Name): string {
  return name[locale.value]
}

function firstLocale(): Locale {
  const kept = recall('locale')
  const known = LOCALES.find((one) => one === kept)
  if (known) return known
  return /^en\b/i.test(navigator.language) ? 'en' : 'zh-CN'
}
