import type { FiguresWire, FigureSumWire } from '@gongyue/shared/api/reports.ts'
import { figureKindNames, furtherFigureNames, furtherValue } from '@gongyue/shared/i18n/figures.ts'
import { writeBook, type BookColumn, type BookSheet } from '../../xlsx/write-book.ts'

/** Who reports: what stands above and below every sheet. */
export interface Reporter {
  readonly unit: string
  readonly filledBy: string
  readonly checkedBy: string
}

const SUMS: readonly BookColumn[] = [
  { heading: '场次', format: 'integer' },
  { heading: '期（项）数', format: 'integer' },
  { heading: '现场人次', format: 'integer' },
  { heading: '线上人次', format: 'integer' },
  { heading: '小时', format: 'decimal' },
  { heading: '未登记人数的场次', format: 'integer' },
]

/** The figures of a period as superiors want them: a sheet for each table of the page. */
export async function figuresBook(figures: FiguresWire, reporter: Reporter): Promise<Uint8Array> {
  const { from, until, total, offHours } = figures
  const form = (name: string, title: string, columns: readonly BookColumn[], rows: BookSheet['rows']): BookSheet => ({
    ...reporter,
    ...{ name, columns, rows },
    title: `${reporter.unit}${title}`,
    period: `${from} 至 ${until}`,
    notes: [
      '场次指实际举行的场次；人次依次取现场清点、点名、签到；错时指工作日 17:30 后、周末和法定节假日开始的场次。',
    ],
  })
  const first = (heading: string): BookColumn => ({ heading, width: 28 })
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  return await writeBook([
    form(
      '总表',
      '工作数据总表',
      [first('类别'), ...SUMS],
      [
        ...figures.kinds.map((row) => [figureKindNames[row.kind]['zh-CN'], ...sums(row)]),
        ['合计', ...sums(total)],
        ['其中：错时服务', ...sums(offHours)],
      ],
    ),
    form(
      '按月',
      '分月工作数据',
      [first('月份'), ...SUMS],
      [...figures.months.map((row) => [row.month, ...sums(row)]), ['合计', ...sums(total)]],
    ),
    form(
      '按县市区',
      '分县（市、区）工作数据',
      [first('县（市、区）'), ...SUMS],
      [
        ...figures.counties.map((row) => [row.name === '' ? '市直及其他' : row.name, ...sums(row)]),
        ['合计', ...sums(total)],
      ],
    ),
    form(
      '按单位',
      '分单位工作数据',
      [first('单位'), ...SUMS],
      figures.parties.map((row) => [row.name, ...sums(row)]),
    ),
    form(
      '场地利用率',
      '场地利用情况',
      [
        first('场地'),
        { heading: '场次', format: 'integer' },
        { heading: '现场人次', format: 'integer' },
        { heading: '开放小时', format: 'decimal' },
        { heading: '使用小时', format: 'decimal' },
        { heading: '利用率', format: 'percent' },
        { heading: '错时利用率', format: 'percent' },
      ],
      figures.spaces.map((row) => [
        ...[row.name['zh-CN'], row.sessions, row.onSite, row.openMinutes / 60, row.usedMinutes / 60],
        ...[share(row.usedMinutes, row.openMinutes), share(row.offUsedMinutes, row.offOpenMinutes)],
      ]),
    ),
    form(
      '其他',
      '其他工作数据',
      [first('项目'), { heading: '数量', format: 'decimal' }, { heading: '单位' }],
      figures.further.map(({ figure, value }) => {
        const { name, unit } = furtherFigureNames[figure]
        return [name['zh-CN'], furtherValue(figure, value), unit['zh-CN']]
      }),
    ),
  ])
}

function sums({ sessions, programmes, onSite, online, minutes, uncounted }: FigureSumWire): readonly number[] {
  return [sessions, programmes, onSite, online, minutes / 60, uncounted]
}
