import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MessageWire, ThreadWire } from '@gongyue/shared/api/messages.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import {
  addOfficer,
  clearOrders,
  decide,
  faultsOf,
  line,
  placed,
  refusalOf,
  setPolicy,
  theatreDraft,
} from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import type { SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client
let order: OrderWire

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
  await house.pool.query('truncate mail_outbox')
  await house.pool.query('update users set email = null')
  order = await placed(officer, theatreDraft(jining, '09:00', '10:00'))
})
afterAll(async () => await house.close())

async function write(by: Client, text: string, more: object = {}, headers = {}) {
  house.clock.now += 1000
  return await by.post<MessageWire>(`/orders/${order.id}/messages`, { text, ...more }, headers)
}

async function thread(by: Client, id = order.id): Promise<ThreadWire> {
  const { status, body } = await by.get<ThreadWire>(`/orders/${id}/messages`)
  expect(status).toBe(200)
  return body
}

async function unread(by: Client) {
  return (await by.get<{ messages: number; orders: number }>('/messages/unread')).body
}

async function readAll(by: Client): Promise<void> {
  const { items } = await thread(by)
  const reply = await by.post(`/orders/${order.id}/read-mark`, { messageId: items.at(-1)?.id })
  expect(reply.status).toBe(204)
}

const setEmail = async (user: string, email: string): Promise<void> => {
  await house.pool.query('update users set email = $2 where user_id = $1', [jining.user(user), email])
}

test('both sides write and read, oldest first; a party is not told who of the house it was', async () => {
  await write(officer, '能否提前一小时进场布置？')
  await write(desk, '可以，请联系技术员。')
  const seen = (items: ThreadWire['items']) => items.map(({ side, author, mine, text }) => [side, author, mine, text])
  expect(seen((await thread(officer)).items)).toEqual([
    ['party', 'jining branch', true, '能否提前一小时进场布置？'],
    ['house', null, false, '可以，请联系技术员。'],
  ])
  expect(seen((await thread(desk)).items)).toEqual([
    ['party', 'jining branch', false, '能否提前一小时进场布置？'],
    ['house', 'jining desk', true, '可以，请联系技术员。'],
  ])
})

test('a branch never sees another’s thread, nor writes in it, nor marks it', async () => {
  const { body } = await write(officer, '内部情况')
  expect(refusalOf(await rival.get(`/orders/${order.id}/messages`))).toEqual([404, '/problems/not-found'])
  expect(refusalOf(await write(rival, '你好'))).toEqual([404, '/problems/not-found'])
  expect(refusalOf(await rival.post(`/orders/${order.id}/read-mark`, { messageId: body.id }))).toEqual([
    404,
    '/problems/not-found',
  ])
  expect(await unread(rival)).toEqual({ messages: 0, orders: 0 })
  expect((await (await house.as('berlin-desk')).get(`/orders/${order.id}/messages`)).status).toBe(404)
})

test('what is blank, too long or holds no text is a fault; the longest is kept', async () => {
  expect(faultsOf(await write(officer, ' \n'))).toEqual([['/text', 'blank']])
  expect(faultsOf(await write(officer, '长'.repeat(1001)))).toEqual([['/text', 'max-length']])
  expect(faultsOf(await write(officer, 'a\u0000b'))).toEqual([['/text', 'text']])
  expect((await write(officer, '长'.repeat(1000))).status).toBe(201)
  expect((await write(officer, '<b>粗</b> & "引"')).body.text).toBe('<b>粗</b> & "引"')
  expect((await thread(officer)).items).toHaveLength(2)
})

test('a message sent again with its key is written once, also by two at once', async () => {
  const key = { 'idempotency-key': 'message-0001' }
  const replies = await Promise.all([write(officer, '在吗', {}, key), write(officer, '在吗', {}, key)])
  expect(replies.map(({ status }) => status)).toEqual([201, 201])
  expect(replies[1]?.body).toEqual(replies[0]?.body)
  expect(refusalOf(await write(officer, '另一句', {}, key))).toEqual([409, '/problems/key-reused'])
  expect((await thread(officer)).items.map(({ text }) => text)).toEqual(['在吗'])
})

