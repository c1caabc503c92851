import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AttachmentWire } from '@gongyue/shared/api/attachments.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS } from '@gongyue/shared/domain/attachment.ts'
import { addOfficer, clearOrders, decide, faultsOf, placed, refusalOf, theatreDraft } from '../support/booking.ts'
import { DOCX, formWith, JPG, pdf, PNG, WEBP, XLSX, zip } from '../support/files.ts'
import { openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'

let house: TestHouse
let officer: Client
let rival: Client
let desk: Client
let order: OrderWire

beforeAll(async () => {
  house = await openHouse()
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
})
beforeEach(async () => {
  await clearOrders(house.pool)
  order = await placed(officer, theatreDraft(house.jining, '09:00', '10:00'))
})
afterAll(async () => await house.close())

async function send(
  by: Client,
  form: ReturnType<typeof formWith>,
  headers: Record<string, string> = {},
  orderId = order.id,
): Promise<Reply<AttachmentWire>> {
  const reply = await house.app.inject({
    method: 'POST',
    url: `/api/v1/orders/${orderId}/attachments`,
    payload: form.payload,
    headers: { ...form.headers, cookie: by.cookie ?? '', 'x-csrf-token': by.csrfToken ?? '', ...headers },
  })
  return { status: reply.statusCode, headers: reply.headers, body: reply.json<AttachmentWire>(), text: reply.body }
}

async function upload(by: Client, filename: string, content: Buffer): Promise<Reply<AttachmentWire>> {
  return await send(by, formWith({ filename, content }))
}

async function kept(): Promise<readonly string[]> {
  const { rows } = await house.pool.query<{ name: string }>('select name from attachments order by attachment_id')
  const pieces = await house.pool.query('select distinct attachment_id from attachment_pieces')
  expect(pieces.rowCount).toBe(rows.length)
  return rows.map(({ name }) => name)
}

test.each([
  ['节目单.pdf', pdf(), 'pdf'],
  ['照片.JPEG', JPG, 'jpg'],
  ['海报.png', PNG, 'png'],
  ['海报.webp', WEBP, 'webp'],
  ['方案.docx', DOCX, 'docx'],
  ['名单.xlsx', XLSX, 'xlsx'],
])('%s is taken, and comes back byte for byte', async (name, content, type) => {
  const { status, body } = await upload(officer, name, content)
  expect(status).toBe(201)
  expect([body.type, body.bytes, body.deletable]).toEqual([type, content.length, true])
  expect(body.sha256).toBe(createHash('sha256').update(content).digest('hex'))
  const back = await house.app.inject({
    url: `/api/v1/orders/${order.id}/attachments/${body.id}`,
    headers: { cookie: desk.cookie ?? '' },
  })
  expect(back.rawPayload.equals(content)).toBe(true)
  const { headers } = back
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox")
  expect(headers['content-disposition']).toBe(
    `attachment; filename="file.${type}"; filename*=UTF-8''${encodeURIComponent(body.name)}`,
  )
  expect(headers['cache-control']).toBe('no-store')
})

test('a file of several pieces comes back whole', async () => {
  const content = Buffer.concat([pdf(), Buffer.from(Array.from({ length: 700_000 }, (_, i) => (i * 7) % 251))])
  const { body } = await upload(officer, 'big.pdf', content)
  const pieces = await house.pool.query('select length(data) as length from attachment_pieces order by position')
  expect(pieces.rows.map((row: { length: number }) => row.length)).toEqual([262_144, 262_144, content.length - 524_288])
  const back = await house.app.inject({
    url: `/api/v1/orders/${order.id}/attachments/${body.id}`,
    headers: { cookie: officer.cookie ?? '' },
  })
  expect(back.rawPayload.equals(content)).toBe(true)
})

describe('is refused, with the reason, and leaves nothing', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const html = Buffer.from('<!doctype html><script>alert(1)</script>')
  test.each([
    ['an empty file', 'a.pdf', Buffer.alloc(0), 'file-empty'],
    ['an SVG', 'a.svg', svg, 'file-type'],
    ['a page called PDF', 'a.pdf', html, 'file-type'],
    ['a program', 'setup.exe', Buffer.from('MZ\u0090\u0000'), 'file-type'],
    ['a picture called PDF', 'a.pdf', PNG, 'file-lies'],
    ['a ZIP that is no document', 'a.docx', zip(['a.txt']), 'file-type'],
    ['a ZIP cut off', 'a.docx', DOCX.subarray(0, 60), 'file-type'],
    ['a table called text', 'a.docx', XLSX, 'file-lies'],
    [
      'a document with macros',
      'a.docx',
      zip(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin']),
      'file-macros',
    ],
    ['a bomb called document', 'a.docx', zip(['[Content_Types].xml', 'word/document.xml'], 0x7fffffff), 'file-unpacks'],
  ])('%s', async (_, name, content, key) => {
    const reply = await upload(officer, name, content)
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/file', key]]])
    expect(await kept()).toEqual([])
  })

  test('the sentence lists what is allowed', async () => {
    const { body } = await upload(officer, 'a.svg', svg)
    expect((body as unknown as ProblemWire).detail).toContain('pdf, jpg, png, webp, docx, xlsx')
  })

  test('a byte too much; the largest is taken', async () => {
    const largest = Buffer.concat([pdf(), Buffer.alloc(MAX_ATTACHMENT_BYTES - pdf().length)])
    const reply = await upload(officer, 'a.pdf', Buffer.concat([largest, Buffer.from('x')]))
    expect(refusalOf(reply)).toEqual([413, '/problems/too-large'])
    expect(await kept()).toEqual([])
    expect((await upload(officer, 'a.pdf', largest)).status).toBe(201)
  })

  test('no file, two files, another field', async () => {
    const file = { filename: 'a.pdf', content: pdf() }
    expect(faultsOf(await send(officer, formWith()))).toEqual([['/file', 'required']])
    expect(faultsOf(await send(officer, formWith(file, file)))).toEqual([['/file', 'file-one']])
    expect(faultsOf(await send(officer, formWith({ ...file, name: 'other' })))).toEqual([['/other', 'unknown-field']])
    expect(faultsOf(await send(officer, formWith(file, { name: 'note', content: pdf() })))).toEqual([
      ['/note', 'unknown-field'],
    ])
    expect(await kept()).toEqual([])
  })

  test('the eleventh, also when ten come at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: MAX_ATTACHMENTS + 2 }, async (_, i) => await upload(officer, `${i}.pdf`, pdf(`${i}`))),
    )
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(MAX_ATTACHMENTS)
    const refused = replies.filter(({ status }) => status !== 201)
    expect(refused.map((reply) => [reply.status, faultsOf(reply)])).toEqual(
      Array.from({ length: 2 }, () => [400, [['/file', 'file-count']]]),
    )
    expect(await kept()).toHaveLength(MAX_ATTACHMENTS)
  })

  test('an upload that breaks off', async () => {
    await house.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = house.app.server.address() as AddressInfo // listens on TCP
    const { payload, headers } = formWith({ filename: 'a.pdf', content: Buffer.concat([pdf(), Buffer.alloc(100_000)]) })
    await new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(
          `POST /api/v1/orders/${order.id}/attachments HTTP/1.1\r\nHost: x\r\nCookie: ${officer.cookie}\r\n` +
            `X-Csrf-Token: ${officer.csrfToken}\r\nContent-Type: ${headers['content-type']}\r\nContent-Length: ${payload.length}\r\n\r\n`,
        )
        socket.write(payload.subarray(0, 50_000), () => setTimeout(() => socket.destroy(), 50))
      })
      socket.on('close', () => resolve())
      socket.on('error', reject)
    })
    // The next request is answered after the broken one has been seen.
    expect((await officer.get(`/orders/${order.id}/attachments`)).body).toEqual({ items: [] })
    expect(await kept()).toEqual([])
  })
})

