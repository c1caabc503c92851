import { locale } from '../../text/locale.ts'
import type { FiguresModel, RowWords } from './model.ts'

/** A whole number as the reader writes it; ten thousands are told as 万 where they would be long. */
export function numberText(value: number): string {
  if (locale.value === 'zh-CN' && value >= 100_000) {
    const tens = Math.round(value / 1000) / 10
    return `${tens.toLocaleString('zh-CN')} 万`
  }
  return value.toLocaleString(locale.value)
}

export function percentText(part: number, whole: number): string {
  if (whole === 0) return '–'
  return (part / whole).toLocaleString(locale.value, { style: 'percent', maximumFractionDigits: 1 })
}

/** Minutes as hours, a tenth at the finest. */
export function hoursText(minutes: number): string {
  return (Math.round(minutes / 6) / 10).toLocaleString(locale.value)
}

interface NumberProps {
  readonly model: FiguresModel
  readonly value: number
  /** What the opened records are headed with. */
  readonly title: string
  readonly words: RowWords
}

/** A number that opens its records; nothing has none. */
export function Figure({ model, value, title, words }: NumberProps) {
  if (value === 0) return <span class="faint">0</span>
  return (
    <button
      type="button"
      class="figure"
      title={value.toLocaleString(locale.value)}
      onClick={() => void model.open(title, words)}
    >
      {numberText(value)}
    </button>
  )
}

/** A share as a bar beside its number: the number says it, the bar shows it. */
export function Bar({
  share,
  tone = 'accent',
}: {
  readonly share: number
  readonly tone?: 'accent' | 'info' | 'good'
}) {
  return (
    <span class={`figure-bar ${tone}`} aria-hidden="true">
      <span style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }} />
    </span>
  )
}
