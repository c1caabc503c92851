/** A row as the database names it; instants are ISO texts. */
export type Row = Readonly<Record<string, unknown>>

/** Every table with a `facility_id`, parents before children: written in this order, emptied in the other. */
export const TABLES = [
  'facilities',
  'atoms',
  'spaces',
  'space_atoms',
  'opening_hours',
  'holiday_notices',
  'special_days',
  'closures',
  'policies',
  'parties',
  'users',
  'user_roles',
  'user_parties',
  'people',
  'working_hours',
  'absences',
  'sessions',
  'devices',
  'calendar_feeds',
  'duty_mails',
  'orders',
  'order_lines',
  'reservations',
  'series',
  'series_dates',
  'offers',
  'reservation_people',
  'claims',
  'no_show_points',
  'idempotency_keys',
  'audit_events',
  'changes',
  'acts',
  'mail_outbox',
  'messages',
  'message_reads',
  'attachments',
  'attachment_pieces',
  'repairs',
  'drafts',
  'terms',
  'programmes',
  'programme_quotas',
  'programme_sessions',
  'programme_series',
  'enrolments',
  'roll_marks',
  'course_calls',
  'course_votes',
  'head_counts',
] as const
export type Table = (typeof TABLES)[number]

/** A table that is left out gets no rows. */
export type Rows = Readonly<Partial<Record<Table, readonly Row[]>>>

/** An instant as PostgreSQL reads it. */
export function iso(instant: number): string {
  return new Date(instant).toISOString()
}
