import type { ViolationWire } from '@gongyue/shared/api/problem.ts'
import type { Role } from '@gongyue/shared/domain/role.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import type { Advice } from '../../../board/carry.ts'
import { obstaclesOf } from '../../../decisions/waivers.ts'

/** How bad it is for this reader: what nobody may set aside, or nobody here, is dark; what this reader may is light. */
export function levelOf(violations: readonly ViolationWire[], roles: readonly Role[]): Advice['level'] {
  const obstacles = obstaclesOf(violations, roles)
  if (obstacles.length === 0) return 'fits'
  return obstacles.every(({ waivable }) => waivable) ? 'staff' : 'nobody'
}

/** The hard ones first told: the others are remarks. */
export function adviceOf(violations: readonly ViolationWire[], roles: readonly Role[], sure: boolean): Advice {
  const hard = violations.filter(({ level }) => level === 'hard')
  const rest = violations.filter(({ level }) => level !== 'hard')
  return { level: levelOf(violations, roles), violations: [...hard, ...rest], sure }
}

/** What the board itself found, as the server would tell it; instants stay numbers, which sentences take as well. */
export function asWire({ constraint, level, penalty, waivableBy, params }: Violation): ViolationWire {
  return { constraint, level, penalty, waivableBy, params: { ...params } }
}
