import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workOnRun } from '@gongyue/server/features/rounds/work-on-run.ts'
import type { ApplicationWire, RoundWire } from '@gongyue/shared/api/rounds.ts'
import { screenshot } from '../support/browser.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace
let round: RoundWire
let rooms: readonly string[]

const SEASON = { from: '2027-03-01', until: '2027-04-11' } as const

beforeAll(async () => {
  palace = await openLivePalace()
  const desk = await palace.as('coordinator')
  const spaces = await desk.get<{ items: readonly { id: string; code: string }[] }>('/spaces')
  rooms = ['classroom-203', 'classroom-204'].map((code) => spaces.body.items.find((one) => one.code === code)?.id ?? '')
  const made = await desk.post<RoundWire>('/rounds', {
    ...{ name: '2027 年春季统筹', summary: '各级工会均可申报。', ...SEASON, spaceIds: rooms },
    ...{ opensAt: '2026-12-01T08:00:00+08:00', closesAt: '2026-12-20T18:00:00+08:00' },
    windows: [2, 4].map((weekday) => ({ weekday, from: 1080, until: 1260 })),
    ...{ gridMinutes: 30, partyMinutes: null },
  })
  if (made.status !== 201) throw new Error(made.text)
  round = made.body
  const { body } = await desk.get<{ items: readonly { id: string }[] }>('/parties?q=工会&limit=12')
  const own = new Set(
    (await (await palace.as('branch')).get<{ parties: { id: string }[] }>('/session')).body.parties.map(({ id }) => id),
  )
  const others = body.items.filter(({ id }) => !own.has(id))
  // three want the one time that two rooms have
  for (const [index, title] of ['书法', '摄影', '读书会'].entries()) {
    const sent = await desk.post<ApplicationWire>(`/rounds/${round.id}/applications`, {
      ...{ partyId: others[index]?.id, note: '' },
      sections: [
        {
          ...{ headcount: 12, features: [], minMinutes: 90, maxMinutes: 90, timesAWeek: 1, ...SEASON, spaceIds: [] },
          ...{ sameSpace: false, sameTime: false, apart: false },
          ...{ title, times: [{ weekday: 2, from: 1110, until: 1200, rank: 'primary' }] },
        },
      ],
    })
    if (sent.status !== 201) throw new Error(sent.text)
  }
}, 120_000)
afterAll(async () => await palace.close())

/** Works off what waits, as a server with jobs would. */
async function work(): Promise<void> {
  const stopped = new AbortController().signal
  while (await workOnRun(palace.app, { worker: palace.app.newId(), stopped }));
}

/** How many series a round has become. */
async function seriesOf(roundId: string): Promise<number | undefined> {
  const { rows } = await palace.pool.query<{ n: number }>(
    `select count(*)::int as n from section_series join sections using (facility_id, section_id)
       join applications using (facility_id, application_id) where round_id = $1`,
    [roundId],
  )
  return rows[0]?.n
}

/** Solves until the first figures are there, stops, and waits for the plan that came of it. */
async function solve(page: Page): Promise<void> {
  await page.getByRole('tab', { name: '求解' }).click()
  await page.getByRole('radio', { name: '10 秒' }).check()
  await page.getByRole('button', { name: '开始求解' }).click()
  await page.getByRole('progressbar', { name: '进度' }).waitFor()
  const working = work()
  await page.getByText('每秒尝试').first().waitFor()
  await page.getByRole('button', { name: '停下，用现在的方案' }).click()
  await working
  await page.getByRole('button', { name: '查看方案' }).first().waitFor()
}

