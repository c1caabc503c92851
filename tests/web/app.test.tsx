import { cleanup, configure, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { App } from '../../web/src/app/App.tsx'
import { lazily } from '../../web/src/app/lazy.tsx'
import { go, match } from '../../web/src/app/location.ts'
import { restoreSession, sessionState, signOut } from '../../web/src/app/session.ts'
import { applySettings, chooseSize, chooseTheme } from '../../web/src/app/settings.ts'
import { keepDraft, recallDraft } from '../../web/src/app/storage.ts'
import { call } from '../../web/src/api/call.ts'
import { listOrders } from '../../web/src/api/routes.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { fetched, ok, problem } from './fetched.ts'
import { SESSION } from './order-house.ts'

// Pages come with code of their own; on a busy machine that takes more than a second.
configure({ asyncUtilTimeout: 15_000 })

const NOBODY = { 'GET /session': problem('not-signed-in', 401), 'GET /demo-accounts': ok({ items: [] }) }
const HOUSE = {
  'GET /spaces': ok({ items: [] }),
  'GET /day-types': ok({ items: [] }),
  'GET /orders': ok({ items: [], nextCursor: null }),
}

beforeEach(() => {
  chooseLocale('zh-CN')
  sessionState.value = { kind: 'unknown' }
  window.scrollTo = vi.fn()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  go('/', true)
})

test('a stranger sees the sign-in page in the place of what was asked for, and is there after signing in', async () => {
  fetched({ ...NOBODY, ...HOUSE, 'POST /session': ok(SESSION) })
  go('/orders')
  await restoreSession()
  render(<App />)
  fireEvent.input(await screen.findByLabelText('账号'), { target: { value: ' branch ' } })
  fireEvent.input(screen.getByLabelText('密码'), { target: { value: 'secret' } })
  fireEvent.click(screen.getByRole('button', { name: '登录' }))
  expect(await screen.findByRole('heading', { name: '我的预约' })).toBeTruthy()
  expect(location.pathname).toBe('/orders')
})

test('an empty form names every empty field and sends nothing', async () => {
  const net = fetched(NOBODY)
  await restoreSession()
  render(<App />)
  fireEvent.click(await screen.findByRole('button', { name: '登录' }))
  expect(screen.getByLabelText('账号').getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByLabelText('密码').getAttribute('aria-invalid')).toBe('true')
  expect(net.requests.map(({ method }) => method)).not.toContain('POST')
})

test('a session that runs out brings the sign-in page, which says that nothing is lost', async () => {
  fetched({ ...HOUSE, 'GET /session': ok(SESSION), 'GET /demo-accounts': ok({ items: [] }) })
  await restoreSession()
  go('/orders')
  render(<App />)
  await screen.findByRole('heading', { name: '我的预约' })
  fetched({ ...NOBODY, 'GET /orders': problem('not-signed-in', 401) })
  await call(listOrders, { query: {} })
  expect(await screen.findByText(/登录已过期/)).toBeTruthy()
  expect(location.pathname).toBe('/orders')
})

test('without a connection the page says so and tries again', async () => {
  fetched({ 'GET /session': () => 'offline' })
  await restoreSession()
  render(<App />)
  expect(screen.getByRole('alert').textContent).toContain('网络不通')
  fetched({ ...NOBODY })
  fireEvent.click(screen.getByRole('button', { name: '重试' }))
  expect(await screen.findByLabelText('账号')).toBeTruthy()
})

test('the navigation shows only what the role may enter; the rest of the addresses is refused', async () => {
  fetched({ ...HOUSE, 'GET /session': ok(SESSION) })
  await restoreSession()
  go('/board')
  render(<App />)
  const links = [...document.querySelectorAll('.tab-bar a')].map((link) => link.getAttribute('href'))
  expect(links.slice(0, 3)).toEqual(['/order', '/orders', '/learn'])
  expect(links).not.toContain('/board')
  expect(await screen.findByText(/没有这项权限/)).toBeTruthy()
})

const NOT_SERVING = { person: null, offer: null, minutes: 0, stars: 0, upcoming: [], services: [] }
const OFFER = { state: 'asked', askedAt: '2026-11-02T09:00:00+08:00', reason: '' }

test.each([
  ['of a branch', SESSION, NOT_SERVING, ['/order', '/orders', '/learn', '/menu', '/seasons']],
  [
    'of a partner who offered to help',
    {
      ...SESSION,
      user: { ...SESSION.user, id: 'partner' },
      parties: [{ id: 'p', name: '合作单位', kind: 'partner' }],
    },
    { ...NOT_SERVING, offer: OFFER },
    ['/order', '/orders', '/learn', '/menu', '/seasons', '/partners', '/my-service'],
  ],
  ['a visitor', { ...SESSION, roles: ['visitor'], parties: [] }, NOT_SERVING, ['/learn']],
] as const)('after the first picture %s finds all that is theirs', async (_, session, service, expected) => {
  fetched({ ...HOUSE, 'GET /session': ok(session), 'GET /my-service': ok(service) })
  await restoreSession()
  go('/no/such/page')
  render(<App />)
  await vi.waitFor(() => {
    const links = [...document.querySelectorAll('.tab-bar a')].map((link) => link.getAttribute('href'))
    expect(links).toEqual(expected)
  })
  const under = [...document.querySelectorAll('.tab-more-list a')].map((link) => link.getAttribute('href'))
  expect(under).toEqual(expected.length > 5 ? expected.slice(4) : [])
})

test('an address that leads nowhere says so', async () => {
  fetched({ 'GET /session': ok(SESSION) })
  await restoreSession()
  go('/no/such/page')
  render(<App />)
  expect(await screen.findByText('没有找到这个页面')).toBeTruthy()
})

test('a branch officer starts at the order page', async () => {
  fetched({ ...HOUSE, 'GET /session': ok(SESSION) })
  await restoreSession()
  render(<App />)
  expect(await screen.findByRole('heading', { name: '预约场地' })).toBeTruthy()
  expect(location.pathname).toBe('/order')
})

test('signing out throws the drafts away, running out does not', async () => {
  fetched({
    'GET /session': ok(SESSION),
    'DELETE /session': ok(null, 204),
    'GET /orders': problem('not-signed-in', 401),
  })
  keepDraft('order.u', { title: '培训' })
  await restoreSession()
  await call(listOrders, { query: {} })
  expect([sessionState.value, recallDraft('order.u')]).toEqual([
    { kind: 'signed-out', expired: true, last: SESSION },
    { title: '培训' },
  ])
  await restoreSession()
  await signOut()
  expect([sessionState.value, recallDraft('order.u')]).toEqual([
    { kind: 'signed-out', expired: false, last: null },
    null,
  ])
})

test('signing out that did not reach the server does not pretend to', async () => {
  fetched({ 'GET /session': ok(SESSION), 'DELETE /session': () => 'offline' })
  await restoreSession()
  await signOut()
  expect(sessionState.value.kind).toBe('signed-in')
})

test('links within the app change the page without loading it; others stay the browser’s', async () => {
  fetched({ ...HOUSE, 'GET /session': ok(SESSION) })
  await restoreSession()
  go('/nowhere')
  render(<App />)
  const link = document.querySelector<HTMLAnchorElement>('.tab-bar a[href="/orders"]')
  const ctrl = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true })
  link?.dispatchEvent(ctrl)
  expect(ctrl.defaultPrevented).toBe(false)
  go('/nowhere')
  const plain = new MouseEvent('click', { bubbles: true, cancelable: true })
  link?.dispatchEvent(plain)
  expect([plain.defaultPrevented, location.pathname]).toEqual([true, '/orders'])
})

