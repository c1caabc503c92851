/** Whole fen as people read them: `¥1,234.50`. */
export function yuanText(fen: number): string {
  const whole = Math.trunc(fen / 100)
  const rest = String(Math.abs(fen % 100)).padStart(2, '0')
  return `¥${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`
}

/** Yuan as people type them, in whole fen; null for what is no amount. No floating point: 0.1 yuan is ten fen. */
export function fenOf(text: string): number | null {
  const [, yuan, fen = ''] = /^¥?(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/,/g, '')) ?? []
  return yuan === undefined ? null : Number(yuan) * 100 + Number(fen.padEnd(2, '0'))
}

/** Fen as they stand in a field: `80`, `80.5`. */
export function yuanField(fen: number): string {
  return String(fen / 100)
}

/** `1.5 小时` by the word of the page. */
export function hoursText(minutes: number): string {
  return String(Math.round((minutes / 60) * 10) / 10)
}