test('a branch applies on its phone: what, when by tapping, where by liking; and changes it', async () => {
  const page = await palace.open({ viewport: 'phone' }, '/seasons', 'branch')
  await expectSound(page)
  await page.getByRole('link', { name: '申报 2027 年春季统筹' }).tap()
  await page.getByRole('button', { name: '下一步' }).tap()
  await page.getByText('请填活动名称').waitFor()
  await page.getByLabel('活动名称').fill('合唱团排练')
  await page.getByLabel('每次人数').fill('24')
  await page.getByRole('radio', { name: '2 次' }).check()
  await expectSound(page)
  await page.getByRole('button', { name: '下一步' }).tap()
  for (const day of ['周二', '周四'])
    for (const clock of ['18:30', '19:00', '19:30'])
      await page.getByRole('button', { name: `${day} ${clock} 未选` }).tap()
  await page.getByRole('radio', { name: '备选' }).check()
  for (const clock of ['20:00', '20:30']) await page.getByRole('button', { name: `周四 ${clock} 未选` }).tap()
  await page.getByRole('button', { name: '下一步' }).tap()
  await page.getByText(/周四 20:00–21:00 短于每次至少的 90 分钟/).waitFor()
  await expectSound(page)
  await screenshot(page, 'season-when-phone')
  for (const clock of ['20:00', '20:30']) await page.getByRole('button', { name: `周四 ${clock} 备选` }).tap()
  await page.getByRole('button', { name: '下一步' }).tap()
  await page.getByRole('button', { name: '选：职工技能培训教室 203' }).tap()
  await page.getByRole('button', { name: '选：职工技能培训教室 204' }).tap()
  await page.getByRole('button', { name: '上移：职工技能培训教室 204' }).tap()
  await expectSound(page)
  await page.getByRole('button', { name: '下一步' }).tap()
  await page.getByRole('button', { name: '完成这一项' }).tap()
  await page.getByRole('button', { name: '提交申报' }).tap()
  await page.getByText('已提交，截止前可随时修改').waitFor()
  await page.getByRole('button', { name: '修改申报' }).tap()
  await page.getByLabel('补充说明').fill('队员多是夜班')
  await page.getByRole('button', { name: '提交修改' }).tap()
  await page.getByRole('button', { name: '修改申报' }).waitFor()
  await expectSound(page)
  await screenshot(page, 'season-sent-phone')
  const { rows } = await palace.pool.query(
    `select note, title, times_a_week, headcount from applications join sections using (facility_id, application_id) where title = '合唱团排练'`,
  )
  expect(rows).toEqual([{ note: '队员多是夜班', title: '合唱团排练', times_a_week: 2, headcount: 24 }])
  await page.close()
})

