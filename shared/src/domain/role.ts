export const ROLES = ['visitor', 'branch-officer', 'front-desk', 'coordinator', 'manager', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/**
 * The rights that routes ask for. Each is one plugin scope in the server. `device` is for screens, which are nobody: no role has it, and a
 * screen has no other.
 */
export const SCOPES = ['public', 'device', 'signed-in', 'orders', 'desk', 'management', 'administration'] as const
export type Scope = (typeof SCOPES)[number]

/** What each role may enter. Anything not listed is closed. */
const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  visitor: ['public', 'signed-in'],
  'branch-officer': ['public', 'signed-in', 'orders'],
  'front-desk': ['public', 'signed-in', 'orders', 'desk'],
  coordinator: ['public', 'signed-in', 'orders', 'desk'],
  manager: ['public', 'signed-in', 'orders', 'desk', 'management'],
  administrator: ['public', 'signed-in', 'orders', 'desk', 'management', 'administration'],
}

/** Whether one of the roles may enter; what is public needs none. */
export function mayEnter(roles: readonly Role[], scope: Scope): boolean {
  return scope === 'public' || roles.some((role) => SCOPES_OF[role].includes(scope))
}

/** Who may set a violation aside. */
export type WaivableBy = 'nobody' | 'staff' | 'manager'

/** Whether one of the roles may set aside what `by` may; what nobody may is not asked twice. */
export function mayWaive(roles: readonly Role[], by: WaivableBy): boolean {
  if (by === 'nobody') return false
  return mayEnter(roles, by === 'manager' ? 'management' : 'desk')
}
