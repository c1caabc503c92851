import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ContractSummaryWire } from '@gongyue/shared/api/contracts.ts'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import writeExcelFile from 'write-excel-file/node'
import { recordUses } from '@gongyue/server/features/contracts/record-uses.ts'
import { FACILITY, spaceOf } from '../../scripts/seed/house.ts'
import { screenshot } from '../support/browser.ts'
import { expectSound, openLivePalace, type LivePalace } from './support.ts'

let palace: LivePalace

beforeAll(async () => {
  palace = await openLivePalace()
  await recordUses(palace.app, FACILITY.id)
}, 120_000)
afterAll(async () => await palace.close())

const DESK = { viewport: 'desktop' } as const
const PHONE = { viewport: 'phone' } as const

async function contracts(user = 'manager'): Promise<readonly ContractSummaryWire[]> {
  return (await (await palace.as(user)).get<{ items: ContractSummaryWire[] }>('/contracts')).body.items
}

test('S10 a partner gets a contract with a standing slot; the month is read, corrected, and the contract ended', async () => {
  const page = await palace.open(DESK, '/partners', 'manager')
  await page.getByText('小荷少儿艺术团').waitFor()
  await page.getByText('即将到期（25 天）').waitFor()
  await expectSound(page)
  await screenshot(page, 'partners')
  await page.getByRole('button', { name: '新建协议' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('请从列表中选择合作单位').waitFor()
  await page.getByLabel('合作单位', { exact: true }).fill('运岸书屋')
  await page.getByLabel('名称', { exact: true }).fill('书屋共建')
  await page.getByLabel('协议编号').fill('HZ-021')
  await page.getByLabel('开始日期').fill('2026-12-01')
  await page.getByLabel('到期日期').fill('2027-02-28')
  // the party is known once its suggestion is there
  await page.locator('datalist option', { hasText: '运岸书屋' }).first().waitFor({ state: 'attached' })
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('heading', { name: '运岸书屋' }).waitFor()
  await page.getByRole('button', { name: '添加时段' }).click()
  await page.getByLabel('场地', { exact: true }).selectOption(spaceOf('classroom-204').id)
  await page.getByLabel('开始时间').fill('09:00')
  await page.getByText(/个日期(全部)?可以保留/).waitFor()
  await screenshot(page, 'partner-slot')
  await page.getByRole('button', { name: '保留这些时段' }).click()
  await page.getByText('固定时段已保留').waitFor()
  await page.getByText(/\d+ 场在册/).waitFor()
  await expectSound(page)
  await page.getByRole('button', { name: '提前终止' }).click()
  await page.getByLabel('最后一天').fill('2026-12-31')
  await page.getByLabel('原因').fill('场地改造')
  await page.getByRole('button', { name: '提前终止' }).last().click()
  await page.getByText('已终止：场地改造').waitFor()
  const made = (await contracts()).find(({ number }) => number === 'HZ-021')
  expect([made?.state, made?.endsOn]).toEqual(['ended', '2026-12-31'])
  const { rows } = await palace.pool.query<{ after: number; before: number }>(
    `select count(*) filter (where r.day > '2026-12-31')::int as after, count(*) filter (where r.day <= '2026-12-31')::int as before
     from contract_slots s join reservations r using (facility_id, series_id) where s.contract_id = $1 and r.state = 'confirmed'`,
    [made?.id],
  )
  expect(rows[0]?.after).toBe(0)
  expect(rows[0]?.before).toBeGreaterThan(0)
  await page.close()
})

test('S10 the statement of a month tells each use; one is corrected with its reason; the partner reads its own only', async () => {
  const school = (await contracts()).find(({ number }) => number.startsWith('HZ-012'))
  const page = await palace.open(DESK, `/partners/${school?.id}`, 'manager')
  await page.getByLabel('月份').fill('2026-11')
  await page.locator('tbody tr').first().waitFor()
  await expectSound(page)
  await screenshot(page, 'partner-statement')
  await page
    .getByRole('button', { name: /^更正 / })
    .first()
    .click()
  await page.getByLabel('金额（元）').fill('88.5')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('请写明原因（至少两个字）').waitFor()
  await page.getByLabel('原因').fill('设备故障，减免')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已更正：设备故障，减免').waitFor()
  await page.getByText('¥88.50').first().waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载 .xlsx' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('安禾职业技能培训学校 2026-11.xlsx')
  await page.close()
  expect((await contracts('officer-partner-kids')).map(({ partyName }) => partyName)).toEqual(['小荷少儿艺术团'])
  const own = await palace.open(PHONE, '/partners', 'officer-partner-kids')
  await own.getByText('小荷少儿艺术团').first().waitFor()
  expect(await own.getByText('安禾职业技能培训学校').count()).toBe(0)
  await expectSound(own)
  await screenshot(own, 'partners-own-phone')
  await own.close()
})

test('S4 the partner school’s class in a lab has its hours, its certificate, and counts in its contract', async () => {
  const desk = await palace.as('coordinator')
  const { body } = await desk.get<{ items: ProgrammeCardWire[] }>('/programmes')
  const nurse = body.items.find(({ title, sessions }) => title === '母婴护理（月嫂）培训班' && sessions > 0)
  const page = await palace.open(DESK, `/classes/${nurse?.id}`, 'coordinator')
  await page.getByRole('heading', { name: '母婴护理（月嫂）培训班' }).waitFor()
  await page.getByText('安禾职业技能培训学校').first().waitFor()
  await page.close()
  const { rows } = await palace.pool.query<{ hours: number; percent: number; room: string; slots: number }>(
    `select g.certificate_hours::float8 as hours, g.attendance_percent as percent, s.code as room, count(c.series_id)::int as slots
     from programmes g join programme_series ps using (facility_id, programme_id) join series x using (facility_id, series_id)
     join spaces s on s.facility_id = x.facility_id and s.space_id = x.space_id
     left join contract_slots c on c.facility_id = x.facility_id and c.series_id = x.series_id
     where g.programme_id = $1 group by 1, 2, 3`,
    [nurse?.id],
  )
  expect(rows).toEqual([{ hours: expect.any(Number), percent: 75, room: 'classroom-206', slots: 1 }])
})

test('S13 a volunteer offers help on a phone, is taken in, gets hours noted, and stands in the list to be signed', async () => {
  const phone = await palace.open(PHONE, `/volunteer?facility=${FACILITY.code}`)
  await phone.getByRole('button', { name: '提交报名' }).click()
  await phone.getByText('请填写姓名').waitFor()
  await phone.getByLabel('姓名').fill('麦穗儿')
  await phone.getByLabel('手机号').fill('138 0000 7777')
  await phone.getByLabel('会什么').fill('手语、摄影')
  await phone.getByRole('checkbox').check()
  await expectSound(phone)
  await screenshot(phone, 'volunteer-form')
  await phone.getByRole('button', { name: '提交报名' }).click()
  await phone.getByText('已收到您的报名').waitFor()
  await phone.close()
  const page = await palace.open(DESK, '/volunteers', 'coordinator')
  await page.getByText('匡墨林').waitFor()
  await expectSound(page)
  await screenshot(page, 'volunteers')
  await page.getByRole('radio', { name: '报名（3）' }).check()
  const card = page.locator('article').filter({ hasText: '麦穗儿' })
  await card.getByText('138****7777').waitFor()
  await expectSound(page)
  await card.getByRole('button', { name: '接收为志愿者' }).click()
  await page.getByText('已接收，现已在人员名单中').waitFor()
  await page.getByRole('radio', { name: '人员' }).check()
  await page.getByRole('button', { name: '为麦穗儿补登时长' }).click()
  await page.getByLabel('时长（小时）').fill('2.5')
  await page.getByLabel('服务内容').fill('手语翻译')
  await page.getByLabel('补登原因').fill('馆外讲座，没有预约')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.locator('tr').filter({ hasText: '麦穗儿' }).getByText('2.5 小时').first().waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载证明名册' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('服务时长证明名册.xlsx')
  await page.close()
})

test('S13 a table of volunteers is checked line by line; nothing is saved until it is green, then all of it', async () => {
  const book = async (lines: readonly (readonly string[])[]) => ({
    name: 'volunteers.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await writeExcelFile([
      { sheet: '数据', data: lines.map((line) => line.map((value) => ({ value }))) },
    ]).toBuffer(),
  })
  const people = async () =>
    (await palace.pool.query<{ count: number }>(`select count(*)::int as count from people`)).rows[0]?.count ?? 0
  const before = await people()
  const page = await palace.open(DESK, '/imports', 'coordinator')
  const heading = ['姓名', '技能', '手机']
  await page
    .getByLabel('表格文件（.xlsx）')
    .setInputFiles(await book([heading, ['甲', '快板', '13800008801'], ['乙', '摄影', '13800008801']]))
  await page.getByRole('button', { name: '核对' }).click()
  await page.getByText('与第 2 行重复').waitFor()
  await expectSound(page)
  await screenshot(page, 'imports-faulty')
  expect(await page.getByRole('button', { name: /^保存这/ }).count()).toBe(0)
  await page
    .getByLabel('表格文件（.xlsx）')
    .setInputFiles(await book([heading, ['甲', '快板', '13800008801'], ['乙', '摄影', '13800008802']]))
  await page.getByRole('button', { name: '核对' }).click()
  await page.getByText('2 行全部正确，尚未保存').waitFor()
  expect(await people()).toBe(before)
  await page.getByRole('button', { name: '保存这 2 行' }).click()
  await page.getByText('已保存 2 行').waitFor()
  await expectSound(page)
  expect(await people()).toBe(before + 2)
  await page.close()
})

