import { describe, expect, test } from 'vitest'
import { createLocalCheck, type Wish } from '../../web/src/board/local-check.ts'
import { at, block, dayWith, PALACE, span, ZONE } from './board-day.ts'

const GAME = block('game', 't2', '18:00', '19:00')

function found(wishes: readonly Wish[], day = dayWith([GAME]), gone: readonly string[] = []) {
  return createLocalCheck(
    day,
    PALACE,
    ZONE,
  )(wishes, new Set(gone)).map(({ constraint, claimIds }) => [constraint, claimIds.join()])
}

const wish = (spaceId: string, start: string, end: string, more: Partial<Wish> = {}): Wish => ({
  blockId: null,
  spaceId,
  during: span(start, end),
  headcount: 10,
  ...more,
})

describe('the board asks by itself', () => {
  test('whether another booking is there, also through a whole or a part; touching is not overlapping', () => {
    expect(found([wish('t2', '18:30', '19:30')])).toEqual([['space-overlap', 'wish-0']])
    expect(found([wish('hall', '18:30', '19:30')])).toEqual([['space-overlap', 'wish-0']])
    expect(found([wish('t2', '19:00', '20:00')])).toEqual([])
    expect(found([wish('t3', '18:00', '19:00')])).toEqual([])
  })

  test('and a booking is not in its own way, nor what makes room', () => {
    expect(found([wish('t2', '18:30', '19:30', { blockId: 'game' })])).toEqual([])
    expect(found([wish('t2', '18:30', '19:30')], dayWith([GAME]), ['game'])).toEqual([])
  })

  test('whether two that are moved together get in each other’s way', () => {
    const together = [wish('t3', '10:00', '11:00'), wish('t3', '10:30', '11:30')]
    expect(found(together).map(([constraint]) => constraint)).toEqual(['space-overlap'])
  })

  test('whether it is open: a half-open evening is told as such', () => {
    expect(found([wish('t1', '21:30', '22:30')])).toEqual([['opening-hours', 'wish-0']])
    expect(found([wish('t1', '21:00', '22:00')])).toEqual([])
  })

  test('whether it is shut, and a shut table shuts the hall but not the next table', () => {
    const shuttings = [{ id: 'c', spaceIds: ['t1', 'half', 'hall'], during: span('12:00', '14:00'), reason: '检修' }]
    const day = dayWith([], { shuttings })
    expect(found([wish('t1', '13:00', '15:00')], day)).toEqual([['closure', 'wish-0']])
    expect(found([wish('hall', '13:00', '15:00')], day)).toEqual([['closure', 'wish-0']])
    expect(found([wish('t2', '13:00', '15:00')], day)).toEqual([])
  })

  test('whether so many fit, and so short a time', () => {
    expect(
      found([wish('t1', '10:00', '10:15', { headcount: 31 })])
        .map(([constraint]) => constraint)
        .toSorted(),
    ).toEqual(['capacity', 'duration'])
  })

  test('and set-up and strike count, as on the server', () => {
    const spaces = PALACE.map((space) => ({ ...space, setUpMinutes: 30 }))
    const check = createLocalCheck(dayWith([GAME]), spaces, ZONE)
    const after = { start: at('19:15'), end: at('20:00') }
    expect(check([{ blockId: null, spaceId: 't2', during: after, headcount: 10 }])).toHaveLength(1)
  })
})
