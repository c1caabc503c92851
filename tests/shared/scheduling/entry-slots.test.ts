import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { giveSlots, type SlotGiven, type SlotRoom, type SlotSeeker } from '@gongyue/shared/scheduling/entry-slots.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'

const room = (name: string, from: number, until: number): SlotRoom => ({
  room: name,
  during: { start: from * MINUTE, end: until * MINUTE },
})
const seeker = (entryId: string, contact = entryId, branch: string | null = null): SlotSeeker => ({
  entryId,
  contact,
  branch,
})
const told = (given: readonly SlotGiven[]) =>
  given.map(({ entryId, room: name, during }) => `${entryId} ${name} ${during.start / MINUTE}-${during.end / MINUTE}`)

/** Two slots that meet although they must not: of one room, or of one contact. */
function clashes(given: readonly SlotGiven[], seekers: readonly SlotSeeker[]): readonly string[] {
  const contactOf = new Map(seekers.map(({ entryId, contact }) => [entryId, contact]))
  return given.flatMap((a, i) =>
    given
      .slice(i + 1)
      .filter(
        (b) =>
          a.during.start < b.during.end &&
          b.during.start < a.during.end &&
          (a.room === b.room || contactOf.get(a.entryId) === contactOf.get(b.entryId)),
      )
      .map((b) => `${a.entryId} ${b.entryId}`),
  )
}

describe('slots for entries', () => {
  test('rooms work side by side and are done early; a break is nobody’s', () => {
    const rooms = [room('a', 0, 20), room('a', 30, 60), room('b', 0, 20), room('b', 30, 60)]
    const { given, missing } = giveSlots(
      ['1', '2', '3', '4', '5', '6'].map((id) => seeker(id)),
      rooms,
      10,
    )
    expect(told(given)).toEqual(['1 a 0-10', '2 a 10-20', '3 a 30-40', '4 b 0-10', '5 b 10-20', '6 b 30-40'])
    expect(missing).toEqual([])
  })

  test('one contact is heard in one room, one after the other, and a branch near together', () => {
    const seekers = [
      seeker('1', 'wang', 'x'),
      seeker('2', 'li', 'y'),
      seeker('3', 'wang', 'x'),
      seeker('4', 'zhao', 'x'),
      seeker('5', 'li', 'y'),
      seeker('6', 'sun', 'y'),
    ]
    const { given } = giveSlots(seekers, [room('a', 0, 60), room('b', 0, 60)], 10)
    expect(told(given)).toEqual(['1 a 0-10', '2 b 0-10', '3 a 10-20', '4 a 20-30', '5 b 10-20', '6 b 20-30'])
  })

  test('who gets none is told why: too few slots, or the contact is heard elsewhere', () => {
    const few = giveSlots(
      ['1', '2', '3'].map((id) => seeker(id)),
      [room('a', 0, 20)],
      10,
    )
    expect(few.missing).toEqual([{ entryId: '3', reason: 'no-slot-left' }])
    const busy = giveSlots([seeker('1', 'wang'), seeker('2', 'wang')], [room('a', 0, 10), room('b', 0, 10)], 10)
    expect([told(busy.given), busy.missing]).toEqual([['1 a 0-10'], [{ entryId: '2', reason: 'contact-busy' }]])
  })

  test('what stands stays: only the slots between are given', () => {
    const standing = { given: [{ contact: 'li', room: 'a', during: { start: 10 * MINUTE, end: 20 * MINUTE } }] }
    const { given } = giveSlots([seeker('1', 'li'), seeker('2')], [room('a', 0, 30)], 10, standing)
    expect(told(given)).toEqual(['1 a 0-10', '2 a 20-30'])
  })

  test('no room, no contact twice at once; everybody placed or told why; the same again', () => {
    const anEntry = fc.record({ contact: fc.integer({ min: 0, max: 9 }), branch: fc.integer({ min: 0, max: 3 }) })
    const aRoom = fc.record({
      name: fc.integer({ min: 0, max: 3 }),
      day: fc.integer({ min: 0, max: 2 }),
      from: fc.integer({ min: 0, max: 5 }),
      slots: fc.integer({ min: 0, max: 8 }),
    })
    fc.assert(
      fc.property(fc.array(anEntry, { maxLength: 50 }), fc.array(aRoom, { maxLength: 10 }), (entries, spans) => {
        const seekers = entries.map(({ contact, branch }, i) => seeker(`e${i}`, `c${contact}`, `b${branch}`))
        const names = new Set<string>()
        const rooms = spans.flatMap(({ name, day, from, slots }) => {
          if (names.has(`${name} ${day}`)) return []
          names.add(`${name} ${day}`)
          return [room(`r${name}`, day * 1000 + from * 5, day * 1000 + from * 5 + slots * 10)]
        })
        const found = giveSlots(seekers, rooms, 10)
        const answered = [...found.given, ...found.missing].map(({ entryId }) => entryId)
        expect(clashes(found.given, seekers)).toEqual([])
        expect(answered.toSorted()).toEqual(seekers.map(({ entryId }) => entryId).toSorted())
        expect(
          found.given.every(({ room: name, during }) =>
            rooms.some((one) => one.room === name && one.during.start <= during.start && during.end <= one.during.end),
          ),
        ).toBe(true)
        if (found.missing.some(({ reason }) => reason === 'no-slot-left'))
          expect(found.given.length).toBe(
            rooms.reduce((sum, { during }) => sum + (during.end - during.start) / MINUTE / 10, 0),
          )
        expect(giveSlots(seekers, rooms, 10)).toEqual(found)
      }),
      { numRuns: 200 },
    )
  })

  test('rooms that are alike hold as many as can be held: no contact is missing who could be heard', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 12 }),
        (contacts, count, rows) => {
          const seekers = contacts.map((contact, i) => seeker(`e${i}`, `c${contact}`))
          const most = Math.max(0, ...contacts.map((one) => contacts.filter((other) => other === one).length))
          fc.pre(contacts.length <= count * rows && most <= rows)
          const rooms = Array.from({ length: count }, (_, i) => room(`r${i}`, 0, rows * 10))
          expect(giveSlots(seekers, rooms, 10).missing).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })
})
