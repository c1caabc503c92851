import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkInText, readCheckInText } from '@gongyue/shared/domain/check-in-code.ts'

const JINING = '0193b5a0-1111-7000-8000-000000000001'
const OTHER = '0193b5a0-1111-7000-8000-000000000002'

test('what a picture says is digits only, and reads back as day and code', () => {
  const text = checkInText({ facilityId: JINING, day: '2026-12-05', code: '004217' })
  expect(text).toMatch(/^20261205004217\d{4}$/)
  expect(readCheckInText(text, JINING)).toEqual({ kind: 'code', day: '2026-12-05', code: '004217' })
})

test('the picture of another palace is told as such', () => {
  const text = checkInText({ facilityId: OTHER, day: '2026-12-05', code: '004217' })
  expect(readCheckInText(text, JINING)).toEqual({ kind: 'other-facility' })
})

test('six digits are those of today, with a gap or without', () => {
  for (const text of ['004217', '004 217', ' 004-217 '])
    expect(readCheckInText(text, JINING)).toEqual({ kind: 'code', day: null, code: '004217' })
})

test.each(['', '12345', '1234567', 'hello', 'https://example.org', '202613050042171234', '2026120500421712345'])(
  '"%s" is no code',
  (text) => {
    expect(readCheckInText(text, JINING).kind).toBe('unreadable')
  },
)

test('whatever is scanned is read without a fault', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,20}$/)), (text) => {
      expect(['code', 'other-facility', 'unreadable']).toContain(readCheckInText(text, JINING).kind)
    }),
  )
})
