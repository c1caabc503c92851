import { type DatabaseRefusal, already, missing, outside } from './refusal.ts'

/** Series and offers (migration 0008). */
export const SERIES: Readonly<Record<string, DatabaseRefusal>> = {
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
}
