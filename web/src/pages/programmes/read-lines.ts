/** Lines of `name number`, as people type them: `青年组 1800`. The number may be left out where it may. */
export function readLines(text: string): readonly { readonly name: string; readonly number: number | null }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = line, digits = ''] = /^(.*?)[\s:：]+(\d{1,6})$/.exec(line) ?? []
      return { name: name.trim(), number: digits === '' ? null : Number(digits) }
    })
}

/** The lines that {@link readLines} reads. */
export function linesOf(rows: readonly { readonly name: string; readonly number: number | null }[]): string {
  return rows.map(({ name, number }) => (number === null ? name : `${name} ${number}`)).join('\n')
}

/** `-` is absent, an empty field says nothing, anything else is a score or wrong. */
export function readScore(text: string): number | 'absent' | 'none' | 'wrong' {
  const typed = text.trim()
  if (typed === '') return 'none'
  if (typed === '-' || typed === '－') return 'absent'
  return /^\d{1,4}(\.\d{1,3})?$/.test(typed) ? Number(typed) : 'wrong'
}

/** The best by score; who has the score of the last of them goes with them. */
export function bestOf(
  entries: readonly { readonly id: string; readonly score: number | null }[],
  count: number,
): readonly string[] {
  const scored = entries.flatMap(({ id, score }) => (score === null ? [] : [{ id, score }]))
  const last = scored.map(({ score }) => score).toSorted((a, b) => b - a)[count - 1]
  if (count < 1) return []
  return scored.filter(({ score }) => last === undefined || score >= last).map(({ id }) => id)
}

/** `09:30` as minutes of the day; NaN for anything else. */
export function minuteOf(clock: string): number {
  const [, hours = '', minutes = ''] = /^(\d{2}):(\d{2})$/.exec(clock) ?? []
  return hours === '' ? Number.NaN : Number(hours) * 60 + Number(minutes)
}
