import { PERSON_KIND_NAMES, PERSON_KINDS, type PersonKind } from '@gongyue/shared/domain/person.ts'
import { plainPhone } from '@gongyue/shared/domain/phone.ts'
import { insertPeople, listPartyKeys, listPersonKeys } from '@gongyue/db/queries/imports.ts'
import { lockFacts } from '@gongyue/db/queries/no-shows.ts'
import type { Column, TableRow } from '../../xlsx/read-table.ts'
import { headingOf, repeated, textIn, type RowFault, type Table } from './table.ts'

export const PERSON_COLUMNS: readonly Column[] = [
  { key: 'name', heading: ['姓名', 'name'], kind: 'text', required: true, max: 60 },
  { key: 'kind', heading: ['类别', 'kind'], kind: 'text', max: 20 },
  { key: 'skills', heading: ['技能', '特长', 'skills'], kind: 'text', max: 400 },
  { key: 'phone', heading: ['手机', '电话', 'phone'], kind: 'phone' },
  { key: 'party', heading: ['派出单位编码', '单位编码', 'party code'], kind: 'text', max: 40 },
]

/** The longest word for something somebody can do. */
const SKILL_LENGTH = 40

/** Instructors, experts and volunteers. Two of one telephone number are one person, and so are two of one name and kind without a number. */
export function personTable(facilityId: string, newId: () => string): Table {
  const columns = PERSON_COLUMNS
  return {
    kind: 'people',
    columns,
    judge: async (client, rows) => {
      await lockFacts(client, facilityId)
      const stored = await listPersonKeys(client, facilityId)
      const parties = new Map((await listPartyKeys(client, facilityId)).map(({ code, id }) => [code, id]))
      const phones = new Set(stored.flatMap(({ phone }) => (phone === null ? [] : [plainPhone(phone)])))
      const names = new Set(stored.flatMap(({ phone, name, kind }) => (phone === null ? [`${kind} ${name}`] : [])))
      const faults = rows.flatMap((row): readonly RowFault[] => {
        const [phone, party, kind] = [textIn(row, 'phone'), textIn(row, 'party'), kindOf(row)]
        const wrong = (key: string, fault: RowFault['key'], params: RowFault['params']): RowFault => ({
          ...{ line: row.line, column: headingOf(columns, key), key: fault, params },
        })
        const name = textIn(row, 'name')
        return [
          ...(phones.has(phone) ? [wrong('phone', 'row-stored', { value: phone })] : []),
          ...(phone === '' && names.has(`${kind ?? ''} ${name}`) ? [wrong('name', 'row-stored', { value: name })] : []),
          ...(kind === null ? [wrong('kind', 'row-unknown', { value: textIn(row, 'kind') })] : []),
          ...(party !== '' && !parties.has(party) ? [wrong('party', 'row-unknown', { value: party })] : []),
          ...(skillsOf(row).some((skill) => skill.length > SKILL_LENGTH)
            ? [wrong('skills', 'cell-too-long', { max: SKILL_LENGTH })]
            : []),
        ]
      })
      const people = rows.map((row) => ({
        id: newId(),
        name: textIn(row, 'name'),
        kind: kindOf(row) ?? 'volunteer',
        skills: skillsOf(row),
        phone: textIn(row, 'phone') || null,
        partyId: parties.get(textIn(row, 'party')) ?? null,
      }))
      return {
        faults: [
          ...repeated(rows, headingOf(columns, 'phone'), (row) => textIn(row, 'phone')),
          ...repeated(rows, headingOf(columns, 'name'), (row) =>
            textIn(row, 'phone') === '' ? `${kindOf(row) ?? ''} ${textIn(row, 'name')}` : '',
          ),
          ...faults,
        ],
        outcome: { people: rows.length },
        save: async () => await insertPeople(client, facilityId, people),
      }
    },
  }
}

/** A line that does not say is a volunteer. */
function kindOf(row: TableRow): PersonKind | null {
  const said = textIn(row, 'kind').toLowerCase()
  if (said === '') return 'volunteer'
  return PERSON_KINDS.find((kind) => said === kind || said === PERSON_KIND_NAMES[kind]['zh-CN']) ?? null
}

function skillsOf(row: TableRow): readonly string[] {
  const words = textIn(row, 'skills').split(/[、，,;；/]/)
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))]
}
