import { type DatabaseRefusal, already, missing, outside } from './refusal.ts'

/** Decisions on record and head counts (migrations 0013 and 0018). */
export const RECORDS: Readonly<Record<string, DatabaseRefusal>> = {
  fact_snapshots_pkey: already('decision', 'facts'),
  fact_snapshots_facility_fkey: missing('facility'),
  decision_records_pkey: already('decision', 'id'),
  decision_records_facts_fkey: missing('decision'),
  decision_records_party_fkey: missing('party'),
  decision_records_kind_check: outside('decision', 'kind'),
  decision_records_override_check: outside('decision', 'waivers'),
  head_counts_pkey: already('head-count', 'id'),
  head_counts_facility_fkey: missing('facility'),
  head_counts_reservation_fkey: missing('reservation'),
  head_counts_programme_fkey: missing('programme'),
  head_counts_space_fkey: missing('space'),
  head_counts_of_check: outside('head-count', 'of'),
  head_counts_number_check: outside('head-count', 'onSite'),
}
