/** One line of the table: what, how much, and the target it is held against. */
export interface Line {
  readonly what: string
  readonly value: string
  readonly target?: string
  /** Null where there is no target. */
  readonly met: boolean | null
}

/** A table in plain text that also reads well in a README. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [
    ['measured', 'value', 'target', ''],
    ...lines.map(({ what, value, target, met }) => [
      what,
      value,
      target ?? '',
      met === null ? '' : met ? 'met' : 'MISSED',
    ]),
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const text = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
  text.splice(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`)
  return text.join('\n')
}
