import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, line, placed } from '../support/booking.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { openStream } from '../support/stream.ts'

let house: TestHouse
let url: string

beforeAll(async () => {
  house = await openHouse()
  url = await house.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => await house.close())

test('an order is told to the desk', async () => {
  const stream = await openStream(url, await house.as('desk'))
  await stream.next('hello')
  const order = await placed(
    await house.as('branch'),
    draft(house.jining, line(house.jining, 'table-1', '18:00', '19:00')),
  )
  const change = await stream.next('change')
  expect(change).toMatchObject({ data: { upsert: [{ orderId: order.id }] } })
  await stream.close()
})
