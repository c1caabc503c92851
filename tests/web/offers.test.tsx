import { cleanup, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OfferWire } from '@gongyue/shared/api/series.ts'
import type { SessionWire } from '@gongyue/shared/api/session.ts'
import { sessionState } from '../../web/src/app/session.ts'
import { Offers } from '../../web/src/pages/orders/Offers.tsx'
import { chooseLocale } from '../../web/src/text/locale.ts'

const OFFER: OfferWire = {
  id: '01900000-0000-7000-8000-000000000001',
  seriesId: '01900000-0000-7000-8000-000000000002',
  key: '2026-12-15',
  title: '书法班',
  partyId: 'mine',
  partyName: '一分会',
  spaceId: 'room',
  spaceName: { 'zh-CN': '201 教室', en: 'Classroom 201' },
  start: '2026-12-15T19:00:00+08:00',
  end: '2026-12-15T20:30:00+08:00',
  state: 'open',
  madeAt: '2026-12-02T10:00:00+08:00',
  expiresAt: '2026-12-03T10:00:00+08:00',
}

let sent: string[]
let items: readonly OfferWire[]

beforeEach(() => {
  chooseLocale('zh-CN')
  sent = []
  items = [OFFER, { ...OFFER, id: '01900000-0000-7000-8000-000000000009', title: '别人的班', partyId: 'theirs' }]
  // only the parties are read here
  sessionState.value = { kind: 'signed-in', session: { parties: [{ id: 'mine' }] } as unknown as SessionWire }
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const method = init?.method ?? 'GET'
    sent.push(`${method} ${url}`)
    if (method === 'POST') items = []
    const body = method === 'POST' ? { ...OFFER, state: 'accepted' } : { items }
    return new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' } })
  })
})
afterEach(() => {
  cleanup()
  sessionState.value = { kind: 'unknown' }
  vi.unstubAllGlobals()
})

test('the reader sees the own offers alone, takes one, and it is gone', async () => {
  const taken = vi.fn<() => void>()
  render(<Offers onTaken={taken} />)
  expect(await screen.findByText('“书法班”有一个空出的时段为您保留')).toBeTruthy()
  expect(screen.queryByText('“别人的班”有一个空出的时段为您保留')).toBeNull()
  screen.getByRole('button', { name: '我要这个时段' }).click()
  await waitFor(() => expect(taken).toHaveBeenCalledOnce())
  expect(sent).toEqual([
    'GET /api/v1/offers?state=open',
    `POST /api/v1/offers/${OFFER.id}/acceptance`,
    'GET /api/v1/offers?state=open',
  ])
  expect(screen.queryByText('“书法班”有一个空出的时段为您保留')).toBeNull()
})
