import pg from 'pg'

/**
 * A "no" of the database. `space-overlap` is the floor's word for what the rule of the same name explains; the others say
 * which noun the constraint guards.
 */
export type DatabaseRefusal =
  | { readonly kind: 'space-overlap' }
  /** Something with this key is there already. */
  | { readonly kind: 'already-there'; readonly noun: string; readonly field: string }
  /** A row names something that is not there, or something is still named by others. */
  | { readonly kind: 'not-there'; readonly noun: string }
  /** A value that no use case should have let through. */
  | { readonly kind: 'out-of-range'; readonly noun: string; readonly field: string }

/** The database could not answer; nothing was kept, and another try may do better. */
export interface Unavailable {
  readonly kind: 'unavailable'
  readonly why: 'no-connection' | 'too-slow' | 'contended' | 'read-only'
}

/** Raised by the function `lost_race`, see place-order.ts. */
const LOST_RACE = 'GY001'

const overlap = { kind: 'space-overlap' } as const
const already = (noun: string, field: string): DatabaseRefusal => ({ kind: 'already-there', noun, field })
const missing = (noun: string): DatabaseRefusal => ({ kind: 'not-there', noun })
const outside = (noun: string, field: string): DatabaseRefusal => ({ kind: 'out-of-range', noun, field })

