import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { screenshot } from '../support/browser.ts'
import { expectSound, openLivePalace, signIn, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
}, 120_000)
afterAll(async () => await palace.close())

/** The yoga class of a term: the first runs, the second is asked for. */
async function yoga(term: '第一期' | '第二期'): Promise<string> {
  const desk = await palace.as('coordinator')
  const terms = await desk.get<{ items: { id: string; name: string }[] }>('/terms')
  const termId = terms.body.items.find(({ name }) => name.endsWith(term))?.id ?? ''
  const { body } = await desk.get<{ items: ProgrammeCardWire[] }>(`/programmes?termId=${termId}`)
  return body.items.find(({ title }) => title === '瑜伽初级班')?.id ?? ''
}

test('S3 a class is made, placed around a conflict, published, filled; the next in line takes the freed place', async () => {
  const page = await palace.open({ viewport: 'desktop' }, '/classes', 'coordinator')
  await page.getByRole('link', { name: '瑜伽初级班' }).waitFor()
  await expectSound(page)
  await screenshot(page, 'classes')
  await page.getByRole('button', { name: '新建班级' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByText('请填写班级名称').waitFor()
  await form.getByLabel('班级名称').fill('尤克里里班')
  await form.getByLabel('学期').selectOption({ label: '2026 年第二期' })
  await form.getByLabel('名额', { exact: true }).fill('1')
  await form.getByText('不能多于名额').waitFor()
  await form.getByLabel('最低开班人数').fill('1')
  await expectSound(page)
  await form.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '尤克里里班' }).waitFor()

  await page.getByRole('button', { name: '排课' }).click()
  const place = page.getByRole('dialog')
  await place.getByLabel('场地').selectOption({ label: '音乐舞蹈排练厅 A（60）' })
  await place.getByLabel('共几次').fill('3')
  await place.getByText('0 次能排，3 次不能').waitFor()
  await expectSound(page)
  await screenshot(page, 'class-place')
  await place.getByRole('button', { name: '确定排课' }).click()
  await place.getByRole('alert').waitFor()
  await place.getByLabel('开始时间').fill('09:00')
  await place.getByText('3 次都能排').waitFor()
  await place.getByRole('button', { name: '确定排课' }).click()
  await page.getByText('已排 3 次课').waitFor()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByText('报名中').waitFor()

  await page.getByRole('radio', { name: '学员' }).check()
  for (const [name, phone] of [
    ['冯一', '13900008801'],
    ['冯二', '13900008802'],
  ] as const) {
    await page.getByRole('button', { name: '代为登记' }).click()
    await page.getByLabel('姓名').fill(name)
    await page.getByLabel('手机号').fill(phone)
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByRole('row', { name }).waitFor()
  }
  await page.getByText('冯二 已列入候补，前面还有 0 人').waitFor()
  await page.getByRole('button', { name: '让 冯一 退出' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退出' }).click()
  await page.getByRole('row', { name: '冯二' }).getByText('待确认').waitFor()
  await page.getByRole('button', { name: '代为确认：冯二' }).click()
  await page.getByRole('row', { name: '冯二' }).getByText('已录取').waitFor()
  await expectSound(page)
  await page.close()
})

test('the roll is called with keys, and a substitute taken with one click', async () => {
  const id = await yoga('第一期')
  const page = await palace.open({ viewport: 'desktop', dark: true }, `/classes/${id}`, 'coordinator')
  await page.getByRole('button', { name: '点名：第 1 次' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '全部到' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '到', exact: true }).first().focus()
  await page.keyboard.press('3')
  await page.keyboard.press('2')
  await expectSound(page)
  await screenshot(page, 'class-roll-dark')
  await page.getByRole('button', { name: '保存点名' }).click()
  await page.getByText(/^已记 \d+ 人$/).waitFor()
  const { rows } = await palace.pool.query(
    `select mark, count(*)::int as n from roll_marks where reservation_id = (
       select reservation_id from programme_sessions join reservations using (facility_id, reservation_id)
       where programme_id = $1 order by starts_at limit 1) and mark <> 'present' group by mark order by mark`,
    [id],
  )
  expect(rows).toEqual([
    { mark: 'absent', n: 1 },
    { mark: 'late', n: 1 },
  ])
  await page.getByRole('button', { name: '换老师：12月8日 周二' }).click()
  await page.getByRole('button', { name: '选择 祝小舞' }).click()
  await page
    .getByRole('row', { name: /12月8日 周二/ })
    .getByText('祝小舞')
    .waitFor()
  await page.getByRole('radio', { name: '打印' }).check()
  await page.getByRole('heading', { name: '瑜伽初级班 · 课程表' }).waitFor()
  // scrolled half away under the bar, links look too small to axe
  await page.evaluate(() => window.scrollTo(0, 0))
  await expectSound(page)
  await screenshot(page, 'class-sheet-dark')
  await page.close()
})

test('an absence shows what it hits, and each session gets somebody', async () => {
  const page = await palace.open({ viewport: 'desktop' }, '/people', 'coordinator')
  await page.getByRole('button', { name: '宁若水 请假受影响的课' }).click()
  await page
    .getByRole('dialog')
    .getByText(/节课没有老师/)
    .waitFor()
  await expectSound(page)
  await screenshot(page, 'people-missed')
  const before = await page.getByRole('dialog').getByRole('heading', { level: 3 }).count()
  await page.getByRole('dialog').getByRole('button', { name: /^选择/ }).first().click()
  await page.getByText(`${before - 1} 节课没有老师`, { exact: false }).waitFor()
  await page.close()
})

test('a member takes the place that is offered; a visitor signs in and joins', async () => {
  const page = await palace.open({ viewport: 'phone', dark: true }, '/learn', 'branch')
  await page.getByText('请在 1 天 内确认，过时会给下一位').waitFor()
  await expectSound(page)
  await screenshot(page, 'learn-phone-dark')
  await page.getByRole('button', { name: '确认参加：瑜伽初级班' }).click()
  await page.getByText('已确认，欢迎参加“瑜伽初级班”').waitFor()
  await page.close()

  const visitor = await palace.open({ viewport: 'phone' }, '/learn')
  await visitor.getByRole('heading', { name: '点单开课' }).waitFor()
  await expectSound(visitor)
  await screenshot(visitor, 'learn-visitor')
  await visitor.getByRole('link', { name: '登录后报名：茶艺入门' }).click()
  await signIn(visitor, 'branch2')
  await visitor.getByLabel(/周五 19:00–20:30/).check()
  await visitor.getByRole('button', { name: '我要参加：茶艺入门' }).click()
  await visitor.getByText('已记下，开课时通知您').waitFor()
  await visitor.close()
})
