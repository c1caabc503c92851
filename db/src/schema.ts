// Long because it lists every table, one interface each, in the order of the migrations.
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { AttachmentType } from '@gongyue/shared/domain/attachment.ts'
import type { MessageSide } from '@gongyue/shared/domain/thread.ts'
import type { Locale, Name } from '@gongyue/shared/domain/names.ts'
import type { LineState, OrderState } from '@gongyue/shared/domain/order.ts'
import type { PersonKind } from '@gongyue/shared/domain/person.ts'
import type { PartyKind } from '@gongyue/shared/domain/party.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Role } from '@gongyue/shared/domain/role.ts'
import type { DateReason, OfferState, OnConflict, SeriesState } from '@gongyue/shared/domain/series.ts'
import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import type { DayKind } from '@gongyue/shared/time/day-type.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type {
  CourseCallTable,
  CourseVoteTable,
  EnrolmentTable,
  ProgrammeQuotaTable,
  ProgrammeSeriesTable,
  ProgrammeSessionTable,
  ProgrammeTable,
  RollMarkTable,
  TermTable,
} from './schema/programmes.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'

/** The tables, in the order of the migrations. Every key leads with `facility_id`. */
export interface Database {
  readonly facilities: FacilityTable
  readonly atoms: AtomTable
  readonly spaces: SpaceTable
  readonly space_atoms: SpaceAtomTable
  readonly opening_hours: OpeningHoursTable
  readonly holiday_notices: HolidayNoticeTable
  readonly special_days: SpecialDayTable
  readonly closures: ClosureTable
  readonly policies: PolicyTable
  readonly parties: PartyTable
  readonly users: UserTable
  readonly user_roles: UserRoleTable
  readonly user_parties: UserPartyTable
  readonly sessions: SessionTable
  readonly orders: OrderTable
  readonly order_lines: OrderLineTable
  readonly reservations: ReservationTable
  readonly claims: ClaimTable
  readonly no_show_points: NoShowPointTable
  readonly idempotency_keys: IdempotencyKeyTable
  readonly audit_events: AuditEventTable
  readonly changes: ChangeTable
  readonly acts: ActTable
  readonly devices: DeviceTable
  readonly calendar_feeds: CalendarFeedTable
  readonly duty_mails: DutyMailTable
  readonly mail_outbox: MailOutboxTable
  readonly messages: MessageTable
  readonly message_reads: MessageReadTable
  readonly attachments: AttachmentTable
  readonly attachment_pieces: AttachmentPieceTable
  readonly series: SeriesTable
  readonly series_dates: SeriesDateTable
  readonly offers: OfferTable
  readonly people: PersonTable
  readonly working_hours: WorkingHoursTable
  readonly absences: AbsenceTable
  readonly reservation_people: ReservationPersonTable
  readonly repairs: RepairTable
  readonly drafts: DraftTable
  readonly terms: TermTable
  readonly programmes: ProgrammeTable
  readonly programme_quotas: ProgrammeQuotaTable
  readonly programme_sessions: ProgrammeSessionTable
  readonly programme_series: ProgrammeSeriesTable
  readonly enrolments: EnrolmentTable
  readonly roll_marks: RollMarkTable
  readonly course_calls: CourseCallTable
  readonly course_votes: CourseVoteTable
}

/** Read as epoch milliseconds (see pool.ts), written as a Date. */
export type Instant = ColumnType<number, Date, Date>
export type MaybeInstant = ColumnType<number | null, Date | null | undefined, Date | null>
export type InstantOfInsert = ColumnType<number, Date | undefined, Date>

/** Kept as JSON: read parsed, written as text. */
export type Json<T extends object> = JSONColumnType<T>
export type MaybeJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>
export type Defaulted<T extends object> = ColumnType<T, string | undefined, string>

export interface FacilityTable {
  facility_id: string
  code: string
  name: Json<Name>
  time_zone: string
  /** Counts up with every change of what rules read. */
  facts_version: Generated<number>
  created_at: InstantOfInsert
}

export interface AtomTable {
  facility_id: string
  atom_id: string
  kind: 'space' | 'person' | 'equipment'
  code: string
}

export interface SpaceTable {
  facility_id: string
  space_id: string
  parent_id: string | null
  code: string
  name: Json<Name>
  kind: SpaceKind
  /** Order on the board. */
  position: number
  capacity: number
  features: Generated<string[]>
  set_up_minutes: Generated<number>
  strike_minutes: Generated<number>
  grid_minutes: Generated<number>
  min_minutes: Generated<number>
  max_minutes: Generated<number>
  notice_minutes: Generated<number>
  horizon_days: Generated<number>
  conditions: MaybeJson<Name>
  conditions_version: Generated<number>
  bookable: Generated<boolean>
}

export interface SpaceAtomTable {
  facility_id: string
  space_id: string
  atom_id: string
}