test('a coordinator solves live, drags one by mouse and one by keys, pins, and solves again with the pin kept', async () => {
  const desk = await palace.as('coordinator')
  const { body } = await desk.get<RoundWire>(`/rounds/${round.id}`)
  const closed = await desk.patch(
    `/rounds/${round.id}`,
    { closesAt: '2026-12-02T09:00:00+08:00' },
    { 'if-match': `"${body.version}"` },
  )
  expect(closed.status).toBe(200)
  const page = await palace.open({ viewport: 'desktop', dark: true }, '/rounds', 'coordinator')
  await page.getByRole('link', { name: '2027 年春季统筹' }).click()
  await page.getByRole('tab', { name: '申请', exact: true }).click()
  await page.getByLabel('“合唱团排练”的权重').selectOption('1')
  await page.getByText('已保存').first().waitFor()
  await expectSound(page)
  await solve(page)
  await expectSound(page)
  await screenshot(page, 'round-solved-dark')
  await page.getByRole('button', { name: '查看方案' }).first().click()
  // two rooms hold two of the four that want Tuesday at half past six
  await page.getByText('待排 2 次').waitFor()
  await page.getByText('已排 3 次').waitFor()
  await expectSound(page)
  await screenshot(page, 'round-grid-dark')

  // by mouse: from its place beside the grid, and back again
  const choir = page.getByRole('button', { name: /^合唱团排练 18:30 .*周四/ })
  const from = await choir.boundingBox()
  const tray = await page.getByRole('complementary', { name: '待排' }).boundingBox()
  if (!from || !tray) throw new Error('nothing to drag')
  await page.mouse.move(from.x + 12, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(tray.x + 60, tray.y + 40, { steps: 6 })
  await page.getByText('放到这里：退回待排').waitFor()
  await page.mouse.up()
  await page.getByText('待排 3 次').waitFor()
  await page.getByText(/^已退回待排，代价 \+\d+$/).waitFor()

  // by keys: picked up beside the grid, to the best place, dropped
  await page
    .getByRole('button', { name: /^合唱团排练 .*第 2 次|^合唱团排练 .*第 1 次/ })
    .first()
    .focus()
  await page.keyboard.press('Enter')
  await page.locator('.alloc-stretch').first().waitFor()
  await page.keyboard.press('n')
  const ghost = page.locator('[data-ghost-card]')
  await ghost.getByText(/^可以放/).waitFor()
  await expectSound(page)
  await page.keyboard.press('Enter')
  await page.getByText('待排 2 次').waitFor()
  const block = page.getByRole('button', { name: /^合唱团排练 \d\d:\d\d .*周四/ })
  await block.focus()
  await page.keyboard.press('p')
  await page.getByText('已固定').first().waitFor()
  const pinned = await page.getByRole('button', { name: /^合唱团排练 .*已固定/ }).getAttribute('data-weekly')
  expect(pinned).toMatch(/ [01]$/)

  await solve(page)
  const { rows } = await palace.pool.query<{ pinned: number }>(
    `select count(*)::int as pinned from pins where round_id = $1 and kind = 'pin'`,
    [round.id],
  )
  expect(rows).toEqual([{ pinned: 1 }])
  await page.getByRole('button', { name: '查看方案' }).first().click()
  await page.getByRole('button', { name: /^合唱团排练 .*周四.*已固定/ }).waitFor()
  await page.getByRole('tab', { name: '未满足原因' }).click()
  await page
    .getByText(/处已分给其他申请/)
    .first()
    .waitFor()
  await expectSound(page)
  await screenshot(page, 'round-reasons-dark')
  await page.close()
})

test('a manager compares, settles, tries, and publishes with the figures named', async () => {
  const page = await palace.open({ viewport: 'desktop' }, `/rounds/${round.id}?tab=plans`, 'manager')
  await page.getByRole('heading', { name: '各项规则' }).waitFor()
  await expectSound(page)
  await screenshot(page, 'round-plans')
  await page
    .getByRole('button', { name: /^选定此方案/ })
    .first()
    .click()
  await page.getByText(/^已选定“/).waitFor()
  await page.getByRole('tab', { name: '公布' }).click()
  await page.getByRole('button', { name: '先试算一遍' }).click()
  const publish = page.getByRole('button', { name: /^公布：订下 \d+ 个日期/ })
  await publish.waitFor()
  expect(await seriesOf(round.id)).toBe(0)
  await publish.click()
  await page.getByRole('dialog').getByRole('button', { name: '公布', exact: true }).click()
  await page.getByRole('heading', { name: '公示地址' }).waitFor()
  await page.getByRole('link', { name: '系列' }).first().waitFor()
  await expectSound(page)
  await screenshot(page, 'round-published')
  expect(await seriesOf(round.id)).toBe(3)
  await page.close()
})

test('the branch reads what it got and why not more; everybody reads the public result', async () => {
  const page = await palace.open({ viewport: 'phone', large: true, dark: true }, '/seasons', 'branch')
  await page.getByRole('link', { name: '看结果 2027 年春季统筹' }).tap()
  await page.getByRole('heading', { name: '排定结果' }).waitFor()
  await page.getByRole('heading', { name: '合唱团排练' }).waitFor()
  await page.getByText('排上了').first().waitFor()
  await page.getByText('没有排上').waitFor()
  await page.getByText(/处已分给其他申请/).waitFor()
  await expectSound(page)
  await screenshot(page, 'season-result-phone-large-dark')
  await page.close()

  const visitor = await palace.open({ viewport: 'desktop' }, `/results/${round.id}`)
  await visitor.getByRole('heading', { name: '2027 年春季统筹 用场统筹结果公示' }).waitFor()
  expect(await visitor.getByRole('row').count()).toBe(5)
  await visitor
    .getByText(/处已分给其他申请/)
    .first()
    .waitFor()
  await expectSound(visitor)
  await screenshot(visitor, 'season-public')
  await visitor.close()
})
