import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OutboxWire } from '@gongyue/shared/api/mail.ts'
import { enqueueMail, takeMails } from '@gongyue/db/queries/mail.ts'
import { PAUSES, sendMails } from '@gongyue/server/jobs/send-mail.ts'
import { refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { openMailSink, type MailSink } from '../support/smtp.ts'

let sink: MailSink
let house: TestHouse
let manager: Client

beforeAll(async () => {
  sink = await openMailSink()
  house = await openHouse({ smtpUrl: sink.url, mailFrom: '宫约 <gongyue@example.org>', sessionHours: 24 * 30 })
  manager = await house.as('manager')
})
beforeEach(async () => {
  house.clock.now = NOW
  sink.manner = 'take'
  sink.mails.splice(0)
  await house.pool.query('truncate mail_outbox')
})
afterAll(async () => {
  await house.close()
  await sink.close()
})

async function enqueue(dedupeKey: string, to = 'zhao@example.com', facilityId = house.jining.id): Promise<boolean> {
  const mailId = house.app.newId()
  return await enqueueMail(house.pool, { facilityId, mailId, to, subject: '今日场地', text: '剧场 19:00\n', dedupeKey })
}

async function rows() {
  const { rows: found } = await house.pool.query<{ state: string; tries: number; last_error: string | null }>(
    'select state, tries, last_error from mail_outbox order by mail_id',
  )
  return found.map(({ state, tries, last_error: error }) => [state, tries, error])
}

async function outbox(by: Client = manager): Promise<OutboxWire> {
  return (await by.get<OutboxWire>('/mails')).body
}

test('a mail is queued once for a key, and handed over once', async () => {
  expect([await enqueue('duty 2026-12-02'), await enqueue('duty 2026-12-02')]).toEqual([true, false])
  await sendMails(house.app)
  await sendMails(house.app)
  expect(sink.mails).toHaveLength(1)
  const [mail = ''] = sink.mails
  expect(mail).toContain('To: zhao@example.com')
  expect(mail).toContain('<gongyue@example.org>')
  expect(mail).toMatch(/Message-ID:\s+<[0-9a-f-]{36}\.[0-9a-f-]{36}@gongyue>/)
  expect(await rows()).toEqual([['sent', 1, null]])
})

test('the same key in another palace is another mail', async () => {
  await enqueue('duty 2026-12-02')
  expect(await enqueue('duty 2026-12-02', 'anna@example.com', house.berlin.id)).toBe(true)
})

test('of ten processes that send at once, each mail is sent by one', async () => {
  for (let i = 0; i < 20; i += 1) await enqueue(`mail ${i}`)
  await Promise.all(Array.from({ length: 10 }, async () => await sendMails(house.app)))
  expect(sink.mails).toHaveLength(20)
  expect(new Set(sink.mails.map((mail) => /Message-ID:\s+(\S+)/.exec(mail)?.[1])).size).toBe(20)
})

test('a server that is busy is asked again after growing pauses, and at last a person has to look', async () => {
  await enqueue('patient')
  sink.manner = 'busy'
  for (const minutes of PAUSES) {
    await sendMails(house.app)
    expect((await rows())[0]?.[0]).toBe('queued')
    house.clock.now += minutes * 60_000 - 1
    const tries = (await rows())[0]?.[1]
    await sendMails(house.app)
    expect((await rows())[0]?.[1]).toBe(tries)
    house.clock.now += 1
  }
  await sendMails(house.app)
  expect(await rows()).toEqual([['failed', 6, expect.stringContaining('451 try later')]])
})

test('a server that is away is tried again', async () => {
  const away = await openHouse({ smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'gongyue@example.org' })
  try {
    const { id: facilityId } = away.jining
    const mail = { facilityId, mailId: away.app.newId(), to: 'zhao@example.com', subject: '', text: '', dedupeKey: 'x' }
    await enqueueMail(away.pool, mail)
    await sendMails(away.app)
    const { rows: found } = await away.pool.query('select state, last_error from mail_outbox')
    expect(found).toEqual([{ state: 'queued', last_error: expect.stringContaining('ECONNREFUSED') }])
  } finally {
    await away.close()
  }
})

test('an address that is refused is not tried again', async () => {
  await enqueue('nobody', 'nobody@example.com')
  sink.manner = 'refuse'
  await sendMails(house.app)
  expect(await rows()).toEqual([['failed', 1, expect.stringContaining('550 no such mailbox')]])
})

test('a server that dies before it has the text gets the mail again, one that dies after it does not', async () => {
  await enqueue('before')
  sink.manner = 'die-at-text'
  await sendMails(house.app)
  expect((await rows()).map(([state]) => state)).toEqual(['queued'])
  await house.pool.query('truncate mail_outbox')
  await enqueue('after')
  sink.manner = 'die-after-text'
  await sendMails(house.app)
  sink.manner = 'take'
  house.clock.now += 24 * 3_600_000
  await sendMails(house.app)
  expect(sink.mails).toHaveLength(1)
  expect(await rows()).toEqual([['failed', 1, 'interrupted']])
})

test('what a dead process had in hand is left to a person', async () => {
  await enqueue('lost')
  await takeMails(house.pool, house.clock.now, 10)
  house.clock.now += 9 * 60_000
  await sendMails(house.app)
  expect(await rows()).toEqual([['sending', 1, null]])
  house.clock.now += 2 * 60_000
  await sendMails(house.app)
  expect([await rows(), sink.mails.length]).toEqual([[['failed', 1, 'abandoned']], 0])
})

describe('the outbox', () => {
  test('shows management what waits and what failed, with masked addresses; another palace’s mails are not there', async () => {
    await enqueue('one')
    await enqueue('two', 'anna@example.com', house.berlin.id)
    const { sending, counts, items } = await outbox()
    expect([sending, counts]).toEqual([true, { queued: 1, sending: 0, sent: 0, failed: 0 }])
    expect(items.map(({ to, subject, text, state }) => [to, subject, text, state])).toEqual([
      ['z***@example.com', '今日场地', '剧场 19:00\n', 'queued'],
    ])
    expect(refusalOf(await (await house.as('desk')).get('/mails'))).toEqual([403, '/problems/not-allowed'])
  })

  test('a failed mail is sent again on a person’s word, and that is on record', async () => {
    await enqueue('again')
    sink.manner = 'refuse'
    await sendMails(house.app)
    const [failed] = (await outbox()).items
    sink.manner = 'take'
    const again = await manager.post<{ state: string }>(`/mails/${failed?.id}/retry`)
    expect([again.status, again.body.state]).toEqual([200, 'queued'])
    await sendMails(house.app)
    expect(await rows()).toEqual([['sent', 1, null]])
    expect(refusalOf(await manager.post(`/mails/${failed?.id}/retry`))).toEqual([404, '/problems/not-found'])
    const { rows: audit } = await house.pool.query('select action from audit_events where noun_id = $1', [failed?.id])
    expect(audit).toEqual([{ action: 'send-mail-again' }])
  })

  test('without a mail server nothing is touched, and the outbox says so', async () => {
    const silent = await openHouse()
    try {
      const { id: facilityId } = silent.jining
      const mail = { facilityId, mailId: silent.app.newId(), to: 'a@b.cn', subject: 's', text: 't', dedupeKey: 'x' }
      await enqueueMail(silent.pool, mail)
      await sendMails(silent.app)
      const { sending, counts } = await outbox(await silent.as('manager'))
      expect([sending, counts.queued]).toEqual([false, 1])
    } finally {
      await silent.close()
    }
  })
})

test('an address that is none is refused by the floor', async () => {
  for (const to of ['zhao', 'a b@example.com', 'a@example.com, b@example.com', 'a@b\nBcc: c@d'])
    await expect(enqueue(`to ${to}`, to)).rejects.toMatchObject({ constraint: 'mail_outbox_recipient_check' })
})
