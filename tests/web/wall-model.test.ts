import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createScreen } from '../../web/src/pages/wall/model.ts'
import { screenToken } from '../../web/src/pages/wall/token.ts'

const NOW = Date.parse('2026-12-02T10:00:00+08:00')
const TOKEN = 'a'.repeat(43)
const BODY = { at: '2026-12-02T10:00:00+08:00', events: ['one'] }

let sent: {
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly credentials: string
}[]
let answer: () => Response | Promise<Response>

beforeEach(() => {
  localStorage.clear()
  sent = []
  answer = () => Response.json(BODY, { headers: { etag: '"1"', 'x-time': BODY.at } })
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    sent.push({ address, headers: init.headers as Record<string, string>, credentials: String(init.credentials) })
    return await answer()
  })
})
afterEach(() => vi.unstubAllGlobals())

const down = () => {
  answer = () => {
    throw new TypeError('Failed to fetch')
  }
}

test('asks with its token and without a cookie, and says what it has', async () => {
  const screen = createScreen<typeof BODY>('/wall', TOKEN, () => NOW)
  expect(screen.state.value).toEqual({ kind: 'connecting' })
  await screen.ask()
  expect(screen.state.value).toEqual({ kind: 'shown', body: BODY, at: NOW, kept: false })
  answer = () => new Response(null, { status: 304, headers: { 'x-time': '2026-12-02T10:00:20+08:00' } })
  await screen.ask()
  expect(screen.state.value).toEqual({ kind: 'shown', body: BODY, at: NOW + 20_000, kept: false })
  expect(sent).toEqual([
    { address: '/api/v1/wall', headers: { authorization: `Bearer ${TOKEN}` }, credentials: 'omit' },
    {
      address: '/api/v1/wall',
      headers: { authorization: `Bearer ${TOKEN}`, 'if-none-match': '"1"' },
      credentials: 'omit',
    },
  ])
})

test('a PC that is ten minutes late shows the server’s time', async () => {
  const screen = createScreen<typeof BODY>('/wall', TOKEN, () => NOW - 600_000)
  await screen.ask()
  expect(screen.now.value).toBe(NOW)
})

test.each([
  ['no answer', down],
  ['a server in trouble', () => (answer = () => new Response('', { status: 503 }))],
  ['too many questions', () => (answer = () => new Response('', { status: 429 }))],
  ['a page of a proxy', () => (answer = () => new Response('<html>', { status: 200 }))],
])('%s keeps the last lines, through a reload, and asks again', async (_, breakIt) => {
  const first = createScreen<typeof BODY>('/wall', TOKEN, () => NOW)
  await first.ask()
  breakIt()
  await first.ask()
  expect(first.state.value).toEqual({ kind: 'shown', body: BODY, at: NOW, kept: true })
  const second = createScreen<typeof BODY>('/wall', TOKEN, () => NOW + 60_000)
  expect(second.state.value).toEqual({ kind: 'shown', body: BODY, at: NOW, kept: true })
  await second.ask()
  expect(second.state.value).toMatchObject({ kind: 'shown', kept: true })
  answer = () => Response.json(BODY, { headers: { etag: '"1"' } })
  await second.ask()
  expect(second.state.value).toMatchObject({ kind: 'shown', kept: false })
})

test('what was kept for another address is not shown here', async () => {
  await createScreen<typeof BODY>('/wall', TOKEN, () => NOW).ask()
  down()
  const door = createScreen<typeof BODY>('/wall/doors/theatre', TOKEN, () => NOW)
  await door.ask()
  expect(door.state.value).toEqual({ kind: 'unreachable' })
})

test('a token that was taken back: nothing is shown, nothing is kept, nobody is asked again', async () => {
  localStorage.setItem('gongyue.screen.token', TOKEN)
  const screen = createScreen<typeof BODY>('/wall', TOKEN, () => NOW)
  await screen.ask()
  answer = () => new Response('', { status: 401 })
  await screen.ask()
  expect(screen.state.value).toEqual({ kind: 'revoked' })
  await screen.ask()
  expect(sent).toHaveLength(2)
  expect(Object.values(localStorage).join('')).toBe('')
})

test('a place that is gone is told', async () => {
  answer = () => new Response('{}', { status: 404 })
  const screen = createScreen<typeof BODY>('/wall', TOKEN, () => NOW)
  await screen.ask()
  expect(screen.state.value).toEqual({ kind: 'gone' })
})

test('without a token nobody is asked', async () => {
  const screen = createScreen<typeof BODY>('/wall', null, () => NOW)
  await screen.ask()
  expect([screen.state.value, sent]).toEqual([{ kind: 'unknown' }, []])
})

test('the token goes from the address into the browser, and out of the address', () => {
  history.replaceState(null, '', `/wall?hours=3#${TOKEN}`)
  expect([screenToken(), location.hash, location.search]).toEqual([TOKEN, '', '?hours=3'])
  expect(screenToken()).toBe(TOKEN)
})

test('where nothing can be kept, it stays in the address, so that a reload still works', () => {
  const shut = () => {
    throw new Error('shut')
  }
  vi.stubGlobal('localStorage', { getItem: shut, setItem: shut, removeItem: shut })
  history.replaceState(null, '', `/wall#${TOKEN}`)
  expect([screenToken(), location.hash]).toEqual([TOKEN, `#${TOKEN}`])
})

test('another text behind the # is no token', () => {
  history.replaceState(null, '', '/wall#main')
  expect(screenToken()).toBeNull()
})
