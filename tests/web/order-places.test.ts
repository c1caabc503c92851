import { signal } from '@preact/signals'
import { beforeEach, expect, test, vi } from 'vitest'
import type { LiveEvent } from '../../web/src/api/live.ts'
import { followPlaces } from '../../web/src/pages/order/follow-places.ts'

type Followed = Parameters<typeof followPlaces>[0]

const DATE = '2026-12-04'
const space = (id: string, ...atomIds: readonly string[]) => ({ id, atomIds })
const spaces = [space('hall', 'a', 'b'), space('table', 'a'), space('other', 'c')]

let asked = 0
let tell: (event: LiveEvent) => void = () => undefined
let stop: () => void = () => undefined

beforeEach(() => {
  vi.useFakeTimers()
  asked = 0
  const model = {
    card: signal({ space: spaces[0] }),
    date: signal(DATE),
    spaces: signal(new Map(spaces.map((one) => [one.id, one]))),
    refreshCells: () => void (asked += 1),
  } as unknown as Followed // as much of the model as is read
  stop = followPlaces(model, {
    listen: (listener) => {
      tell = listener
      return () => (tell = () => undefined)
    },
  })
  return () => {
    stop()
    vi.useRealTimers()
  }
})

const touched = (spaceId: string, day = DATE, facts = false): LiveEvent => ({
  kind: 'touched',
  touched: {
    at: `${day}T10:00:00+08:00`,
    spaces: [{ spaceId, start: `${day}T18:00:00+08:00`, end: `${day}T19:00:00+08:00` }],
    orders: [],
    facts,
  },
})

async function askedAfter(...events: readonly LiveEvent[]): Promise<number> {
  asked = 0
  for (const event of events) tell(event)
  await vi.advanceTimersByTimeAsync(1500)
  return asked
}

test('the grid is asked for again when a place that shares an atom with it changes on its day: at once, and once more for all that follow', async () => {
  expect(await askedAfter(touched('table'))).toBe(1)
  expect(await askedAfter(touched('hall'), touched('table'), touched('table'))).toBe(2)
  expect(await askedAfter({ kind: 'reset' })).toBe(1)
})

test('not for another place or another day, unless rules changed', async () => {
  expect(await askedAfter(touched('other'), touched('table', '2026-12-05'))).toBe(0)
  expect(await askedAfter(touched('other', '2026-12-05', true))).toBe(1)
})

test('not after the page was left', async () => {
  stop()
  expect(await askedAfter(touched('table'))).toBe(0)
})