export interface OpeningHoursTable {
  facility_id: string
  space_id: string
  hours_id: string
  day_kind: DayKind
  weekdays: number[] | null
  /** Minutes of the facility's day. */
  opens: number
  closes: number
  valid_from: LocalDate | null
  valid_until: LocalDate | null
}

export interface HolidayNoticeTable {
  facility_id: string
  year: number
  source: string
  announced_on: LocalDate
}

export interface SpecialDayTable {
  facility_id: string
  day: LocalDate
  kind: 'legal-holiday' | 'make-up-workday'
  name: string
}

export interface ClosureTable {
  facility_id: string
  closure_id: string
  /** Null shuts the whole facility. */
  space_id: string | null
  starts_at: Instant
  ends_at: Instant
  reason: string
  created_by: string | null
  created_at: InstantOfInsert
}

export interface PolicyTable {
  facility_id: string
  version: number
  body: Json<Readonly<Record<string, unknown>>>
  made_by: string | null
  made_at: InstantOfInsert
}

export interface PartyTable {
  facility_id: string
  party_id: string
  parent_id: string | null
  kind: PartyKind
  code: string
  name: string
  phone: string | null
  suspended: Generated<boolean>
}

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

export interface PersonTable {
  facility_id: string
  /** Also the id of the atom. */
  person_id: string
  name: string
  kind: PersonKind
  skills: Generated<string[]>
  party_id: string | null
  user_id: string | null
  phone: string | null
  email: string | null
  minutes_a_day: number | null
  rest_minutes: number | null
  days_a_week: number | null
  active: Generated<boolean>
  created_at: InstantOfInsert
}

export interface WorkingHoursTable {
  facility_id: string
  hours_id: string
  person_id: string
  weekdays: number[]
  from_minute: number
  until_minute: number
  valid_from: string | null
  valid_until: string | null
}

export interface AbsenceTable {
  facility_id: string
  absence_id: string
  person_id: string
  starts_at: Instant
  ends_at: Instant
  reason: Generated<string>
  created_by: string | null
  created_at: InstantOfInsert
}

export interface ReservationPersonTable {
  facility_id: string
  reservation_id: string
  person_id: string
}

export interface OrderTable {
  facility_id: string
  order_id: string
  reference: string
  party_id: string
  placed_by: string
  title: string
  purpose: string
  headcount: number
  features: Generated<string[]>
  /** Versions of conditions accepted, by space id. */
  conditions: Defaulted<Readonly<Record<string, number>>>
  state: OrderState
  policy_version: number
  version: Generated<number>
  placed_at: Instant
}

export interface OrderLineTable {
  facility_id: string
  order_id: string
  line_id: string
  position: number
  kind: 'space'
  space_id: string
  starts_at: Instant
  ends_at: Instant
  held_from: Instant
  held_until: Instant
  party_id: string
  /** The member whom quotas count; null when staff did it on somebody's behalf. */
  person_id: string | null
  state: LineState
  decided_by: string | null
  decided_at: MaybeInstant
  reason: string | null
  reason_code: string | null
  waivers: Defaulted<readonly { readonly constraint: string; readonly reason: string }[]>
}

export interface ReservationTable {
  facility_id: string
  reservation_id: string
  order_id: string
  line_id: string
  space_id: string
  party_id: string
  /** The member whom quotas count; null when staff did it on somebody's behalf. */
  person_id: string | null
  title: string
  headcount: number
  starts_at: Instant
  ends_at: Instant
  held_from: Instant
  held_until: Instant
  /** The facility's day of the start. */
  day: LocalDate
  code: string
  state: ReservationState
  version: Generated<number>
  created_at: Instant
  checked_in_at: MaybeInstant
  checked_in_by: string | null
  /** How many came, when it was counted. */
  present: number | null
  checked_out_at: MaybeInstant
  /** Until when it was booked, once its rest was given back early: `ends_at` is when it really ends. */
  booked_until: MaybeInstant
  /** The series of which it is a date. */
  series_id: string | null
}

export interface ClaimTable {
  facility_id: string
  claim_id: string
  atom_id: string
  space_id: string
  reservation_id: string | null
  held_from: Instant
  held_until: Instant
  /** Made by the database; compared there, never read. */
  held: ColumnType<string, never, never>
  status: 'tentative' | 'confirmed' | 'released'
  expires_at: MaybeInstant
}

