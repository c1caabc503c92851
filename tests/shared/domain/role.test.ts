import { expect, test } from 'vitest'
import { mayEnter, mayWaive, ROLES, SCOPES, type Role, type Scope } from '@gongyue/shared/domain/role.ts'

test.each<readonly [Role, readonly Scope[]]>([
  ['visitor', ['public', 'signed-in']],
  ['branch-officer', ['public', 'signed-in', 'orders']],
  ['front-desk', ['public', 'signed-in', 'orders', 'desk']],
  ['coordinator', ['public', 'signed-in', 'orders', 'desk']],
  ['manager', ['public', 'signed-in', 'orders', 'desk', 'management']],
  ['administrator', ['public', 'signed-in', 'orders', 'desk', 'management', 'administration']],
])('%s may enter %j and nothing else', (role, scopes) => {
  expect(SCOPES.filter((scope) => mayEnter([role], scope))).toEqual(scopes)
})

test('nobody at all may enter what is public, and nothing else', () => {
  expect(SCOPES.filter((scope) => mayEnter([], scope))).toEqual(['public'])
})

test('two roles may enter what either may', () => {
  expect(mayEnter(['visitor', 'manager'], 'management')).toBe(true)
  expect(mayEnter(['visitor', 'branch-officer'], 'desk')).toBe(false)
})

test('staff set aside what staff may, management the rest, nobody a double booking', () => {
  const waivers = (['staff', 'manager', 'nobody'] as const).map((by) => ROLES.filter((role) => mayWaive([role], by)))
  expect(waivers).toEqual([['front-desk', 'coordinator', 'manager', 'administrator'], ['manager', 'administrator'], []])
})