test('an account is made with a password told once; the last administrator stays', async () => {
  const page = await palace.open(DESK, '/accounts', 'admin')
  await page.getByRole('rowheader', { name: 'coordinator', exact: true }).waitFor()
  await page.getByRole('button', { name: '新建账号' }).click()
  await page.getByLabel('账号', { exact: true }).fill('xin.ren')
  await page.getByLabel('姓名', { exact: true }).fill('辛仁')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('辛仁 的新密码').waitFor()
  expect(await page.locator('.new-password').textContent()).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  await expectSound(page)
  await screenshot(page, 'accounts-password')
  await page.getByRole('button', { name: '已告知，关闭' }).click()
  await page.getByLabel(/^查找/).fill('admin')
  await page.getByRole('button', { name: '修改 吴承志' }).click()
  await page.getByLabel('可以登录').uncheck()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText(/最后一位可以登录的系统管理员/).waitFor()
  await page.close()
})

describe.each([
  ['dark', { dark: true }],
  ['large', { large: true }],
] as const)('in %s', (name, look) => {
  test('S10 S13 the pages are sound on a phone', async () => {
    const [contract] = await contracts()
    for (const [address, ready] of [
      ['/partners', '.partner-card'],
      [`/partners/${contract?.id}`, '.partner-facts'],
      ['/volunteers', 'tbody tr'],
      ['/volunteer', 'form'],
      ['/imports', 'input[type=file]'],
      ['/my-service', '.empty'],
    ] as const) {
      const page = await palace.open({ ...PHONE, ...look }, address, 'manager')
      await page.locator(ready).first().waitFor()
      await expectSound(page)
      await screenshot(page, `partners${address.replaceAll('/', '-').slice(0, 22)}-${name}`)
      await page.close()
    }
  })
})
