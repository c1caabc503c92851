import type { ImportKind } from '@gongyue/shared/api/imports.ts'
import writeExcelFile from 'write-excel-file/node'
import type { Column } from '../../xlsx/read-table.ts'
import { ENROLMENT_COLUMNS } from './enrolment-table.ts'
import { PARTY_COLUMNS } from './party-table.ts'
import { PERSON_COLUMNS } from './person-table.ts'

const COLUMNS: Readonly<Record<ImportKind, readonly Column[]>> = {
  parties: PARTY_COLUMNS,
  people: PERSON_COLUMNS,
  enrolments: ENROLMENT_COLUMNS,
}

/** What is written in the column of each kind, as an example and in words. */
const EXAMPLES: Readonly<Record<ImportKind, Readonly<Record<string, readonly [example: string, hint: string]>>>> = {
  parties: {
    code: ['branch-101', '不能与已有单位重复'],
    name: ['某某有限公司工会', ''],
    kind: ['基层工会', '市总工会、县（市、区）总工会、乡镇（街道）工会、基层工会、合作单位、职工文化协会'],
    parent: ['town-01', '可以是系统里已有的，也可以是本表中的；没有上级则留空'],
    phone: ['0537-1234567', ''],
  },
  people: {
    name: ['张三', ''],
    kind: ['志愿者', '教师、技术人员、专家、工作人员、志愿者；留空为志愿者'],
    skills: ['书法、摄影', '用顿号分开'],
    phone: ['13800000000', '同一手机号视为同一人'],
    party: ['partner-01', '由单位派出的填单位编码，文化宫自有的留空'],
  },
  enrolments: {
    name: ['李四', ''],
    phone: ['13800000001', '同一手机号在一个班只能有一个名额'],
    party: ['branch-101', '没有单位则留空'],
  },
}

/** An empty table with its headings, and a second sheet that says what goes where: the first is read, so it holds nothing but lines. */
export async function templateBook(kind: ImportKind): Promise<Uint8Array> {
  const columns = COLUMNS[kind]
  const headings = columns.map(({ heading, required }) => ({
    ...{ value: `${heading[0] ?? ''}${required === true ? '*' : ''}`, type: String, fontWeight: 'bold' as const },
    ...{ backgroundColor: '#eeeeee', borderStyle: 'thin' as const },
  }))
  const text = (value: string) => ({ value, type: String, wrap: true })
  const hints = columns.map(({ key, heading, required }) => {
    const [example = '', hint = ''] = EXAMPLES[kind][key] ?? []
    return [heading[0] ?? '', required === true ? '必填' : '选填', example, hint].map(text)
  })
  return await writeExcelFile(
    [
      { sheet: '数据', data: [headings], columns: columns.map(() => ({ width: 22 })), stickyRowsCount: 1 },
      {
        sheet: '填写说明',
        data: [['列', '', '例子', '说明'].map(text), ...hints],
        columns: [{ width: 16 }, { width: 8 }, { width: 24 }, { width: 70 }],
      },
    ],
    { fontFamily: 'SimSun', fontSize: 11 },
  ).toBuffer()
}
