import { expect, test } from 'vitest'
import { bestOf, linesOf, minuteOf, readLines, readScore } from '../../web/src/pages/programmes/read-lines.ts'

test('a line is a name and, behind it, a number', () => {
  const rows = [
    { name: '青年组', number: 1800 },
    { name: '第 2 组', number: null },
  ]
  expect(readLines('青年组 1800\n\n 第 2 组 \n')).toEqual(
    rows.map((one, i) => (i === 1 ? { name: '第 2 组', number: null } : one)),
  )
  expect(readLines(linesOf(rows))).toEqual(rows)
  expect(readLines('初选：5')).toEqual([{ name: '初选', number: 5 }])
})

test('a score is a number, absent, nothing or wrong', () => {
  expect(['', ' 91.5 ', '-', '十', '-3'].map(readScore)).toEqual(['none', 91.5, 'absent', 'wrong', 'wrong'])
})

test('the best move on, and who is level with the last of them', () => {
  const entries = [90, 95, 90, null, 80].map((score, i) => ({ id: String(i), score }))
  expect([bestOf(entries, 0), bestOf(entries, 2), bestOf(entries, 9)]).toEqual([
    [],
    ['0', '1', '2'],
    ['0', '1', '2', '4'],
  ])
})

test('a clock is minutes of the day', () => {
  expect([minuteOf('09:30'), minuteOf('')]).toEqual([570, Number.NaN])
})
