import { maskedPhone, plainPhone } from '@gongyue/shared/domain/phone.ts'
import { expect, test } from 'vitest'

test.each([
  ['13812345678', '13812345678'],
  ['138 1234-5678', '13812345678'],
  ['+86 138 1234 5678', '13812345678'],
  [' +8613812345678', '13812345678'],
  ['0086-138-1234-5678', '13812345678'],
  ['0537-2345678', '05372345678'],
  ['8613', '8613'],
  ['', ''],
])('%j and %j are one number', (spelt, plain) => {
  expect(plainPhone(spelt)).toBe(plain)
})

test.each([
  ['13812345678', '138****5678'],
  ['138 1234 5678', '138****5678'],
  ['2345678', '***5678'],
])('%j is told to others as %j', (phone, masked) => {
  expect(maskedPhone(phone)).toBe(masked)
})
