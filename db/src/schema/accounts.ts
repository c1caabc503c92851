import type { Generated } from 'kysely'
import type { Role } from '@gongyue/shared/domain/role.ts'
import type { Defaulted, Instant, InstantOfInsert, Json } from './columns.ts'

export interface UserTable {
  facility_id: string
  user_id: string
  /** Unique in the whole installation: people sign in without naming their facility. */
  username: string
  display_name: string
  phone: string | null
  /** argon2id; null for one who can not sign in with a password. */
  password_hash: string | null
  active: Generated<boolean>
  demo: Generated<boolean>
  created_at: InstantOfInsert
  email: string | null
  version: Generated<number>
}

export interface UserRoleTable {
  facility_id: string
  user_id: string
  role: Role
}

export interface UserPartyTable {
  facility_id: string
  user_id: string
  party_id: string
}

export interface SessionTable {
  facility_id: string
  session_id: string
  user_id: string
  /** sha256 of the token; the token itself is only in the browser. */
  token_hash: Buffer
  csrf_token: string
  created_at: InstantOfInsert
  expires_at: Instant
  user_agent: string | null
}

export interface IdempotencyKeyTable {
  facility_id: string
  user_id: string
  key: string
  request_hash: Buffer
  status: number
  response: Json<object>
  created_at: InstantOfInsert
}

export interface AuditEventTable {
  facility_id: string
  audit_id: string
  at: Instant
  user_id: string | null
  action: string
  noun: string
  noun_id: string
  data: Json<Readonly<Record<string, unknown>>>
}

/** The facts by which decisions were made, once for each version. */
export interface FactSnapshotTable {
  facility_id: string
  facts_version: number
  facts: Json<object>
  kept_at: Instant
}

/** What was decided, and all that was looked at. */
export interface DecisionRecordTable {
  facility_id: string
  decision_id: string
  kind: 'refused' | 'accepted' | 'override'
  decided_at: Instant
  asked_at: Instant
  decided_by: string | null
  party_id: string
  order_id: string | null
  title: string
  policy_version: number
  facts_version: number
  asked: Json<object>
  around: Json<object>
  waivers: Defaulted<object>
  violations: Defaulted<object>
}
