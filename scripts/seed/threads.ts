import { createHash } from 'node:crypto'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { addDays, type LocalDate } from '@gongyue/shared/time/wall.ts'
import type { SampleOrder } from './agenda.ts'
import { spanOn, startOf } from './days.ts'
import type { Deed } from './deeds.ts'
import { idOf } from './dice.ts'
import { FACILITY } from './house.ts'
import { userOf } from './people.ts'
import { iso, type Row, type Rows } from './rows.ts'

const facility_id = FACILITY.id

/** An order of the sample with what its thread is told by. */
export interface ToldOrder {
  readonly order: SampleOrder
  readonly id: string
  readonly reference: string
  readonly lineIds: readonly string[]
  readonly deeds: readonly Deed[]
}

/** What was said of orders and what became of them, a file, and the mails about it. The last answers of the house are unread. */
export function threadRows(orders: readonly ToldOrder[], today: LocalDate): Rows {
  const threads = orders.map((told) => ({
    told,
    lines: [...decisionsOf(told), ...(told.order.placedAt < startOf(today) ? talkOf(told, today) : [])].toSorted(
      (one, other) => one.at - other.at,
    ),
  }))
  const files = orders.flatMap((told) => filesOf(told))
  return {
    messages: threads.flatMap(({ lines }) => lines.map(({ row }) => row)),
    message_reads: threads.flatMap(({ told, lines }) => {
      const read = TALKS[told.order.title] ? lines.filter(({ row }) => row['side'] === 'party') : lines
      const last = read.at(-1)
      if (last === undefined) return []
      const mark = { facility_id, order_id: told.id, message_id: last.row['message_id'] }
      return [{ ...mark, user_id: told.order.placedBy.id }]
    }),
    attachments: files.map(({ row }) => row),
    attachment_pieces: files.map(({ piece }) => piece),
    mail_outbox: mailsOf(orders, today),
  }
}

interface ThreadLine {
  readonly at: number
  readonly row: Row
}

/** Who says what, how long after the order was placed. */
type Talk = readonly (readonly [side: 'party' | 'house', minutes: number, text: string])[]

const TALKS: Readonly<Record<string, Talk>> = {
  恒岱精工年度职工文艺汇演: [
    ['party', 20, '您好，汇演需要提前一天下午进场走台，可以吗？'],
    ['house', 95, '走台需另占半天，请告诉我们大概几点到几点。另外，请把节目单和灯光需求传上来。'],
    ['party', 240, '走台 14:00–17:00 就够了，节目单已上传。'],
  ],
  '微澜家纺“最美女工”颁奖晚会': [
    ['party', 15, '如果剧场当晚已有安排，我们周日晚上也可以。'],
    ['house', 180, '收到。当晚确有两家申请，我们研究后尽快答复。'],
  ],
  任城区消费帮扶展销会: [
    ['party', 30, '帐篷由我们自带，需要两路 380V 电源。'],
    ['party', 2880, '请问审批结果什么时候能出来？我们要通知参展商户。'],
  ],
  运安街道基层工会干部业务培训: [['party', 10, '需要投影和 2 支无线话筒，茶水我们自备。']],
}

function talkOf({ order, id }: ToldOrder, today: LocalDate): readonly ThreadLine[] {
  return (TALKS[order.title] ?? []).flatMap(([side, minutes, body], index) => {
    const at = order.placedAt + minutes * MINUTE
    if (at >= startOf(today)) return []
    const author_id = side === 'party' ? order.placedBy.id : userOf('desk').id
    return [lineOf(id, `talk ${index}`, at, { kind: 'text', side, author_id, body, event: null, params: {} })]
  })
}