describe('unread', () => {
  test('counts what the other side has said since the mark, by person', async () => {
    await write(officer, '一')
    await write(officer, '二')
    expect([await unread(officer), await unread(desk)]).toEqual([
      { messages: 0, orders: 0 },
      { messages: 2, orders: 1 },
    ])
    await readAll(desk)
    const coordinator = await house.as('coordinator')
    expect([await unread(desk), await unread(coordinator)]).toEqual([
      { messages: 0, orders: 0 },
      { messages: 2, orders: 1 },
    ])
    await write(desk, '答复')
    expect(await unread(coordinator)).toEqual({ messages: 0, orders: 0 })
    const colleague = await addOfficer(house, 'colleague-m', ['branch-1'])
    await readAll(officer)
    expect([await unread(officer), await unread(colleague)]).toEqual([
      { messages: 0, orders: 0 },
      { messages: 1, orders: 1 },
    ])
  })

  test('stands in the list of orders and in the queue, and nowhere when there is none', async () => {
    await write(desk, '请补充节目单')
    const { body } = await officer.get<{ items: readonly OrderWire[] }>('/orders')
    expect(body.items.map((one) => one.unread)).toEqual([1])
    await write(officer, '已补充')
    const queue = await desk.get<{ items: readonly { order: OrderWire }[] }>('/queue')
    expect(queue.body.items.map((one) => one.order.unread)).toEqual([1])
    await readAll(desk)
    const again = await desk.get<{ items: readonly { order: OrderWire }[] }>('/queue')
    expect(again.body.items.map((one) => 'unread' in one.order)).toEqual([false])
  })

  test('a mark never goes back, and only a line of this thread is one', async () => {
    const first = (await write(desk, '一')).body
    await write(desk, '二')
    await readAll(officer)
    await officer.post(`/orders/${order.id}/read-mark`, { messageId: first.id })
    expect(await unread(officer)).toEqual({ messages: 0, orders: 0 })
    await write(desk, '三')
    await officer.post(`/orders/${order.id}/read-mark`, { messageId: 'ffffffff-ffff-7fff-8fff-ffffffffffff' })
    expect(await unread(officer)).toEqual({ messages: 1, orders: 1 })
  })
})

describe('the thread tells what became of the order', () => {
  const told = async (id = order.id) =>
    (await thread(officer, id)).items.map(({ kind, event }) => [kind, event?.name, event?.reasonCode, event?.reason])

  test('accepted, then cancelled', async () => {
    await decide(desk, order, { decision: 'accept' })
    await officer.post(`/orders/${order.id}/cancellation`, { reason: '演出改期' })
    expect(await told()).toEqual([
      ['system', 'accepted', null, null],
      ['system', 'withdrawn', null, '演出改期'],
    ])
    const [first] = (await thread(officer)).items
    const { spaceId, start, end } = theatreDraft(jining, '09:00', '10:00').lines[0] ?? {}
    expect(first?.event?.lines).toEqual([{ kind: 'space', spaceId, start, end }])
  })

  test('declined with the officer’s reason; the loser of a competition with that', async () => {
    const branch2 = { partyId: jining.party('branch-2') }
    const winner = await placed(rival, theatreDraft(jining, '09:00', '10:00', branch2))
    await decide(desk, winner, { decision: 'accept', displace: true })
    expect(await told()).toEqual([['system', 'declined', 'taken-by-other', null]])
    const other = await placed(officer, theatreDraft(jining, '14:00', '15:00'))
    await decide(desk, other, { decision: 'decline', reasonCode: 'other', reason: '请改到周日' })
    expect(await told(other.id)).toEqual([['system', 'declined', 'other', '请改到周日']])
  })

  test('a refused decision and a dry run leave no line', async () => {
    await decide(desk, order, { decision: 'decline' })
    await desk.post(`/orders/${order.id}/decisions?dryRun=true`, { decision: 'accept' })
    expect(await told()).toEqual([])
  })
})

