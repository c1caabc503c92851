import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ledgerLines, medianOf, sortedBy, type LedgerEntry } from '../../web/src/pages/round/ledger/ledger.ts'
import { tabOf } from '../../web/src/pages/round/tabs.ts'
import { newRoundForm, readRoundForm, regridded, roundFormOf } from '../../web/src/pages/rounds/draft.ts'
import { byYear, yearLater } from '../../web/src/pages/rounds/model.ts'
import {
  draftOf,
  firstWrongStep,
  formOf,
  lengthsOf,
  movedBy,
  newSection,
  sectionFaults,
  type SectionForm,
} from '../../web/src/pages/season/draft.ts'
import { hoursOf, paintedBetween, paintedOf, spansOf, within, type Painted } from '../../web/src/rounds/week-cells.ts'
import { clockAt, minutesOf } from '../../web/src/rounds/week-time.ts'
import { WeekPaint } from '../../web/src/rounds/WeekPaint.tsx'
import { yearBefore } from '../../web/src/rounds/year-before.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { applicationWire, HALL, roundWire, sectionWire } from './round-wires.ts'

beforeEach(() => chooseLocale('zh-CN'))
afterEach(cleanup)

const MONDAY = { weekday: 1, from: 1080, until: 1170, value: 'primary' } as const

describe('the week on cells', () => {
  test('spans become cells and come back whole; what touches but differs stays two', () => {
    const spans = [MONDAY, { ...MONDAY, from: 1170, until: 1200, value: 'secondary' as const }]
    const cells = paintedOf<'primary' | 'secondary'>(spans, 30)
    expect([...cells]).toEqual([
      ...[
        ['1 1080', 'primary'],
        ['1 1110', 'primary'],
        ['1 1140', 'primary'],
        ['1 1170', 'secondary'],
      ],
    ])
    expect(spansOf(cells, 30)).toEqual(spans)
  })

  test('a rectangle is painted or wiped, and never over what is not given out', () => {
    const windows = [{ weekday: 1, from: 1080, until: 1140 } as const, { weekday: 2, from: 1080, until: 1260 } as const]
    const allowed = (cell: Parameters<typeof within>[1]) => within(windows, cell, 30)
    const corners = [
      { weekday: 2, minute: 1140 },
      { weekday: 1, minute: 1080 },
    ] as const
    const painted = paintedBetween<'x'>(new Map(), ...corners, 'x', 30, allowed)
    expect([...painted.keys()]).toEqual(['1 1080', '1 1110', '2 1080', '2 1110', '2 1140'])
    expect(paintedBetween(painted, ...corners, null, 30, allowed).size).toBe(0)
  })

  test('the hours of a week are whole', () => {
    expect(hoursOf([{ weekday: 1, from: 1050, until: 1290 }])).toEqual({ from: 1020, until: 1320 })
    expect(hoursOf([])).toEqual({ from: 480, until: 1320 })
    expect([clockAt(1440), clockAt(545), minutesOf('09:05'), minutesOf('x')]).toEqual(['24:00', '09:05', 545, null])
  })
})

