import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { writeBook } from '@gongyue/server/xlsx/write-book.ts'
import { screenshot } from '../support/browser.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
}, 240_000)
afterAll(async () => await palace.close())

async function programme(kind: string): Promise<ProgrammeCardWire> {
  const desk = await palace.as('coordinator')
  const { body } = await desk.get<{ items: ProgrammeCardWire[] }>(`/programmes?kind=${kind}`)
  // the sample has a year of its own beside what is on now
  const found = body.items.find(({ phase }) => phase === 'open')
  if (!found) throw new Error(`the sample has no open ${kind}`)
  return found
}

test('S5 a lecture is made with its stream, joined on a phone, and let in at the door by code', async () => {
  const page = await palace.open({ viewport: 'desktop' }, '/programmes', 'coordinator')
  await page.getByRole('link', { name: '“职工好声音”歌唱比赛' }).waitFor()
  await expectSound(page)
  await screenshot(page, 'programmes')
  await page.getByRole('button', { name: '新建项目' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByText('请填写名称').waitFor()
  await form.getByLabel('名称').fill('人工智能通识讲座')
  await form.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '人工智能通识讲座', level: 1 }).waitFor()
  await page.getByLabel('直播网址（https）').fill('http://live.example.com/ai')
  await page.getByRole('button', { name: '保存细则' }).click()
  await page.getByText('应为完整的 https 网址').waitFor()
  await page.getByLabel('直播网址（https）').fill('https://live.example.com/ai')
  await page.getByRole('button', { name: '保存细则' }).click()
  await page.getByText('已保存').first().waitFor()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByText('报名中').waitFor()

  const phone = await palace.open({ viewport: 'phone' }, '/learn', 'branch')
  await phone.getByRole('radio', { name: '讲座' }).check()
  const card = phone.getByRole('article').filter({ hasText: '人工智能通识讲座' })
  expect(await card.getByRole('link', { name: '观看直播' }).count()).toBe(0)
  await card.getByRole('button', { name: '我要报名：人工智能通识讲座' }).click()
  await card.getByRole('link', { name: '观看直播' }).waitFor()
  await expectSound(phone)
  await screenshot(phone, 'learn-kinds')
  const branch = await palace.as('branch')
  const { body } = await branch.get<{ items: EnrolmentWire[] }>('/enrolments')
  const mine = body.items.find(({ programmeTitle }) => programmeTitle === '人工智能通识讲座')

  await page.getByLabel('签到码或二维码').fill(mine?.code ?? '')
  await page.getByRole('button', { name: '签到', exact: true }).click()
  await page.getByText('已签到（1 人）').waitFor()
  await expectSound(page)
}, 120_000)