/** Every named constraint of the migrations, in their order. A test compares the names with `pg_constraint`. */
export const CONSTRAINT_REFUSALS: Readonly<Record<string, DatabaseRefusal>> = {
  facilities_pkey: already('facility', 'id'),
  facilities_code_key: already('facility', 'code'),
  atoms_pkey: already('atom', 'id'),
  atoms_code_key: already('atom', 'code'),
  atoms_kind_check: outside('atom', 'kind'),
  atoms_facility_fkey: missing('facility'),
  spaces_pkey: already('space', 'id'),
  spaces_code_key: already('space', 'code'),
  spaces_facility_fkey: missing('facility'),
  spaces_parent_fkey: missing('space'),
  spaces_capacity_check: outside('space', 'capacity'),
  spaces_buffers_check: outside('space', 'setUpMinutes'),
  spaces_grid_check: outside('space', 'gridMinutes'),
  spaces_length_check: outside('space', 'minMinutes'),
  spaces_notice_check: outside('space', 'noticeMinutes'),
  space_atoms_pkey: already('space', 'atomIds'),
  space_atoms_space_fkey: missing('space'),
  space_atoms_atom_fkey: missing('atom'),
  opening_hours_pkey: already('opening-hours', 'id'),
  opening_hours_space_fkey: missing('space'),
  opening_hours_day_kind_check: outside('opening-hours', 'dayKind'),
  opening_hours_span_check: outside('opening-hours', 'closes'),
  opening_hours_dates_check: outside('opening-hours', 'until'),
  holiday_notices_pkey: already('holiday-notice', 'year'),
  holiday_notices_facility_fkey: missing('facility'),
  special_days_pkey: already('special-day', 'date'),
  special_days_kind_check: outside('special-day', 'kind'),
  special_days_facility_fkey: missing('facility'),
  closures_pkey: already('closure', 'id'),
  closures_space_fkey: missing('space'),
  closures_span_check: outside('closure', 'end'),
  closures_facility_fkey: missing('facility'),
  policies_pkey: already('policy', 'version'),
  policies_facility_fkey: missing('facility'),
  parties_pkey: already('party', 'id'),
  parties_code_key: already('party', 'code'),
  parties_kind_check: outside('party', 'kind'),
  parties_facility_fkey: missing('facility'),
  parties_parent_fkey: missing('party'),
  users_pkey: already('user', 'id'),
  users_username_key: already('user', 'username'),
  users_facility_fkey: missing('facility'),
  user_roles_pkey: already('user', 'roles'),
  user_roles_user_fkey: missing('user'),
  user_roles_role_check: outside('user', 'roles'),
  user_parties_pkey: already('user', 'parties'),
  user_parties_user_fkey: missing('user'),
  user_parties_party_fkey: missing('party'),
  sessions_pkey: already('session', 'id'),
  sessions_token_key: already('session', 'token'),
  sessions_user_fkey: missing('user'),
  orders_pkey: already('order', 'id'),
  orders_reference_key: already('order', 'reference'),
  orders_party_fkey: missing('party'),
  orders_placed_by_fkey: missing('user'),
  orders_state_check: outside('order', 'state'),
  orders_headcount_check: outside('order', 'headcount'),
  order_lines_pkey: already('line', 'id'),
  order_lines_order_fkey: missing('order'),
  order_lines_space_fkey: missing('space'),
  order_lines_kind_check: outside('line', 'kind'),
  order_lines_state_check: outside('line', 'state'),
  order_lines_span_check: outside('line', 'end'),
  order_lines_decision_check: outside('line', 'decidedAt'),
  reservations_pkey: already('reservation', 'id'),
  reservations_line_key: already('reservation', 'lineId'),
  reservations_code_key: already('reservation', 'code'),
  reservations_line_fkey: missing('line'),
  reservations_space_fkey: missing('space'),
  reservations_state_check: outside('reservation', 'state'),
  reservations_code_check: outside('reservation', 'code'),
  reservations_span_check: outside('reservation', 'end'),
  reservations_present_check: outside('reservation', 'present'),
  reservations_check_in_check: outside('reservation', 'checkedInAt'),
  reservations_booked_until_check: outside('reservation', 'bookedUntil'),
  no_show_points_pkey: already('no-show-point', 'reservationId'),
  no_show_points_reservation_fkey: missing('reservation'),
  no_show_points_party_fkey: missing('party'),
  no_show_points_points_check: outside('no-show-point', 'points'),
  no_show_points_span_check: outside('no-show-point', 'expiresAt'),
  claims_pkey: already('claim', 'id'),
  claims_atom_fkey: missing('atom'),
  claims_reservation_fkey: missing('reservation'),
  claims_status_check: outside('claim', 'status'),
  claims_span_check: outside('claim', 'heldUntil'),
  claims_expiry_check: outside('claim', 'expiresAt'),
  claims_standing_check: outside('claim', 'reservationId'),
  claim_overlap: overlap,
  idempotency_keys_pkey: already('idempotency-key', 'key'),
  audit_events_pkey: already('audit-event', 'id'),
  changes_pkey: already('change', 'id'),
  changes_noun_check: outside('change', 'noun'),
  acts_pkey: already('act', 'id'),
  acts_undoes_key: already('act', 'undoes'),
  acts_user_fkey: missing('user'),
  acts_undoes_fkey: missing('act'),
  acts_kind_check: outside('act', 'kind'),
  users_email_check: outside('user', 'email'),
  devices_pkey: already('device', 'id'),
  devices_token_key: already('device', 'token'),
  devices_facility_fkey: missing('facility'),
  devices_kind_check: outside('device', 'kind'),
  devices_door_check: outside('device', 'spaceCodes'),
  devices_hours_check: outside('device', 'hours'),
  devices_orientation_check: outside('device', 'look'),
  devices_locale_check: outside('device', 'look'),
  devices_theme_check: outside('device', 'look'),
  calendar_feeds_pkey: already('calendar', 'id'),
  calendar_feeds_token_key: already('calendar', 'token'),
  calendar_feeds_user_fkey: missing('user'),
  calendar_feeds_space_fkey: missing('space'),
  calendar_feeds_kind_check: outside('calendar', 'kind'),
  calendar_feeds_place_check: outside('calendar', 'spaceId'),
  calendar_feeds_locale_check: outside('calendar', 'locale'),
  duty_mails_pkey: already('duty-mail', 'time'),
  duty_mails_facility_fkey: missing('facility'),
  duty_mails_minute_check: outside('duty-mail', 'time'),
  duty_mails_days_check: outside('duty-mail', 'daysAhead'),
  duty_mails_addresses_check: outside('duty-mail', 'addresses'),
  mail_outbox_pkey: already('mail', 'id'),
  mail_outbox_dedupe_key: already('mail', 'dedupeKey'),
  mail_outbox_facility_fkey: missing('facility'),
  mail_outbox_recipient_check: outside('mail', 'to'),
  mail_outbox_state_check: outside('mail', 'state'),
  mail_outbox_sent_check: outside('mail', 'sentAt'),
  mail_outbox_tries_check: outside('mail', 'tries'),
  messages_pkey: already('message', 'id'),
  messages_order_fkey: missing('order'),
  messages_author_fkey: missing('user'),
  messages_kind_check: outside('message', 'kind'),
  messages_side_check: outside('message', 'side'),
  messages_body_check: outside('message', 'text'),
  messages_event_check: outside('message', 'event'),
  message_reads_pkey: already('message', 'read'),
  message_reads_order_fkey: missing('order'),
  message_reads_user_fkey: missing('user'),
  attachments_pkey: already('attachment', 'id'),
  attachments_order_fkey: missing('order'),
  attachments_uploaded_by_fkey: missing('user'),
  attachments_name_check: outside('attachment', 'name'),
  attachments_type_check: outside('attachment', 'type'),
  attachments_bytes_check: outside('attachment', 'bytes'),
  attachments_sha256_check: outside('attachment', 'sha256'),
  attachment_pieces_pkey: already('attachment', 'position'),
  attachment_pieces_attachment_fkey: missing('attachment'),
  attachment_pieces_data_check: outside('attachment', 'data'),
  series_pkey: already('series', 'id'),
  series_order_fkey: missing('order'),
  series_party_fkey: missing('party'),
  series_space_fkey: missing('space'),
  series_split_from_fkey: missing('series'),
  series_headcount_check: outside('series', 'headcount'),
  series_on_conflict_check: outside('series', 'onConflict'),
  series_state_check: outside('series', 'state'),
  series_dates_pkey: already('series-date', 'key'),
  series_dates_line_key: already('series-date', 'lineId'),
  series_dates_series_fkey: missing('series'),
  series_dates_line_fkey: missing('line'),
  series_dates_span_check: outside('series-date', 'end'),
  series_dates_lost_check: outside('series-date', 'reason'),
  series_dates_standing_check: outside('series-date', 'lineId'),
  offers_pkey: already('offer', 'id'),
  offers_date_fkey: missing('series-date'),
  offers_space_fkey: missing('space'),
  offers_state_check: outside('offer', 'state'),
  offers_span_check: outside('offer', 'expiresAt'),
  offers_settled_check: outside('offer', 'settledAt'),
  people_pkey: already('person', 'id'),
  people_atom_fkey: missing('atom'),
  people_party_fkey: missing('party'),
  people_user_fkey: missing('user'),
  people_kind_check: outside('person', 'kind'),
  people_limits_check: outside('person', 'limits'),
  working_hours_pkey: already('working-hours', 'id'),
  working_hours_person_fkey: missing('person'),
  working_hours_span_check: outside('working-hours', 'until'),
  working_hours_dates_check: outside('working-hours', 'validUntil'),
  absences_pkey: already('absence', 'id'),
  absences_person_fkey: missing('person'),
  absences_span_check: outside('absence', 'end'),
  reservation_people_pkey: already('reservation', 'people'),
  reservation_people_reservation_fkey: missing('reservation'),
  reservation_people_person_fkey: missing('person'),
  repairs_pkey: already('repair', 'id'),
  repairs_facility_fkey: missing('facility'),
  repairs_kind_check: outside('repair', 'kind'),
  repairs_state_check: outside('repair', 'state'),
  repairs_settled_check: outside('repair', 'settledAt'),
  drafts_pkey: already('draft', 'id'),
  drafts_repair_fkey: missing('repair'),
  drafts_party_fkey: missing('party'),
  drafts_party_key: already('draft', 'partyId'),
  drafts_state_check: outside('draft', 'state'),
  drafts_settled_check: outside('draft', 'settledAt'),
  terms_pkey: already('term', 'id'),
  terms_facility_fkey: missing('facility'),
  terms_dates_check: outside('term', 'endsOn'),
  terms_enrolment_check: outside('term', 'closesAt'),
  programmes_pkey: already('programme', 'id'),
  programmes_term_fkey: missing('term'),
  programmes_party_fkey: missing('party'),
  programmes_person_fkey: missing('person'),
  programmes_kind_check: outside('programme', 'kind'),
  programmes_seats_check: outside('programme', 'capacity'),
  programmes_enrolment_check: outside('programme', 'closesAt'),
  programmes_certificate_check: outside('programme', 'attendancePercent'),
  programmes_state_check: outside('programme', 'state'),
  programme_quotas_pkey: already('programme', 'quotas'),
  programme_quotas_programme_fkey: missing('programme'),
  programme_quotas_party_fkey: missing('party'),
  programme_quotas_seats_check: outside('programme', 'quotas'),
  programme_sessions_pkey: already('session', 'reservation'),
  programme_sessions_programme_fkey: missing('programme'),
  programme_sessions_reservation_fkey: missing('reservation'),
  programme_sessions_makes_up_fkey: missing('session'),
  programme_series_pkey: already('programme', 'series'),
  programme_series_series_fkey: missing('series'),
  programme_series_programme_fkey: missing('programme'),
  enrolments_pkey: already('enrolment', 'id'),
  enrolments_programme_fkey: missing('programme'),
  enrolments_party_fkey: missing('party'),
  enrolments_user_fkey: missing('user'),
  enrolments_state_check: outside('enrolment', 'state'),
  enrolments_offer_check: outside('enrolment', 'offeredUntil'),
  roll_marks_pkey: already('roll', 'enrolment'),
  roll_marks_session_fkey: missing('session'),
  roll_marks_enrolment_fkey: missing('enrolment'),
  roll_marks_mark_check: outside('roll', 'mark'),
  course_calls_pkey: already('course-call', 'id'),
  course_calls_facility_fkey: missing('facility'),
  course_calls_programme_fkey: missing('programme'),
  course_calls_seats_check: outside('course-call', 'capacity'),
  course_calls_state_check: outside('course-call', 'state'),
  course_votes_pkey: already('course-vote', 'id'),
  course_votes_call_fkey: missing('course-call'),
  course_votes_party_fkey: missing('party'),
  course_votes_user_fkey: missing('user'),
  course_votes_person_key: already('course-vote', 'phone'),
  course_votes_slots_check: outside('course-vote', 'slots'),
  head_counts_pkey: already('head-count', 'id'),
  head_counts_facility_fkey: missing('facility'),
  head_counts_reservation_fkey: missing('reservation'),
  head_counts_programme_fkey: missing('programme'),
  head_counts_space_fkey: missing('space'),
  head_counts_of_check: outside('head-count', 'of'),
  head_counts_number_check: outside('head-count', 'onSite'),
}

/**
 * What a failed statement means to a use case.
 *
 * @returns null for an error that is no "no": it is a fault of the house and is thrown on
 */
export function refusalOf(error: unknown): DatabaseRefusal | null {
  if (!(error instanceof pg.DatabaseError)) return null
  if (error.code === LOST_RACE) return overlap
  if (error.code?.startsWith('23') !== true) return null
  return CONSTRAINT_REFUSALS[error.constraint ?? ''] ?? null
}

/**
 * Whether the database was away, slow or fought over.
 *
 * @returns null when the error says something else
 */
export function unavailable(error: unknown): Unavailable | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === '40001' || code === '40P01' || code === '55P03') return { kind: 'unavailable', why: 'contended' }
  if (code === '57014' || code === '25P03') return { kind: 'unavailable', why: 'too-slow' }
  if (code === '25006') return { kind: 'unavailable', why: 'read-only' }
  const lost =
    LOST.has(code) ||
    code.startsWith('08') ||
    code.startsWith('57P') ||
    code.startsWith('53') ||
    DRIVER_LOST.test(error.message)
  return lost ? { kind: 'unavailable', why: 'no-connection' } : null
}

const LOST: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
])

/** The driver's own errors carry no code. */
const DRIVER_LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/
