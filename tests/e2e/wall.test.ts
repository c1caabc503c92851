import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeviceWire } from '@gongyue/shared/api/devices.ts'
import { axe, screenshot } from '../support/browser.ts'
import type { Client } from '../support/house.ts'
import { NOW, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace
let manager: Client

beforeAll(async () => {
  palace = await openLivePalace()
  manager = await palace.as('manager')
}, 120_000)
afterAll(async () => await palace.close())

const LOOK = { orientation: 'auto', locale: 'zh-CN', theme: 'dark' } as const
const SIZES = {
  hall: { width: 1920, height: 1080 },
  upright: { width: 1080, height: 1920 },
  phone: { width: 390, height: 844 },
} as const

async function addScreen(changes: object = {}): Promise<{ readonly device: DeviceWire; readonly token: string }> {
  const screen = { kind: 'wall', name: '大厅', spaceCodes: [], hours: 12, look: LOOK, ...changes }
  return (await manager.post<{ device: DeviceWire; token: string }>('/devices', screen)).body
}

async function openScreen(path: string, size: keyof typeof SIZES = 'hall'): Promise<Page> {
  const page = await palace.open({ viewport: 'desktop' }, path)
  await page.setViewportSize(SIZES[size])
  return page
}

/** Nothing may stand over the edge of a screen that nobody can scroll. */
async function overflowing(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll('.screen h1, .screen td > span, .screen p, .screen footer, .screen li, .screen svg')]
      .filter((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect()
        // the slow shift moves the picture by six pixels at most
        return left < -12 || top < -12 || right > innerWidth + 12 || bottom > innerHeight + 12
      })
      .map((one) => `${one.className} ${one.textContent}`),
  )
}

test.each(['hall', 'upright', 'phone'] as const)(
  'the wall on %s: lines in order, nothing over the edge, axe clean',
  async (size) => {
    const { token } = await addScreen()
    const page = await openScreen(`/wall#${token}`, size)
    await page.locator('.wall-lines tbody tr').first().waitFor()
    expect(await page.locator('.wall-clock time').textContent()).toBe('10:00')
    const starts = await page.locator('.wall-time b').allTextContents()
    expect(starts.length).toBeLessThanOrEqual(size === 'hall' ? 8 : 9)
    expect(await overflowing(page)).toEqual([])
    expect(await axe(page)).toEqual([])
    await screenshot(page, `wall-${size}`)
    await page.close()
  },
)

test('the light wall and the dimmed one are legible too', async () => {
  const { token } = await addScreen({ look: { ...LOOK, theme: 'light', locale: 'en' } })
  const page = await openScreen(`/wall#${token}`)
  await page.locator('.wall-lines tbody tr').first().waitFor()
  expect(await axe(page)).toEqual([])
  await screenshot(page, 'wall-light-en')
  await page.close()
})

test('a portrait screen whose computer lies on its side is turned', async () => {
  const { token } = await addScreen({ look: { ...LOOK, orientation: 'portrait' } })
  const page = await openScreen(`/wall#${token}`)
  await page.locator('.screen.turned.tall').waitFor()
  expect(await overflowing(page)).toEqual([])
  await screenshot(page, 'wall-turned')
  await page.close()
})

test('pages itself by the clock, and every line comes once in a round', async () => {
  const { token } = await addScreen({ hours: 24 })
  const page = await openScreen(`/wall#${token}`)
  await page.locator('.wall-pages').waitFor()
  const seen: string[] = []
  const pages = Number(/共 (\d+) 页/.exec((await page.locator('.wall-pages').textContent()) ?? '')?.[1])
  expect(pages).toBeGreaterThan(1)
  for (let turn = 0; turn < pages; turn += 1) {
    await page.clock.setFixedTime(NOW + turn * 12_000)
    const wanted = (Math.floor((NOW + turn * 12_000) / 12_000) % pages) + 1
    await page.getByText(`第 ${wanted} 页，共 ${pages} 页`).waitFor()
    seen.push(...(await page.locator('.wall-lines tbody tr').allTextContents()))
  }
  const { body } = await palace
    .as('manager')
    .then(async (one) => await one.get('/wall', { authorization: `Bearer ${token}` }))
  expect(seen).toHaveLength((body as { events: unknown[] }).events.length)
  await page.close()
})

test('the token leaves the address and never reaches the server in one; a reload goes on', async () => {
  const { token } = await addScreen()
  const asked: string[] = []
  const page = await palace.open({ viewport: 'desktop' }, '/healthz')
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${palace.url}/wall?hours=3#${token}`)
  await page.locator('.wall-clock').waitFor()
  expect(new URL(page.url()).hash).toBe('')
  await page.reload()
  await page.locator('.wall-clock').waitFor()
  expect(asked.filter((url) => url.includes(token))).toEqual([])
  expect(asked.some((url) => url.endsWith('/api/v1/wall?hours=3'))).toBe(true)
  await page.close()
})

test('through a drop of the network the last lines stay, marked with their age, also after a reload', async () => {
  const { token } = await addScreen()
  const page = await openScreen(`/wall#${token}`)
  await page.locator('.wall-lines tbody tr').first().waitFor()
  const before = await page.locator('.wall-lines tbody tr').count()
  await page.route('**/api/**', async (route) => await route.abort())
  await page.evaluate(() => window.dispatchEvent(new Event('offline')))
  await page.getByText('网络中断，显示的是 10:00 的内容（1 分钟前）').waitFor()
  expect(await page.locator('.wall-lines tbody tr').count()).toBe(before)
  await page.clock.setFixedTime(NOW + 8 * 60_000)
  await page.getByText('网络中断，显示的是 10:00 的内容（8 分钟前）').waitFor()
  expect(await page.locator('.wall-clock time').textContent()).toBe('10:08')
  expect(await axe(page)).toEqual([])
  await screenshot(page, 'wall-stale')
  await page.reload()
  await page.getByText('网络中断，显示的是 10:00 的内容（8 分钟前）').waitFor()
  await page.unroute('**/api/**')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await page.getByText('10:00 更新').waitFor()
  await page.close()
})

test('a screen whose token was taken back says so and shows nothing, now and after a reload', async () => {
  const { device, token } = await addScreen()
  const page = await openScreen(`/wall#${token}`)
  await page.locator('.wall-lines tbody tr').first().waitFor()
  await manager.delete(`/devices/${device.id}`)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await page.getByRole('heading', { name: '此屏幕已停用' }).waitFor()
  expect(await page.locator('.wall-lines').count()).toBe(0)
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/events|[\w-]{43}/)
  expect(await axe(page)).toEqual([])
  await screenshot(page, 'wall-revoked')
  await page.reload()
  await page.getByRole('heading', { name: '此屏幕未登记' }).waitFor()
  await page.close()
})

test.each(['hall', 'upright', 'phone'] as const)(
  'a door on %s: how it stands, until when, what is next, and a code to book',
  async (size) => {
    const { token } = await addScreen({ kind: 'door', spaceCodes: ['classroom-201'] })
    const page = await openScreen(`/wall/door/classroom-201#${token}`, size)
    await page.locator('.door-word').waitFor()
    expect(await page.locator('.door-word').textContent()).toMatch(/^(空闲|使用中|布置中|撤场中|不开放)$/)
    expect(await page.getByRole('img', { name: '扫码预约此场地' }).count()).toBe(1)
    expect(await overflowing(page)).toEqual([])
    expect(await axe(page)).toEqual([])
    await screenshot(page, `door-${size}`)
    await page.close()
  },
)