test('addresses match part by part', () => {
  expect(match('/orders/:id', '/orders/7/')).toEqual({ id: '7' })
  expect(match('/orders/:id', '/orders')).toBeNull()
  expect(match('/orders/:id', '/orders/7/more')).toBeNull()
  expect(match('/board', '/queue')).toBeNull()
})

test('code that did not arrive can be fetched again', async () => {
  let tries = 0
  const Page = lazily(async () => {
    tries += 1
    if (tries === 1) throw new TypeError('Failed to fetch dynamically imported module')
    return () => <p>here</p>
  })
  render(<Page />)
  fireEvent.click(await screen.findByRole('button', { name: '重试' }))
  expect(await screen.findByText('here')).toBeTruthy()
})

test.each([
  ['answers: a newer build replaced it, and the page loads anew', 1, async () => new Response()],
  ['does not answer: the page stays', 0, async () => await Promise.reject(new TypeError('Failed to fetch'))],
])('code that stays away while the server %s', async (_, reloads, server) => {
  const reload = vi.spyOn(location, 'reload').mockReturnValue()
  vi.stubGlobal('fetch', server)
  const Page = lazily(async () => await Promise.reject(new TypeError('Failed to fetch dynamically imported module')))
  render(<Page />)
  fireEvent.click(await screen.findByRole('button', { name: '重试' }))
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(reload).toHaveBeenCalledTimes(reloads)
  expect(screen.getByRole('button', { name: '重试' })).toBeTruthy()
  reload.mockRestore()
})

test('<html> tells language, theme and size, and the choice is kept', () => {
  const root = document.createElement('html')
  const stop = applySettings(root)
  chooseTheme('dark')
  chooseSize('large')
  chooseLocale('en')
  stop()
  expect([root.lang, root.dataset['theme'], root.dataset['size']]).toEqual(['en', 'dark', 'large'])
  expect([localStorage.getItem('gongyue.theme'), localStorage.getItem('gongyue.type')]).toEqual(['dark', 'large'])
  chooseTheme('auto')
  chooseSize('normal')
})
