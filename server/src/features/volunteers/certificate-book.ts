import { PERSON_KIND_NAMES } from '@gongyue/shared/domain/person.ts'
import { hoursOf, starsOf } from '@gongyue/shared/domain/service.ts'
import type { ServedRecord, ServicePeriod } from '@gongyue/db/queries/served.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { writeBook } from '../../xlsx/write-book.ts'

/** Who served how many hours in a period, as a list to be signed and sealed: those without hours are left out. */
export async function certificateBook(
  served: readonly ServedRecord[],
  { from, until }: ServicePeriod,
  who: Pick<Who, 'name' | 'facilityName'>,
): Promise<Uint8Array> {
  const period = from === null && until === null ? '全部' : `${from ?? '最早'} 至 ${until ?? '今'}`
  const given = served.filter(({ minutes }) => minutes > 0)
  const rows = given.map((one, at) => [
    ...[at + 1, one.name, PERSON_KIND_NAMES[one.kind]['zh-CN'], one.skills.join('、'), one.services],
    ...[hoursOf(one.minutes), hoursOf(one.allMinutes), '★'.repeat(starsOf(one.allMinutes)), ''],
  ])
  const minutes = given.reduce((sum, one) => sum + one.minutes, 0)
  const services = given.reduce((sum, one) => sum + one.services, 0)
  return await writeBook([
    {
      name: '服务时长',
      title: '志愿者与专家服务时长证明名册',
      unit: who.facilityName['zh-CN'],
      period,
      filledBy: who.name,
      checkedBy: '',
      columns: [
        ...[{ heading: '序号', format: 'integer', width: 6 } as const, { heading: '姓名', width: 12 }],
        ...[
          { heading: '类别', width: 10 },
          { heading: '技能', width: 24 },
        ],
        { heading: '服务次数', format: 'integer', width: 10 },
        { heading: '服务时长（小时）', format: 'decimal', width: 16 },
        { heading: '累计（小时）', format: 'decimal', width: 12 },
        ...[
          { heading: '致谢星级', width: 10 },
          { heading: '签收', width: 12 },
        ],
      ],
      rows: [...rows, [null, '合计', `${given.length} 人`, '', services, hoursOf(minutes), null, '', '']],
    },
  ])
}