/** The system lines that the server would have written with each decision. */
function decisionsOf({ order, id, lineIds, deeds }: ToldOrder): readonly ThreadLine[] {
  return deeds.flatMap(({ action, at, by, data }, index) => {
    if (action === 'place-order') return []
    const event = action === 'cancel-order' ? 'withdrawn' : data['decision'] === 'accept' ? 'accepted' : 'declined'
    const said = data['lineIds'] as readonly string[] // deeds.ts writes them
    const lines = order.lines.flatMap(({ space, during }, i) =>
      said.includes(lineIds[i] ?? '') ? [{ spaceId: space.id, start: during.start, end: during.end }] : [],
    )
    const params = { reasonCode: data['reasonCode'] ?? null, reason: null, lines }
    const side = action === 'cancel-order' ? 'party' : 'house'
    return [lineOf(id, `deed ${index}`, at, { kind: 'system', side, author_id: by, body: '', event, params })]
  })
}

function lineOf(order_id: string, key: string, at: number, rest: Row): ThreadLine {
  return {
    at,
    row: { facility_id, message_id: idOf(`message ${order_id} ${key}`, at), order_id, at: iso(at), ...rest },
  }
}

const PROGRAMME =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n' +
  '4 0 obj<</Length 58>>stream\nBT /F1 18 Tf 72 760 Td (Programme: 18 acts, 120 min) Tj ET\nendstream endobj\n' +
  '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'

/** One programme, handed in by the branch that asks for the theatre. */
function filesOf({ order, id }: ToldOrder): readonly { readonly row: Row; readonly piece: Row }[] {
  if (order.title !== '恒岱精工年度职工文艺汇演') return []
  const content = Buffer.from(PROGRAMME)
  const at = order.placedAt + 235 * MINUTE
  const attachment_id = idOf(`attachment ${id}`, at)
  const row = {
    ...{
      facility_id,
      attachment_id,
      order_id: id,
      uploaded_by: order.placedBy.id,
      name: '汇演节目单.pdf',
      type: 'pdf',
    },
    ...{ bytes: content.length, sha256: hex(createHash('sha256').update(content).digest()), at: iso(at) },
  }
  return [{ row, piece: { facility_id, attachment_id, position: 0, data: hex(content) } }]
}

/** As PostgreSQL reads bytes from text. */
function hex(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`
}

/** One mail that waits, one that was sent and one that failed. */
function mailsOf(orders: readonly ToldOrder[], today: LocalDate): readonly Row[] {
  const about = (title: string) => orders.find(({ order }) => order.title === title)
  const mail = (title: string, clock: string, what: string, text: string, rest: Row): readonly Row[] => {
    const told = about(title)
    if (!told) return []
    const at = spanOn(addDays(today, -1), clock, 1).start
    const { reference, order } = told
    const row = {
      ...{ facility_id, mail_id: idOf(`mail ${reference} ${clock}`, at), dedupe_key: `sample ${reference} ${clock}` },
      subject: `【宫约】${title}（${reference}）：${what}`,
      text_body: `${order.party.name}：\n\n“${title}”（预约号 ${reference}）有新进展：${what}。\n\n${text}\n\n请登录宫约，打开这个预约查看和回复。`,
      ...{ queued_at: iso(at), tried_at: null, sent_at: null, last_error: null, tries: 0 },
      ...rest,
    }
    return [row]
  }
  const later = iso(spanOn(addDays(today, -1), '15:31', 1).start)
  return [
    ...mail('恒岱精工年度职工文艺汇演', '15:30', '有新留言', '走台需另占半天，请告诉我们大概几点到几点。', {
      ...{ recipient: 'branch@example.com', state: 'sent', tries: 1, tried_at: later, sent_at: later },
    }),
    ...mail('微澜家纺“最美女工”颁奖晚会', '16:10', '有新留言', '当晚确有两家申请，我们研究后尽快答复。', {
      ...{ recipient: 'branch2@example.com', state: 'queued' },
    }),
    ...mail('微澜家纺女工合唱队排练', '17:20', '有新留言', '排练厅周五 18:30 可用，请确认人数。', {
      ...{ recipient: 'old-address@example.com', state: 'failed', tries: 1, tried_at: later },
      last_error: '550 5.1.1 mailbox unavailable',
    }),
  ]
}