describe('the week to paint on', () => {
  function shown() {
    const cells = signal<Painted<'primary' | 'secondary'>>(new Map())
    const Paint = () => (
      <WeekPaint
        label="week"
        step={60}
        hours={{ from: 1080, until: 1260 }}
        cells={cells.value}
        brushes={[
          { value: 'primary', label: '首选', mark: '首' },
          { value: 'secondary', label: '备选', mark: '备' },
        ]}
        brush="primary"
        allowed={({ weekday }) => weekday < 6}
        onPaint={(painted) => (cells.value = painted)}
      />
    )
    render(<Paint />)
    const cell = (name: string) => screen.getByRole('button', { name })
    return { cells, cell }
  }

  test('a tap paints a cell, the next wipes it, and its name says what it is', () => {
    const { cells, cell } = shown()
    fireEvent.click(cell('周二 19:00 未选'))
    expect([...cells.value]).toEqual([['2 1140', 'primary']])
    expect(cell('周二 19:00 首选').getAttribute('aria-pressed')).toBe('true')
    fireEvent.click(cell('周二 19:00 首选'))
    expect(cells.value.size).toBe(0)
  })

  test('what is not given out can not be painted', () => {
    shown()
    expect(screen.queryByRole('button', { name: '周六 19:00 未选' })).toBeNull()
  })

  test('a mouse draws a rectangle from where it began', () => {
    const { cells, cell } = shown()
    const under = (name: string) => (document.elementFromPoint = () => cell(name))
    fireEvent.pointerDown(cell('周一 18:00 未选'), { button: 0, pointerType: 'mouse' })
    under('周二 19:00 未选')
    fireEvent.pointerMove(screen.getByRole('table'), { clientX: 1, clientY: 1 })
    expect([...cells.value.keys()]).toEqual(['1 1080', '1 1140', '2 1080', '2 1140'])
    // back again: what was drawn over is as it was
    under('周一 18:00 首选')
    fireEvent.pointerMove(screen.getByRole('table'), { clientX: 1, clientY: 1 })
    expect([...cells.value.keys()]).toEqual(['1 1080'])
    fireEvent.pointerUp(window)
    under('周三 19:00 未选')
    fireEvent.pointerMove(screen.getByRole('table'), { clientX: 1, clientY: 1 })
    expect([...cells.value.keys()]).toEqual(['1 1080'])
  })

  test('keys walk from cell to cell, and draw with Shift', () => {
    const { cells, cell } = shown()
    const table = screen.getByRole('table')
    cell('周一 18:00 未选').focus()
    fireEvent.keyDown(table, { key: 'ArrowRight' })
    expect(document.activeElement === cell('周二 18:00 未选')).toBe(true)
    fireEvent.keyDown(table, { key: 'ArrowDown', shiftKey: true })
    fireEvent.keyDown(table, { key: 'ArrowRight', shiftKey: true })
    expect([...cells.value.keys()]).toEqual(['2 1080', '2 1140', '3 1080', '3 1140'])
    fireEvent.keyUp(table, { key: 'Shift' })
    // one stop for Tab
    expect(screen.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
  })
})

describe('a round that is written', () => {
  const good = {
    ...newRoundForm(),
    ...{ name: ' 2027 年春季 ', from: '2027-03-01', until: '2027-06-30', spaceIds: [HALL], partyHours: '6' },
    ...{ opensAt: '2026-12-01T09:00', closesAt: '2026-12-20T18:00' },
    cells: paintedOf([{ ...MONDAY, value: 'window' as const }], 30),
  }

  test('is what the contract asks for', () => {
    const read = readRoundForm(good, 'Asia/Shanghai')
    expect(read.kind === 'draft' && read.draft).toEqual({
      ...{ name: '2027 年春季', summary: '', from: '2027-03-01', until: '2027-06-30', spaceIds: [HALL] },
      ...{ opensAt: '2026-12-01T09:00:00+08:00', closesAt: '2026-12-20T18:00:00+08:00' },
      ...{ gridMinutes: 30, partyMinutes: 360, windows: [{ weekday: 1, from: 1080, until: 1170 }] },
    })
  })

  test('tells each fault at its field, all at once', () => {
    const empty = readRoundForm(newRoundForm(), 'Asia/Shanghai')
    expect(empty.kind === 'wanting' && Object.keys(empty.faults).toSorted()).toEqual([
      ...['cells', 'closesAt', 'from', 'name', 'opensAt', 'spaceIds', 'until'],
    ])
    const wrong = { ...good, until: '2027-02-01', closesAt: '2026-11-01T00:00', partyHours: '0.1' }
    const read = readRoundForm(wrong, 'Asia/Shanghai')
    expect(read.kind === 'wanting' && read.faults).toEqual({
      ...{ until: '不能早于第一天', closesAt: '要晚于开始申报' },
      partyHours: '请填 0.25 到 168 之间的小时数，或空着',
    })
    const late = readRoundForm({ ...good, from: '2026-12-10' }, 'Asia/Shanghai')
    expect(late.kind === 'wanting' && late.faults).toEqual({ from: '第一天要晚于截止申报' })
  })

  test('keeps what was painted on another grid, grown to whole cells', () => {
    const form = regridded(good, '60')
    expect(spansOf(form.cells, 60)).toEqual([{ weekday: 1, from: 1080, until: 1200, value: 'window' }])
    const round = roundWire({ partyMinutes: 90 })
    expect([roundFormOf(round).partyHours, roundFormOf(round).opensAt]).toEqual(['1.5', '2026-12-01T09:00'])
  })
})

test('rounds stand year by year, the newest first; the same weekday a year later', () => {
  const rounds = [roundWire({ id: 'x', from: '2026-09-01' }), roundWire({ id: 'y' }), roundWire({ id: 'z' })]
  expect(byYear(rounds).map(({ year, rounds: own }) => [year, own.map(({ id }) => id)])).toEqual([
    ['2027', ['y', 'z']],
    ['2026', ['x']],
  ])
  expect([yearLater('2027-03-01'), yearLater('2026-12-01T09:00:00+08:00')]).toEqual(['2028-02-28', '2027-11-30'])
  expect(yearBefore('2027-03-01')).toEqual({ from: '2026-03-01', until: '2027-02-28' })
  expect([tabOf('?tab=solve'), tabOf('?tab=x'), tabOf('')]).toEqual(['solve', null, null])
})

describe('a wish that is written', () => {
  const round = roundWire()
  const times = [
    { weekday: 1, from: 1080, until: 1170, rank: 'primary' } as const,
    { weekday: 3, from: 1080, until: 1260, rank: 'secondary' } as const,
  ]
  const good: SectionForm = { ...newSection(round), title: ' 合唱 ', headcount: '40', timesAWeek: 2, times }

  test('begins with ninety minutes for the whole season', () => {
    const { minMinutes, from, until } = newSection(roundWire({ gridMinutes: 60 }))
    expect([minMinutes, from, until]).toEqual([120, '2027-03-01', '2027-06-30'])
    expect(lengthsOf(60)).toEqual([60, 120, 180, 240])
  })

  test('is sent as the contract asks', () => {
    const [section] = draftOf({ note: ' x ', sections: [good] }).sections
    expect([section?.title, section?.headcount]).toEqual(['合唱', 40])
    expect(sectionFaults(good, round)).toEqual({})
  })

  test.each<[Partial<SectionForm>, string, object]>([
    [{ title: ' ' }, 'what', { title: '请填活动名称' }],
    [{ headcount: '0' }, 'what', { headcount: '请填 1 到 9999 的人数' }],
    [
      { minMinutes: 120 },
      'what',
      { length: '“最好”不能短于“至少”', times: '周一 18:00–19:30 短于每次至少的 120 分钟' },
    ],
    [{ times: [] }, 'when', { times: '请至少涂一个时段' }],
    [{ timesAWeek: 3 }, 'when', { times: '每周 3 次，至少要在 3 天里选时段（现在 2 天）' }],
    [{ from: '2027-02-01' }, 'likes', { dates: '要在 2027-03-01 至 2027-06-30 之间，且先后不颠倒' }],
  ])('%o wants mending at the step %s', (part, step, faults) => {
    const found = sectionFaults({ ...good, ...part }, round)
    expect(found).toEqual(faults)
    expect(firstWrongStep(found)).toBe(step)
  })

  test('that was sent before comes back without what the house has added', () => {
    const { sections } = formOf(applicationWire('1', [sectionWire('a', { weight: 9, must: true })]))
    expect(Object.keys(sections[0] ?? {}).filter((key) => ['id', 'weight', 'must', 'personIds'].includes(key))).toEqual(
      [],
    )
    expect(sections[0]?.headcount).toBe('20')
  })

  test('places are moved up and down, and not beyond the ends', () => {
    expect([movedBy(['a', 'b', 'c'], 1, -1), movedBy(['a', 'b'], 1, 1)]).toEqual([
      ['b', 'a', 'c'],
      ['a', 'b'],
    ])
  })
})

describe('the ledger', () => {
  const entry = (partyId: string, primeHours: number): LedgerEntry => ({
    ...{ partyId, partyName: partyId, primeHours, hours: 2 * primeHours, bookings: 3, cancelled: 0, cancelledLate: 0 },
    ...{ noShows: 0, visits: 0, rank: 1, asked: null, met: null },
  })
  const share = (partyId: string, asked: number, placed: number) => ({
    ...{ partyId, partyName: partyId, asked, placed, headStart: 0.5 },
  })

  test('has a line for whoever has a past or a wish', () => {
    const lines = ledgerLines([entry('a', 10), entry('b', 4)], [share('b', 4, 1), share('c', 2, 2)])
    const told = (column: 'share' | 'primeHours') =>
      sortedBy(lines, column).map((line) => [line.partyId, line.share, line.primeHours])
    expect(told('share')).toEqual([
      ['b', 0.25, 4],
      ['c', 1, 0],
      ['a', null, 10],
    ])
    expect(told('primeHours').map(([id]) => id)).toEqual(['a', 'b', 'c'])
  })

  test('knows the middle', () => {
    expect([medianOf([3, 1, 2]), medianOf([1, 2]), medianOf([])]).toEqual([2, 1.5, null])
  })
})
