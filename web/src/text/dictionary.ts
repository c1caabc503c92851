import type { PlaceholdersOf } from '@gongyue/shared/domain/message.ts'
import { locale } from './locale.ts'

type Texts = Readonly<Record<string, string>>

/** English has the keys of the Chinese and no placeholder that the Chinese lacks; anything else does not compile. */
type Twin<Zh extends Texts, En extends Texts> = {
  readonly [K in keyof Zh | keyof En]: K extends keyof Zh & keyof En
    ? [PlaceholdersOf<En[K]>] extends [PlaceholdersOf<Zh[K]>]
      ? En[K]
      : never
    : K extends keyof Zh
      ? string
      : never
}

type ParamsFor<Text extends string> = [PlaceholdersOf<Text>] extends [never]
  ? []
  : [params: Readonly<Record<PlaceholdersOf<Text>, string | number>>]

/** Writes one text in the reader's language; a component that calls it is drawn again when the language changes. */
export interface Speaker<Zh extends Texts> {
  <K extends keyof Zh & string>(key: K, ...params: ParamsFor<Zh[K]>): string
}

/**
 * The words of one area in both languages. Each area (shell, order, board …) has its own file, so that a page loads no other
 * page's words: `export const t = dictionary({ 'zh-CN': { greet: '{name}，您好' }, en: { greet: 'Hello {name}' } })`.
 */
export function dictionary<const Zh extends Texts, const En extends Texts>(texts: {
  readonly 'zh-CN': Zh
  readonly en: En & Twin<Zh, En>
}): Speaker<Zh> {
  return (key, ...params) => {
    const text: string = texts[locale.value][key] ?? key
    const values: Readonly<Record<string, string | number>> = params[0] ?? {}
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}
