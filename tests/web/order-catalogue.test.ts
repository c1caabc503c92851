import { expect, test } from 'vitest'
import { cardFor, cardsOf, sampleOf, search } from '../../web/src/pages/order/catalogue.ts'
import { SPACES, space } from './order-house.ts'

const cards = cardsOf(SPACES)

test('alike parts are one card before their hall; kinds stand in the order of the picker', () => {
  expect(cards.map(({ key, kind }) => [key, kind])).toEqual([
    ['hall/parts', 'many'],
    ['hall', 'single'],
    ['classroom', 'single'],
    ['theatre', 'single'],
  ])
})

test('a part is booked through the card of all, its hall through its own', () => {
  expect(cardFor('table-2', cards)?.key).toBe('hall/parts')
  expect(cardFor('hall', cards)?.key).toBe('hall')
  expect(cardFor('elsewhere', cards)).toBeNull()
})

test('limits are those of a part', () => {
  expect(sampleOf(cards[0] as (typeof cards)[number]).id).toBe('table-1')
})

test('what only groups others, or is out of use, has no card', () => {
  const closed = SPACES.map((one) =>
    one.kind === 'table' || one.id === 'classroom' ? { ...one, bookable: false } : one,
  )
  expect(cardsOf(closed).map(({ key }) => key)).toEqual(['hall', 'theatre'])
})

test('halves and rooms with an open wall are cards of their own', () => {
  const spaces = [space('ab', 'rehearsal'), space('a', 'rehearsal', { parentId: 'ab' })]
  expect(cardsOf(spaces).map(({ key }) => key)).toEqual(['ab', 'a'])
})

test('every typed word must be found, in either language, code or kind', () => {
  const found = (typed: string) =>
    search(cards, typed, (card) => (card.space.kind === 'theatre' ? '剧场' : '')).map(({ key }) => key)
  expect(found(' Class ')).toEqual(['classroom'])
  expect(found('剧场')).toEqual(['theatre'])
  expect(found('class 剧场')).toEqual([])
  expect(found('')).toHaveLength(4)
})
