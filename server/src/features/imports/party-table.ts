import { PARTY_KIND_NAMES, PARTY_KINDS, type PartyKind } from '@gongyue/shared/domain/party.ts'
import { insertParties, listPartyKeys } from '@gongyue/db/queries/imports.ts'
import { lockFacts } from '@gongyue/db/queries/no-shows.ts'
import type { Column, TableRow } from '../../xlsx/read-table.ts'
import { headingOf, repeated, textIn, type RowFault, type Table } from './table.ts'

export const PARTY_COLUMNS: readonly Column[] = [
  { key: 'code', heading: ['编码', 'code'], kind: 'text', required: true, max: 40 },
  { key: 'name', heading: ['名称', '单位名称', 'name'], kind: 'text', required: true, max: 120 },
  { key: 'kind', heading: ['类型', 'kind'], kind: 'text', required: true, max: 20 },
  { key: 'parent', heading: ['上级编码', 'parent code'], kind: 'text', max: 40 },
  { key: 'phone', heading: ['电话', '联系电话', 'phone'], kind: 'phone' },
]

/** Kinds that come from a table; persons and the palace itself do not. */
const KINDS: readonly PartyKind[] = PARTY_KINDS.filter((kind) => kind !== 'person' && kind !== 'palace')

/** Unions, branches, partners and associations with their tree. A parent may stand behind its children, or be there already. */
export function partyTable(facilityId: string, newId: () => string): Table {
  const columns = PARTY_COLUMNS
  return {
    kind: 'parties',
    columns,
    judge: async (client, rows) => {
      await lockFacts(client, facilityId)
      const stored = await listPartyKeys(client, facilityId)
      const idOfCode = new Map(stored.map(({ code, id }) => [code, id]))
      const names = new Set(stored.map(({ name, parentId }) => `${parentId ?? ''} ${name}`))
      const own = new Map(rows.map((row) => [textIn(row, 'code'), newId()]))
      const parentOf = new Map(rows.map((row) => [textIn(row, 'code'), textIn(row, 'parent')]))
      const faults = rows.flatMap((row): readonly RowFault[] => {
        const [code, name, parent] = [textIn(row, 'code'), textIn(row, 'name'), textIn(row, 'parent')]
        const wrong = (key: string, fault: RowFault['key'], value: string): RowFault => ({
          ...{ line: row.line, column: headingOf(columns, key), key: fault },
          params: { value },
        })
        return [
          ...(idOfCode.has(code) ? [wrong('code', 'row-stored', code)] : []),
          ...(name !== '' && names.has(`${idOfCode.get(parent) ?? ''} ${name}`)
            ? [wrong('name', 'row-stored', name)]
            : []),
          ...(kindOf(row) === null && textIn(row, 'kind') !== ''
            ? [wrong('kind', 'row-unknown', textIn(row, 'kind'))]
            : []),
          ...(parent !== '' && !idOfCode.has(parent) && !own.has(parent)
            ? [wrong('parent', 'row-unknown', parent)]
            : []),
          ...(isCircle(code, parentOf) ? [wrong('parent', 'row-circle', parent)] : []),
        ]
      })
      const parties = rows.map((row) => ({
        id: own.get(textIn(row, 'code')) ?? newId(),
        code: textIn(row, 'code'),
        name: textIn(row, 'name'),
        kind: kindOf(row) ?? 'branch',
        parentId: idOfCode.get(textIn(row, 'parent')) ?? own.get(textIn(row, 'parent')) ?? null,
        phone: textIn(row, 'phone') || null,
      }))
      return {
        faults: [
          ...repeated(rows, headingOf(columns, 'code'), (row) => textIn(row, 'code')),
          ...repeated(rows, headingOf(columns, 'name'), (row) => `${textIn(row, 'parent')} ${textIn(row, 'name')}`),
          ...faults,
        ],
        outcome: { parties: rows.length },
        save: async () => await insertParties(client, facilityId, parties),
      }
    },
  }
}

function kindOf(row: TableRow): PartyKind | null {
  const said = textIn(row, 'kind').toLowerCase()
  const found = KINDS.find((kind) => {
    const name = PARTY_KIND_NAMES[kind]
    return said === kind || said === name['zh-CN'] || said === name.en
  })
  return found ?? SHORT[said] ?? null
}

/** As people write them. */
const SHORT: Readonly<Record<string, PartyKind>> = {
  县总工会: 'county',
  区总工会: 'county',
  县区总工会: 'county',
  乡镇工会: 'town',
  街道工会: 'town',
  乡镇街道工会: 'town',
  协会: 'association',
}

/** Whether the way up comes back to where it began. */
function isCircle(code: string, parentOf: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>()
  for (let at = parentOf.get(code) ?? ''; at !== '' && !seen.has(at); at = parentOf.get(at) ?? '') {
    if (at === code) return true
    seen.add(at)
  }
  return false
}