test('S6 singers enter on a phone and by file, get slots before juries, and move on by their scores', async () => {
  const { id } = await programme('competition')
  const page = await palace.open({ viewport: 'desktop' }, `/programmes/${id}`, 'coordinator')
  await page.getByRole('button', { name: '排场次' }).click()
  const slots = page.getByRole('dialog')
  await slots.getByLabel('赛场（可多选）').selectOption({ label: '音乐舞蹈排练厅 A' })
  await slots.getByLabel('日期（每行一天，例如：2026-12-05）').fill('2027-01-12\n2027-01-13')
  await slots.getByLabel('每天结束').fill('12:00')
  await slots.getByRole('button', { name: '试排' }).click()
  await slots.getByText('36 个报名可排进 2 个场次').waitFor()
  await expectSound(page)
  await screenshot(page, 'stage-slots')
  await slots.getByRole('button', { name: '确定并订场' }).click()
  await page.getByText('已排 36 个报名').waitFor()
  const rows = page.getByRole('region', { name: '复赛' }).getByRole('row')
  await rows.nth(1).getByText('音乐舞蹈排练厅 A').waitFor()
  for (const [at, score] of [
    [1, '95.5'],
    [2, '88'],
    [3, '-'],
  ] as const)
    await rows.nth(at).getByRole('textbox').fill(score)
  await page.getByRole('button', { name: '保存成绩' }).click()
  await page.getByText('已保存 3 个成绩').waitFor()
  await page.getByText('打印名单').first().click()
  await page.getByRole('region', { name: '出场顺序表' }).waitFor()
  await expectSound(page)
  await screenshot(page, 'stage')
  await page.getByLabel('晋级前几名').fill('1')
  await page.getByRole('button', { name: '公布并晋级' }).click()
  await page.getByText('1 个晋级，35 个未晋级').waitFor()

  await page.goto(`${palace.url}/programmes`)
  await page.getByRole('button', { name: '新建项目' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('类别').selectOption({ label: '比赛' })
  await form.getByLabel('名称').fill('围棋赛')
  await form.getByRole('button', { name: '保存' }).click()
  await page.getByText('还没有阶段').waitFor()
  await page.getByLabel('阶段（每行一个，加每个报名的分钟数，例如：初选 5）').fill('初赛 30\n决赛 60')
  await page.getByRole('button', { name: '保存细则' }).click()
  await page.getByText('还没有报名').waitFor()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByText('报名中').waitFor()
  const book = async (second: readonly (string | null)[]) => ({
    name: '报名.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(
      await writeBook([
        {
          ...{ name: '报名', title: '报名表', unit: '', period: '', filledBy: '', checkedBy: '' },
          columns: ['姓名', '电话', '单位'].map((heading) => ({ heading })),
          rows: [['王芳', '13900001001', null], second],
        },
      ]),
    ),
  })
  await page.getByRole('button', { name: '导入报名表' }).click()
  const bring = page.getByRole('dialog')
  await bring.getByLabel('选择 .xlsx 文件').setInputFiles(await book(['李强', '12', '没有这个单位']))
  await bring.getByRole('button', { name: '检查' }).click()
  await bring.getByText('2 行中有 2 处问题，未保存任何一行').waitFor()
  await expectSound(page)
  await screenshot(page, 'entries-import')
  await bring.getByLabel('选择 .xlsx 文件').setInputFiles(await book(['李强', '13900001002', null]))
  await bring.getByRole('button', { name: '检查' }).click()
  await bring.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存 2 个报名').waitFor()

  const phone = await palace.open({ viewport: 'phone' }, '/learn', 'branch')
  await phone.getByRole('button', { name: '我要参赛：围棋赛' }).click()
  await phone.getByRole('dialog').getByRole('button', { name: '我要参赛' }).click()
  await phone.getByText('已报名“围棋赛”，参赛号 3').waitFor()
  await expectSound(phone)
}, 180_000)

test('S7 somebody books a time for an exhibition on a phone; its hall says what is on to whoever wants it else', async () => {
  const { id, period } = await programme('exhibition')
  const phone = await palace.open({ viewport: 'phone' }, '/learn', 'branch')
  await phone.getByRole('radio', { name: '展览' }).check()
  await phone.getByRole('button', { name: '预约参观：“匠心”职工摄影展' }).click()
  const form = phone.getByRole('dialog')
  await form.getByLabel('人数').fill('77')
  await form.getByRole('button', { name: '预约参观' }).click()
  await form.getByText(/本时段还可预约 \d+ 人，没有保存/).waitFor()
  await form.getByLabel('人数').fill('3')
  await form.getByRole('button', { name: '预约参观' }).click()
  await phone.getByRole('heading', { name: '我的参观' }).waitFor()
  await expectSound(phone)
  await screenshot(phone, 'learn-viewing')
  const day = period?.start.slice(0, 10) ?? ''
  const span = ['start=10:00', 'end=11:00'].map((one) => {
    const [side, clock] = one.split('=')
    return `${side}=${encodeURIComponent(`${day}T${clock}:00+08:00`)}`
  })
  const branch = await palace.as('branch')
  const why = await branch.get(`/cells/why?spaceId=${period?.spaceId}&${span.join('&')}`)
  expect(why.text).toContain('"constraint":"exhibition-period"')
  const page = await palace.open({ viewport: 'desktop' }, `/programmes/${id}`, 'coordinator')
  await page
    .getByRole('button', { name: /^到馆：/ })
    .first()
    .click()
  await page.getByText('已到', { exact: true }).waitFor()
  await expectSound(page)
  await screenshot(page, 'exhibition')
}, 120_000)

test('S8 a matchmaking event shows numbers to all and names to its organiser only', async () => {
  const { id } = await programme('matchmaking')
  const phone = await palace.open({ viewport: 'phone' }, '/learn', 'branch')
  const card = phone.getByRole('article').filter({ hasText: '会聚良缘' })
  await card.getByText('名单只有组织者可见').waitFor()
  await card.getByRole('button', { name: /我要报名/ }).click()
  const form = phone.getByRole('dialog')
  await form.getByLabel('组别').selectOption('女')
  await form.getByRole('button', { name: '报名' }).click()
  await card.getByText('已录取').waitFor()
  await expectSound(phone)
  const other = await palace.open({ viewport: 'desktop' }, `/programmes/${id}`, 'desk')
  await other.getByText('您不是组织者：只显示人数，不显示名单。').waitFor()
  expect(await other.getByText('嘉宾').count()).toBe(0)
  const own = await palace.open({ viewport: 'desktop' }, `/classes/${id}`, 'coordinator')
  await own.getByRole('radio', { name: '学员' }).check()
  await own.getByText('嘉宾1', { exact: true }).waitFor()
}, 120_000)

test('S12 heads at a reading event are pressed up, down, and taken back', async () => {
  const { id } = await programme('reading')
  const page = await palace.open({ viewport: 'phone' }, `/programmes/${id}`, 'desk')
  const before = Number(/\d+/.exec((await page.locator('.run-count').textContent()) ?? '')?.[0])
  const shows = async (more: number) => await page.getByText(`今天现场 ${before + more} 人`).waitFor()
  await page.getByRole('button', { name: '加 5' }).click()
  await shows(5)
  await page.getByRole('button', { name: '加 1' }).click()
  await shows(6)
  await page.getByRole('button', { name: '减 1' }).click()
  await shows(5)
  await page.getByRole('button', { name: '撤销上一次' }).click()
  await shows(0)
  await expectSound(page)
  await screenshot(page, 'heads')
}, 120_000)

test('S5–S12 their pages are sound in the dark and in large type', async () => {
  const { id } = await programme('competition')
  const show = await programme('exhibition')
  for (const [path, user, name] of [
    ['/learn', 'branch', 'learn-dark'],
    [`/programmes/${id}`, 'coordinator', 'stage-dark'],
    [`/programmes/${show.id}`, 'coordinator', 'exhibition-dark'],
  ] as const) {
    const page = await palace.open({ viewport: 'phone', dark: true, large: true }, path, user)
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await expectSound(page)
    await screenshot(page, name)
  }
}, 120_000)