/** One for each reservation that nobody came for; lifted ones stay on record. */
export interface NoShowPointTable {
  facility_id: string
  reservation_id: string
  party_id: string
  /** Null: the party's own. */
  person_id: string | null
  points: number
  given_at: Instant
  expires_at: Instant
  lifted_at: MaybeInstant
  lifted_by: string | null
  reason: string | null
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

export interface DeviceTable {
  facility_id: string
  device_id: string
  kind: 'wall' | 'door'
  name: string
  /** Empty: the whole house. */
  space_codes: Generated<string[]>
  hours: Generated<number>
  orientation: Generated<'auto' | 'landscape' | 'portrait'>
  locale: Generated<Locale>
  theme: Generated<'dark' | 'light' | 'auto'>
  token_hash: Buffer
  created_by: string | null
  created_at: Instant
  last_seen_at: MaybeInstant
  revoked_at: MaybeInstant
}

export interface CalendarFeedTable {
  facility_id: string
  feed_id: string
  user_id: string
  kind: 'own' | 'space' | 'programme'
  space_id: string | null
  locale: Generated<Locale>
  token_hash: Buffer
  created_at: Instant
  last_read_at: MaybeInstant
  revoked_at: MaybeInstant
}

export interface DutyMailTable {
  facility_id: string
  /** Of the facility's day. */
  minute: number
  days_ahead: number
  addresses: string[]
}

/** Written by triggers; read through snapshots, see queries/changes.ts. */
export interface ChangeTable {
  facility_id: string
  /** The transaction that wrote it. */
  xact: Generated<string>
  change_id: Generated<number>
  at: InstantOfInsert
  noun: 'reservation' | 'request' | 'hold' | 'closure' | 'order' | 'facts' | 'rights' | 'reset'
  noun_id: string
  order_id: string | null
  party_id: string | null
  space_id: string | null
  held_from: MaybeInstant
  held_until: MaybeInstant
}

export interface MailOutboxTable {
  facility_id: string
  mail_id: string
  /** Names the reason: one mail for each. */
  dedupe_key: string
  recipient: string
  subject: string
  text_body: string
  html_body: string | null
  state: Generated<'queued' | 'sending' | 'sent' | 'failed'>
  tries: Generated<number>
  last_error: string | null
  queued_at: InstantOfInsert
  /** Not before this; null: at once. */
  next_try_at: MaybeInstant
  tried_at: MaybeInstant
  sent_at: MaybeInstant
}

export interface MessageTable {
  facility_id: string
  message_id: string
  order_id: string
  kind: 'text' | 'system'
  side: MessageSide
  author_id: string | null
  at: Instant
  body: Generated<string>
  /** What happened, of a system line. */
  event: string | null
  params: Defaulted<Readonly<Record<string, unknown>>>
  offer: MaybeJson<object>
}

export interface MessageReadTable {
  facility_id: string
  order_id: string
  user_id: string
  /** The last line read. */
  message_id: string
}

export interface AttachmentTable {
  facility_id: string
  attachment_id: string
  order_id: string
  uploaded_by: string
  name: string
  type: AttachmentType
  bytes: number
  sha256: Buffer
  at: Instant
}

export interface AttachmentPieceTable {
  facility_id: string
  attachment_id: string
  position: number
  data: Buffer
}

export interface ActTable {
  facility_id: string
  act_id: string
  at: Instant
  user_id: string
  kind: string
  reason: string | null
  /** How each reservation stood before and after. */
  changes: Json<readonly object[]>
  reservation_ids: string[]
  /** The act that this one takes back; each is taken back once. */
  undoes: string | null
}

export interface SeriesTable {
  facility_id: string
  series_id: string
  order_id: string
  party_id: string
  title: string
  space_id: string
  headcount: number
  rule: Json<Rule>
  on_conflict: OnConflict
  split_from: string | null
  state: SeriesState
  version: Generated<number>
  created_at: Instant
}

export interface SeriesDateTable {
  facility_id: string
  series_id: string
  /** The day that the rule names. */
  key: LocalDate
  space_id: string
  starts_at: Instant
  ends_at: Instant
  held_from: Instant
  held_until: Instant
  announced: boolean
  moved_from: LocalDate | null
  line_id: string | null
  /** Why it is not booked; of a date with a line, only what the line does not say itself. */
  lost: DateReason | null
  lost_name: string | null
  lost_at: MaybeInstant
  violations: Defaulted<readonly object[]>
}

export interface OfferTable {
  facility_id: string
  offer_id: string
  series_id: string
  key: LocalDate
  space_id: string
  starts_at: Instant
  ends_at: Instant
  claim_ids: string[]
  state: OfferState
  made_at: Instant
  expires_at: Instant
  settled_at: MaybeInstant
  settled_by: string | null
}

/** Plans are kept as the engine made them, with instants in epoch milliseconds. */
export interface RepairTable {
  facility_id: string
  repair_id: string
  kind: string
  cause: Json<object>
  fingerprint: string
  hit: number
  people: number
  running: Defaulted<readonly object[]>
  plans: Defaulted<readonly object[]>
  state: Generated<'open' | 'applied' | 'superseded' | 'dismissed'>
  version: Generated<number>
  made_by: string | null
  made_at: Instant
  settled_by: string | null
  settled_at: MaybeInstant
  applied: MaybeJson<object>
  reason: string | null
}

export interface DraftTable {
  facility_id: string
  draft_id: string
  repair_id: string
  party_id: string
  address: string | null
  subject: string
  body: string
  consent: boolean
  state: Generated<'draft' | 'sent' | 'told' | 'dropped'>
  version: Generated<number>
  made_at: Instant
  settled_by: string | null
  settled_at: MaybeInstant
}
