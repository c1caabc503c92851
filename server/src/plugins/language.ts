import type { FastifyRequest } from 'fastify'
import { LOCALES, type Locale } from '@gongyue/shared/domain/names.ts'

/** The language of the sentences in a reply: the reader's first wish that the house speaks, else the house's own. */
export function localeOf({ headers }: FastifyRequest): Locale {
  const asked = headers['accept-language']
  if (asked === undefined) return LOCALES[0]
  const wishes = asked
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...settings] = part.trim().toLowerCase().split(';')
      const quality = settings.map((setting) => setting.trim()).find((setting) => setting.startsWith('q='))
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  for (const { language } of wishes) {
    const found = LOCALES.find((locale) => locale.toLowerCase().split('-')[0] === language)
    if (found !== undefined) return found
  }
  return LOCALES[0]
}
