import type { FastifyInstance } from 'fastify'
import type { StatementWire } from '@gongyue/shared/api/contracts.ts'
import { PURPOSE_NAMES, sharesOf } from '@gongyue/shared/domain/contract.ts'
import { hoursOf } from '@gongyue/shared/domain/service.ts'
import { addDays, dayOf } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { listUses } from '@gongyue/db/queries/uses.ts'
import { writeBook } from '../../xlsx/write-book.ts'
import { findContract } from './read-contract.ts'
import { contractSummary, useWire } from './wire.ts'

/** What a contract came to in a month (`2026-12`), use by use; null for a contract the reader may not see. */
export async function readStatement(
  app: FastifyInstance,
  who: Who,
  id: string,
  month: string,
): Promise<StatementWire | null> {
  const { pool } = app.pg
  const contract = await findContract(pool, who, id)
  if (!contract) return null
  const facts = factsAt(await app.houses.known(who.facilityId), app.clock())
  const first = `${month}-01`
  // never a day of the month after next
  const next = `${addDays(first, 31).slice(0, 7)}-01`
  const within = { start: dayOf(first, who.timeZone).start, end: dayOf(next, who.timeZone).start }
  const uses = (await listUses(pool, who.facilityId, id, within)).map((use) => useWire(use, facts))
  return {
    contract: contractSummary(contract, facts),
    month,
    uses,
    shares: sharesOf(uses),
    income: uses.reduce((sum, { fen }) => sum + (fen ?? 0), 0),
    unpriced: uses.filter(({ fen }) => fen === null).length,
  }
}

/** The statement as superiors want it. */
export async function statementBook(
  { contract, month, uses, shares, income, unpriced }: StatementWire,
  who: Pick<Who, 'name' | 'facilityName'>,
): Promise<Uint8Array> {
  const rows = uses.map((use) => [
    ...[
      use.start.slice(0, 10),
      `${use.start.slice(11, 16)}–${use.end.slice(11, 16)}`,
      use.spaceName['zh-CN'],
      use.title,
    ],
    ...[PURPOSE_NAMES[use.purpose]['zh-CN'], hoursOf(use.minutes), use.computedFen, use.fen, use.reason ?? ''],
  ])
  const hours = hoursOf(shares.publicMinutes + shares.commercialMinutes)
  const total = ['合计', '', '', `${uses.length} 场`, '', hours, null, income, '']
  const share = shares.publicPercent === null ? '—' : `${shares.publicPercent}%`
  return await writeBook([
    {
      name: month,
      title: `${contract.partyName}场地使用对账单`,
      unit: who.facilityName['zh-CN'],
      period: month,
      filledBy: who.name,
      checkedBy: '',
      columns: [
        ...[
          { heading: '日期', width: 12 },
          { heading: '时间', width: 14 },
          { heading: '场地', width: 18 },
        ],
        ...[
          { heading: '内容', width: 28 },
          { heading: '性质', width: 8 },
        ],
        { heading: '时长（小时）', format: 'decimal', width: 12 },
        { heading: '应收（元）', format: 'money', width: 12 },
        { heading: '实记（元）', format: 'money', width: 12 },
        { heading: '更正原因', width: 24 },
      ],
      rows: [...rows, total],
      notes: [
        `协议：${contract.title}（${contract.number || '无编号'}），${contract.startsOn} 至 ${contract.endsOn}`,
        `公益 ${hoursOf(shares.publicMinutes)} 小时，商业 ${hoursOf(shares.commercialMinutes)} 小时，公益占比 ${share}，约定不低于 ${contract.leastPublicPercent}%`,
        ...(unpriced > 0 ? [`另有 ${unpriced} 场没有价目，未计金额`] : []),
      ],
    },
  ])
}