describe('an offer', () => {
  const offered = () => ({ lines: [line(jining, 'theatre', '14:00', '15:00')] })

  test('of the desk reaches the branch, and holds nothing', async () => {
    await write(desk, '周六下午有空', { offer: offered() })
    const [message] = (await thread(officer)).items
    expect(message?.offer).toEqual(offered())
    const { rowCount } = await house.pool.query('select from claims')
    expect(rowCount).toBe(0)
  })

  test('is the house’s alone, and names a space and a span that can be', async () => {
    expect(refusalOf(await write(officer, '换一下', { offer: offered() }))).toEqual([403, '/problems/not-allowed'])
    const [good] = offered().lines
    const foreign = { ...good, spaceId: house.berlin.space('theatre') }
    const backwards = { ...good, end: good?.start }
    expect(faultsOf(await write(desk, '换', { offer: { lines: [foreign, backwards] } }))).toEqual([
      ['/offer/lines/0/spaceId', 'not-there'],
      ['/offer/lines/1/end', 'end-before-start'],
    ])
    expect((await thread(officer)).items).toEqual([])
  })
})

describe('a mail', () => {
  const mails = async () =>
    (await house.pool.query<{ recipient: string; subject: string }>('select recipient, subject from mail_outbox')).rows

  test('tells the other side, once, those who have an address and did not write it', async () => {
    await setEmail('branch', 'zhao@example.com')
    await setEmail('desk', 'sun@example.com')
    await write(officer, '在吗')
    expect(await mails()).toEqual([])
    const key = { 'idempotency-key': 'message-mail-1' }
    await write(desk, '在', {}, key)
    await write(desk, '在', {}, key)
    const subject = `【宫约】职工好声音（${order.reference}）：有新留言`
    expect(await mails()).toEqual([{ recipient: 'zhao@example.com', subject }])
    await write(officer, '谢谢')
    expect((await mails()).map(({ recipient }) => recipient)).toEqual(['zhao@example.com', 'sun@example.com'])
  })

  test('is not written where the policy says so', async () => {
    await setEmail('branch', 'zhao@example.com')
    await setPolicy(house, { mailNotices: false })
    // the house's facts are read anew by whoever decides
    await decide(desk, order, { decision: 'accept' })
    await write(desk, '已通过')
    expect(await mails()).toEqual([])
  })

  test('of a decline says when, where and why', async () => {
    await setEmail('branch', 'zhao@example.com')
    await decide(desk, order, { decision: 'decline', reasonCode: 'maintenance', reason: '请改到周日' })
    const { rows } = await house.pool.query<{ text_body: string; queued_at: number }>(
      'select text_body, queued_at from mail_outbox',
    )
    expect(rows.map(({ text_body: text }) => text)).toEqual([
      `jining branch-1：\n\n“职工好声音”（预约号 ${order.reference}）有新进展：未通过。\n\n` +
        '12月5日 周六 09:00–10:00 theatre室\n原因：场地检修。请改到周日\n\n' +
        '请登录宫约，打开这个预约查看和回复。本邮件由系统发出，请勿直接回复。',
    ])
    expect(rows[0]?.queued_at).toBe(house.clock.now)
  })

  test('of a decision goes with it, and stays away with a decision that is refused', async () => {
    await setEmail('branch', 'zhao@example.com')
    await desk.post(`/orders/${order.id}/decisions?dryRun=true`, { decision: 'accept' })
    expect(await mails()).toEqual([])
    await decide(desk, order, { decision: 'accept' })
    expect((await mails()).map(({ subject }) => subject)).toEqual([`【宫约】职工好声音（${order.reference}）：已同意`])
  })
})
