import type { Purpose } from '@gongyue/shared/domain/contract.ts'
import { amountOf, type PriceItem, type PriceList } from '@gongyue/shared/domain/price.ts'
import { addDays, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { startOf } from './days.ts'
import { idOf } from './dice.ts'
import { DAY_TYPES } from './holidays.ts'
import { minutesAt } from './hours.ts'
import { FACILITY, FOUNDED, SPACES } from './house.ts'
import { partyOf } from './parties.ts'
import { userOf } from './people.ts'
import { iso, type Row, type Rows } from './rows.ts'

const facility_id = FACILITY.id

/** A contract of the sample. Invented, like the partners. */
interface SampleContract {
  readonly party: string
  readonly number: string
  readonly title: string
  /** Days from today. */
  readonly from: number
  readonly until: number
  readonly least: number
  readonly otherUses: Purpose
  /** What its standing slots are for, by the beginning of their title. */
  readonly slots: Readonly<Record<string, Purpose>>
}

const CONTRACTS: readonly SampleContract[] = [
  {
    ...{ party: 'partner-skills', number: 'HZ-012', title: '职工技能培训合作', from: -200, until: 165, least: 60 },
    otherUses: 'public-benefit',
    slots: {
      '母婴护理（月嫂）培训班': 'public-benefit',
      养老护理员培训班: 'public-benefit',
      保育员培训班: 'commercial',
      '面点师（中式）培训班': 'public-benefit',
      鲁菜师傅培训班: 'commercial',
    },
  },
  {
    // near its end
    ...{ party: 'partner-kids', number: 'HZ-015', title: '少儿艺术团驻场排练', from: -340, until: 25, least: 30 },
    otherUses: 'commercial',
    slots: { 小荷少儿艺术团排练: 'commercial' },
  },
  {
    // its slot lies in a room that is shut for some days of it
    ...{ party: 'partner-match', number: 'HZ-018', title: '婚恋服务合作', from: -90, until: 275, least: 50 },
    otherUses: 'commercial',
    slots: { '“会聚良缘”职工联谊': 'public-benefit', 婚恋主持实训: 'commercial' },
  },
]

const price = (spaceKind: string, yuan: number, evening: number): readonly PriceItem[] =>
  (
    [
      ['00:00', '18:00', yuan],
      ['18:00', '24:00', evening],
    ] as const
  ).map(([from, until, hour]) => ({
    spaces: { kind: 'space-kind', spaceKind } as PriceItem['spaces'],
    ...{ days: 'any', from: minutesAt(from), until: minutesAt(until), fenPerHour: hour * 100, publicFenPerHour: 0 },
  }))

/** Prices of the sample, by kind of space; what serves the public is free. */
function pricesOf(today: LocalDate): PriceList {
  const validFrom = addDays(today, -400)
  const items = [...price('classroom', 60, 80), ...price('rehearsal', 80, 120), ...price('theatre', 800, 1200)]
  const sports = [...price('table-hall', 100, 160), ...price('table', 10, 20), ...price('gym', 120, 200)]
  const quiet = [...price('gym-place', 5, 10), ...price('reading-room', 40, 60), ...price('exhibition', 100, 150)]
  return { version: 1, validFrom, items: [...items, ...sports, ...quiet, ...price('square', 200, 300)] }
}

/** Contracts over the standing uses that are there, the prices, and what has been used so far. */
export function partnerRows(rows: Rows, today: LocalDate): Rows {
  const list = pricesOf(today)
  const made = CONTRACTS.map((contract) => contractOf(contract, rows, today))
  return {
    contracts: made.map(({ row }) => row),
    contract_slots: made.flatMap(({ slots }) => slots),
    price_lists: [
      {
        ...{ facility_id, version: list.version, valid_from: list.validFrom, items: list.items },
        ...{ made_by: userOf('manager').id, made_at: iso(FOUNDED) },
      },
    ],
    uses: made.flatMap(({ contract, row, slots }) => usesOf(contract, row['contract_id'], slots, rows, list, today)),
  }
}

function contractOf(contract: SampleContract, { series = [] }: Rows, today: LocalDate) {
  const { party, number, title, from, until, least, otherUses } = contract
  const contract_id = idOf(`contract ${number}`, FOUNDED)
  const party_id = partyOf(party).id
  const starts_on = addDays(today, from)
  return {
    contract,
    row: {
      ...{ facility_id, contract_id, party_id, number: `${number}/${starts_on.slice(0, 4)}`, title, starts_on },
      ...{ ends_on: addDays(today, until), least_public_percent: least, other_uses: otherUses, note: '' },
      ...{ created_by: userOf('manager').id, created_at: iso(startOf(starts_on)) },
    },
    slots: series.flatMap((one): readonly Row[] => {
      const purpose = purposeOf(contract, one)
      return one['party_id'] === party_id && purpose
        ? [{ facility_id, series_id: one['series_id'], contract_id, purpose }]
        : []
    }),
  }
}

function purposeOf({ slots }: SampleContract, series: Row): Purpose | null {
  const found = Object.entries(slots).find(([title]) => String(series['title']).startsWith(title))
  return found?.[1] ?? null
}

function usesOf(
  { party, otherUses }: SampleContract,
  contract_id: string,
  slots: readonly Row[],
  { reservations = [] }: Rows,
  list: PriceList,
  today: LocalDate,
): readonly Row[] {
  const party_id = partyOf(party).id
  const used = reservations.filter((one) => one['party_id'] === party_id && one['state'] === 'ended')
  return used.flatMap((one): readonly Row[] => {
    const space = SPACES.find(({ id }) => id === one['space_id'])
    if (!space) return []
    const slot = slots.find(({ series_id }) => series_id === one['series_id'])
    const purpose = (slot?.['purpose'] as Purpose | undefined) ?? otherUses
    const during = { start: Date.parse(String(one['starts_at'])), end: Date.parse(String(one['ends_at'])) }
    const amount = amountOf({ space, during, purpose }, [list], DAY_TYPES, FACILITY.timeZone)
    const fen = amount.kind === 'priced' ? amount.fen : null
    return [
      {
        ...{ facility_id, reservation_id: one['reservation_id'], contract_id, purpose, computed_fen: fen, fen },
        ...{
          price_version: fen === null ? null : list.version,
          recorded_at: iso(Math.min(during.end, startOf(today))),
        },
      },
    ]
  })
}