test('names are cleaned and cut, and keep the ending of what they are', async () => {
  const names = [
    '../../etc/passwd.pdf',
    'C:\\票据\\单.pdf',
    'fdp.\u202Eexe.pdf',
    'a\u0000b<c>.pdf',
    `${'长'.repeat(300)}.pdf`,
    '.pdf',
  ]
  for (const name of names) expect((await upload(officer, name.replaceAll('"', ''), pdf())).status).toBe(201)
  const cleaned = await kept()
  expect(cleaned.slice(0, 2)).toEqual(['passwd.pdf', '单.pdf'])
  expect(cleaned[2]).toBe('fdp.exe.pdf')
  expect(cleaned[4]).toBe(`${'长'.repeat(116)}.pdf`)
  expect(cleaned[5]).toBe('file.pdf')
  for (const name of cleaned) expect(name).toMatch(/^[^/\\<>:"|?*\p{Cc}\p{Cf}]{1,120}$/u)
})

describe('who may', () => {
  test('a branch learns nothing of the files of another; a visitor nothing at all', async () => {
    const { body: file } = await upload(officer, '节目单.pdf', pdf())
    for (const path of [`/orders/${order.id}/attachments`, `/orders/${order.id}/attachments/${file.id}`])
      expect(refusalOf(await rival.get(path))).toEqual([404, '/problems/not-found'])
    expect(refusalOf(await upload(rival, 'a.pdf', pdf()))).toEqual([404, '/problems/not-found'])
    expect(refusalOf(await house.visitor.get(`/orders/${order.id}/attachments/${file.id}`))).toEqual([
      401,
      '/problems/not-signed-in',
    ])
    const berlin = await house.as('berlin-desk')
    expect((await berlin.get(`/orders/${order.id}/attachments/${file.id}`)).status).toBe(404)
  })

  test('a file is found under its own order only', async () => {
    const { body: file } = await upload(officer, '节目单.pdf', pdf())
    const other = await placed(officer, theatreDraft(house.jining, '14:00', '15:00'))
    expect((await officer.get(`/orders/${other.id}/attachments/${file.id}`)).status).toBe(404)
  })

  test('a page of another site cannot send one, nor a page without the token', async () => {
    const form = formWith({ filename: 'a.pdf', content: pdf() })
    expect(refusalOf(await send(officer, form, { 'sec-fetch-site': 'cross-site' }))).toEqual([
      403,
      '/problems/csrf-token',
    ])
    expect(refusalOf(await send(officer, form, { 'x-csrf-token': 'wrong' }))).toEqual([403, '/problems/csrf-token'])
    expect(await kept()).toEqual([])
  })

  test('JSON is not a form, and a form is taken nowhere else', async () => {
    expect(refusalOf(await officer.post(`/orders/${order.id}/attachments`, { file: 'x' }))).toEqual([
      415,
      '/problems/wrong-media-type',
    ])
    const form = formWith({ filename: 'a.pdf', content: pdf() })
    const elsewhere = await house.app.inject({
      method: 'POST',
      url: '/api/v1/orders',
      payload: form.payload,
      headers: { ...form.headers, cookie: officer.cookie ?? '', 'x-csrf-token': officer.csrfToken ?? '' },
    })
    expect(elsewhere.statusCode).toBe(415)
  })
})

test('the same file sent again with its key is one file; another file with that key is refused', async () => {
  const form = formWith({ filename: 'a.pdf', content: pdf() })
  const key = { 'idempotency-key': 'upload-0001' }
  const [first, second] = [await send(officer, form, key), await send(officer, form, key)]
  expect([first.status, second.status, second.body]).toEqual([201, 201, first.body])
  const other = formWith({ filename: 'a.pdf', content: pdf('other') })
  expect(refusalOf(await send(officer, other, key))).toEqual([409, '/problems/key-reused'])
  expect(await kept()).toEqual(['a.pdf'])
})

describe('taking back', () => {
  test('the sender may, while the order waits; it is on record', async () => {
    const { body: file } = await upload(officer, '旧节目单.pdf', pdf())
    expect((await officer.delete(`/orders/${order.id}/attachments/${file.id}`)).status).toBe(204)
    expect(await kept()).toEqual([])
    const { rows } = await house.pool.query<{ action: string; data: { name: string } }>(
      `select action, data from audit_events where action like '%-attachment' order by audit_id`,
    )
    expect(rows.map(({ action, data }) => [action, data.name])).toEqual([
      ['add-attachment', '旧节目单.pdf'],
      ['remove-attachment', '旧节目单.pdf'],
    ])
  })

  test('nobody else may, not even the desk or a colleague; after the decision nobody', async () => {
    const { body: file } = await upload(officer, '节目单.pdf', pdf())
    const path = `/orders/${order.id}/attachments/${file.id}`
    const colleague = await addOfficer(house, 'colleague', ['branch-1'])
    for (const other of [desk, colleague])
      expect(refusalOf(await other.delete(path))).toEqual([403, '/problems/not-allowed'])
    await decide(desk, order, { decision: 'accept' })
    expect(refusalOf(await officer.delete(path))).toEqual([409, '/problems/already-decided'])
    expect(await kept()).toEqual(['节目单.pdf'])
  })
})
