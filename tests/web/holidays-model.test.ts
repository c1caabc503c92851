import { expect, test } from 'vitest'
import { createHolidaysModel } from '../../web/src/pages/holidays/model.ts'
import { checkNotice, decodeNotice, letterhead } from '../../web/src/pages/holidays/notice.ts'
import { NOTICE_2026 } from '../shared/support/notice-2026.ts'
import { ok, serverOf } from './board-server.ts'

const WRONG = NOTICE_2026.replace('共3天。1月4日', '共4天。1月4日').replace('5月1日（周五）', '5月1日（周六）')

test('each line is read apart: its days, and what is wrong with it', () => {
  const good = checkNotice(NOTICE_2026, 2026)
  expect([good?.faults, good?.days?.length]).toEqual([0, 39])
  const bad = checkNotice(WRONG, 2026)
  expect([bad?.days, bad?.faults]).toEqual([null, 2])
  expect(
    bad?.lines.filter(({ faults }) => faults.length > 0).map(({ line, faults }) => [line, faults[0]?.kind]),
  ).toEqual([
    [6, 'notice-count'],
    [9, 'notice-weekday'],
  ])
  expect(bad?.lines.find(({ line }) => line === 10)?.days.map(({ date }) => date)).toEqual([
    '2026-06-19',
    '2026-06-20',
    '2026-06-21',
  ])
  expect(checkNotice('  \n', 2026)).toBe(null)
})

test('a letter says its year, number and date itself', () => {
  expect(letterhead(NOTICE_2026)).toEqual({
    source: '国办发明电〔2025〕7号',
    announcedOn: '2025-11-04',
    year: 2026,
  })
  expect(letterhead('2027-01-01,休,元旦')).toEqual({ source: '', announcedOn: '', year: null })
})

test('a file of a spreadsheet on Chinese Windows is read as well', () => {
  const gbk = new Uint8Array([0xd4, 0xaa, 0xb5, 0xa9]) // 元旦
  expect(decodeNotice(gbk.buffer)).toBe('元旦')
  expect(decodeNotice(new TextEncoder().encode('元旦').buffer)).toBe('元旦')
})

const DIFF = { year: 2026, holidays: 33, makeUpWorkdays: 6, changes: [], broken: [], touched: [], written: false }

test('nothing is sent before every line is right; then it is looked at, and written only when approved', async () => {
  const server = serverOf({
    'POST /holiday-notices': ({ query }) => (query?.['dryRun'] ? ok(DIFF) : ok({ ...DIFF, written: true }, 201)),
    'GET /day-types': ({ query }) =>
      ok({
        items: [
          { date: query?.['from'], kind: 'legal-holiday', name: '元旦', announced: query?.['from'] === '2026-01-01' },
        ],
      }),
    'GET /conflicts': () => ok({ at: '', items: [{ kind: 'unannounced', title: '2027' }] }),
  })
  const model = createHolidaysModel({ today: '2026-09-01', year: null, send: server.send, rest: 0 })
  const rest = async () => await new Promise((resolve) => setTimeout(resolve, 5))
  model.type({ text: WRONG })
  await rest()
  await model.approve()
  expect(server.of('/holiday-notices')).toEqual([])
  expect(model.form.value).toMatchObject({ year: 2026, source: '国办发明电〔2025〕7号', announcedOn: '2025-11-04' })
  model.type({ text: NOTICE_2026 })
  await rest()
  expect(model.diff.value).toEqual({ kind: 'shown', diff: DIFF })
  await model.approve()
  expect(server.of('/holiday-notices').map(({ query }) => query)).toEqual([{ dryRun: true }, undefined])
  expect(model.diff.value).toMatchObject({ diff: { written: true } })
  const years = model.years.value
  expect(years.kind === 'ready' && years.years.map(({ year, announced, booked }) => [year, announced, booked])).toEqual(
    [
      [2026, true, false],
      [2027, false, true],
      [2028, false, false],
    ],
  )
})
