import { phaseOf, placeFor, type Asking } from '@gongyue/shared/domain/enrolment.ts'
import { listAskings, lockProgramme, readPlaces } from '@gongyue/db/queries/enrolments.ts'
import {
  insertEnrolments,
  listEnrolledPhones,
  listPartyKeys,
  type ImportedEnrolment,
} from '@gongyue/db/queries/imports.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import type { Column } from '../../xlsx/read-table.ts'
import { seatsOf } from '../programmes/offer-places.ts'
import { headingOf, repeated, textIn, type RowFault, type Table } from './table.ts'

export const ENROLMENT_COLUMNS: readonly Column[] = [
  { key: 'name', heading: ['姓名', 'name'], kind: 'text', required: true, max: 60 },
  { key: 'phone', heading: ['手机', '电话', '手机号', 'phone'], kind: 'phone', required: true },
  { key: 'party', heading: ['单位编码', 'party code'], kind: 'text', max: 40 },
]

/**
 * People for one class: a place while there are some, then the next in the line, in the order of the lines and with the seats of each branch.
 *
 * @throws HttpProblem `not-found` for a programme that takes nobody in: not there, a draft, called off, over, or no class
 */
export function enrolmentTable(
  { facilityId, programmeId, now }: { readonly facilityId: string; readonly programmeId: string; readonly now: number },
  newId: () => string,
): Table {
  const columns = ENROLMENT_COLUMNS
  return {
    kind: 'enrolments',
    columns,
    judge: async (client, rows) => {
      await lockProgramme(client, facilityId, programmeId)
      const places = await readPlaces(client, facilityId, programmeId)
      if (!places || places.kind !== 'class') throw new HttpProblem('not-found')
      const all: Asking[] = [...(await listAskings(client, facilityId, programmeId))]
      const taken = all.filter(({ state }) => state !== 'waiting').length
      if (['draft', 'cancelled', 'ended'].includes(phaseOf({ ...places, taken }, now)))
        throw new HttpProblem('not-found')
      const phones = new Set(await listEnrolledPhones(client, facilityId, programmeId))
      const parties = new Map((await listPartyKeys(client, facilityId)).map(({ code, id }) => [code, id]))
      const faults = rows.flatMap((row): readonly RowFault[] => {
        const [phone, party] = [textIn(row, 'phone'), textIn(row, 'party')]
        const at = (key: string) => ({ line: row.line, column: headingOf(columns, key) })
        return [
          ...(phones.has(phone) ? [{ ...at('phone'), key: 'row-stored' as const, params: { value: phone } }] : []),
          ...(party !== '' && !parties.has(party)
            ? [{ ...at('party'), key: 'row-unknown' as const, params: { value: party } }]
            : []),
        ]
      })
      const seats = seatsOf(places)
      const enrolments = rows.map((row, index): ImportedEnrolment => {
        const partyId = parties.get(textIn(row, 'party')) ?? null
        const state = placeFor(partyId, all, seats).kind === 'free' ? 'enrolled' : 'waiting'
        const id = newId()
        all.push({ id, partyId, state })
        // a millisecond apart: the line keeps the order of the table
        return { id, name: textIn(row, 'name'), phone: textIn(row, 'phone'), partyId, state, askedAt: now + index }
      })
      const enrolled = enrolments.filter(({ state }) => state === 'enrolled').length
      return {
        faults: [...repeated(rows, headingOf(columns, 'phone'), (row) => textIn(row, 'phone')), ...faults],
        outcome: { enrolled, waiting: rows.length - enrolled },
        save: async () => await insertEnrolments(client, facilityId, programmeId, enrolments),
      }
    },
  }
}
