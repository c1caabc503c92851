import { beforeEach, describe, expect, test } from 'vitest'
import { askedCounts, askedLook, isLeftOut, reasonWords, standingCounts } from '../../web/src/series/date-words.ts'
import { changesSince, diffCounts, placeWords } from '../../web/src/series/diff.ts'
import { ruleFrom } from '../../web/src/series/rule-part.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { dateWire, diffDate, seriesWire, TUESDAYS } from './series-server.ts'

beforeEach(() => chooseLocale('zh-CN'))

const [FIRST, SECOND, THIRD, FOURTH] = TUESDAYS
const spaceName = (id: string) => `〔${id}〕`
const refused = { state: 'skipped', reason: 'refused' } as const
const holiday = { state: 'skipped', reason: 'legal-holiday', reasonName: '元旦' } as const

describe('dates in words', () => {
  test('a preview counts what is free, asks, was adjusted, conflicts and was left out', () => {
    const planned = { start: `${SECOND}T19:00:00+08:00`, end: `${SECOND}T20:30:00+08:00` }
    const dates = [
      dateWire(FIRST),
      dateWire(SECOND, { planned }),
      dateWire(THIRD, { ...refused, announced: false }),
      dateWire(FOURTH, holiday),
      dateWire('2027-01-05', { state: 'waiting' }),
    ]
    expect(askedCounts(dates)).toBe(
      '2 次可订，1 次需审批，其中 1 次自动调整，1 次冲突，1 次因节假日或排除跳过，1 次在节假日未公布的年份',
    )
    expect(dates.map((date) => askedLook(date).word)).toEqual(['可订', '已调整', '冲突', '法定节假日', '需审批'])
  })

  test('what stands: a holiday that is left out is nobody’s loss', () => {
    const dates = [
      dateWire(FIRST),
      dateWire(SECOND, refused),
      dateWire(THIRD, { state: 'bumped', reason: 'closure' }),
      dateWire(FOURTH, holiday),
    ]
    expect(standingCounts(dates)).toBe('1 次已订，1 次未订上，1 次被占用，1 次因节假日或排除跳过')
    expect(dates.map(isLeftOut)).toEqual([false, false, false, true])
    expect(dates.map(reasonWords)).toEqual(['', '不合规定', '场地停用', '法定节假日 元旦'])
  })
})

describe('an edit in words', () => {
  test('what does not fit and what is lost comes first', () => {
    const dates = [
      diffDate(FIRST, 'past'),
      diffDate(SECOND, 'moved'),
      diffDate(THIRD, 'refused'),
      diffDate(FOURTH, 'lost', { after: null }),
      diffDate('2027-01-05', 'new', { before: null }),
      diffDate('2027-01-12', 'exception-kept'),
    ]
    expect(diffCounts({ verdict: 'refused', dates })).toBe(
      '1 次订不上，1 次退回，1 次移动，1 次新增，1 次单独改过、保留，1 次已过去',
    )
    chooseLocale('en')
    expect(diffCounts({ verdict: 'fits', dates: [diffDate(FIRST, 'kept'), diffDate(SECOND, 'kept')] })).toBe('2 kept')
  })

  test('a place is named when it is what changes; nothing is a dash', () => {
    const { before } = diffDate(FIRST, 'moved')
    expect([
      placeWords(before, spaceName, false),
      placeWords(before, spaceName, true),
      placeWords(null, spaceName, true),
    ]).toEqual(['12月8日 周二 19:00–20:30', '12月8日 周二 19:00–20:30 〔room〕', '—'])
  })
})

describe('what somebody else has changed', () => {
  test('is told thing by thing, in words', () => {
    const before = seriesWire()
    const now = seriesWire({
      ...{ title: '行书班', spaceId: 'hall', headcount: 25, version: 4 },
      rule: { ...before.rule, time: '18:00' },
      dates: [
        dateWire(FIRST),
        dateWire(SECOND, { state: 'cancelled' }),
        dateWire(THIRD, { start: `${THIRD}T18:00:00+08:00`, end: `${THIRD}T19:30:00+08:00`, spaceId: 'hall' }),
        dateWire('2027-01-05'),
      ],
    })
    expect(changesSince(before, now, spaceName)).toEqual([
      '名称由“书法班”改为“行书班”',
      '场地由〔room〕改为〔hall〕',
      '人数由 20 改为 25',
      '规则改为：每周二，18:00–19:30，12月8日 周二 起，共 4 次，节假日跳过',
      '12月15日 周二：已订 → 已取消',
      '12月22日 周二：改到 18:00–19:30 〔hall〕',
      '1月5日 周二：新增',
      '12月29日 周二：移出本系列',
    ])
  })

  test('many are counted, none is said to be none', () => {
    const many = Array.from({ length: 12 }, (_, at) => dateWire(`2027-02-${String(at + 1).padStart(2, '0')}`))
    const told = changesSince(seriesWire({ dates: [] }), seriesWire({ dates: many }), spaceName)
    expect([told.length, told[8]]).toEqual([9, '另有 4 处'])
    expect(changesSince(seriesWire(), seriesWire({ version: 9 }), spaceName)).toEqual([])
  })
})

describe('the rule from a date on', () => {
  test('keeps what is left of its number of sessions', () => {
    const { from, ends } = ruleFrom(seriesWire(), THIRD)
    expect([from, ends]).toEqual([THIRD, { kind: 'count', sessions: 2 }])
    expect(ruleFrom(seriesWire(), FIRST)).toEqual(seriesWire().rule)
  })

  test('sessions that are made good at the end do not count as held', () => {
    const rule = { ...seriesWire().rule, onHolidays: 'add-at-end' as const }
    const dates = [dateWire(FIRST, holiday), dateWire(SECOND), dateWire(THIRD)]
    expect(ruleFrom({ rule, dates }, THIRD).ends).toEqual({ kind: 'count', sessions: 3 })
  })

  test('chosen dates before it go', () => {
    const rule = { ...seriesWire().rule, pattern: { kind: 'dates' as const, dates: [...TUESDAYS] }, ends: null }
    expect(ruleFrom({ rule, dates: seriesWire().dates }, FOURTH).pattern).toEqual({ kind: 'dates', dates: [FOURTH] })
  })
})
