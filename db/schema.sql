-- The schema that db/migrations make. Written by "npm run schema"; do not edit.
-- It reads well and runs on an empty database, but only the migrations make a database the program accepts.

create extension if not exists btree_gist;

set check_function_bodies = off;

create sequence order_reference_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

CREATE OR REPLACE FUNCTION public.closure_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' then
    insert into changes (facility_id, noun, noun_id, space_id, held_from, held_until)
    values (old.facility_id, 'closure', old.closure_id, old.space_id, old.starts_at, old.ends_at);
  end if;
  if tg_op <> 'DELETE' then
    insert into changes (facility_id, noun, noun_id, space_id, held_from, held_until)
    values (new.facility_id, 'closure', new.closure_id, new.space_id, new.starts_at, new.ends_at);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.everything_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into changes (facility_id, noun, noun_id) select facility_id, 'reset', facility_id from facilities;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.facts_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended(facility_id || ' facts', 0))
  from (select distinct facility_id from changed order by facility_id) as facilities;
  update facilities set facts_version = facts_version + 1
  where facility_id in (select facility_id from changed);
  if tg_table_name <> 'closures' then
    insert into changes (facility_id, noun, noun_id) select distinct facility_id, 'facts', facility_id from changed;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.hold_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' and old.status = 'tentative' then
    insert into changes (facility_id, noun, noun_id, space_id, held_from, held_until)
    values (old.facility_id, 'hold', old.claim_id, old.space_id, old.held_from, old.held_until);
  end if;
  if tg_op <> 'DELETE' and new.status = 'tentative' then
    insert into changes (facility_id, noun, noun_id, space_id, held_from, held_until)
    values (new.facility_id, 'hold', new.claim_id, new.space_id, new.held_from, new.held_until);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.lost_race()
 RETURNS text
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'somebody was quicker' using errcode = 'GY001';
end $function$
;

CREATE OR REPLACE FUNCTION public.order_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into changes (facility_id, noun, noun_id, order_id, party_id)
  values (new.facility_id, 'order', new.order_id, new.order_id, new.party_id);
  insert into changes (facility_id, noun, noun_id, order_id, party_id, space_id, held_from, held_until)
  select facility_id, 'request', line_id, order_id, party_id, space_id, held_from, held_until
  from order_lines
  where facility_id = new.facility_id and order_id = new.order_id and state = 'pending';
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.points_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended(facility_id || ' facts', 0))
  from (select distinct facility_id from changed order by facility_id) as facilities;
  update facilities set facts_version = facts_version + 1
  where facility_id in (select facility_id from changed);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.points_emptied()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update facilities set facts_version = facts_version + 1;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.request_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' and old.state = 'pending' then
    insert into changes (facility_id, noun, noun_id, order_id, party_id, space_id, held_from, held_until)
    values (old.facility_id, 'request', old.line_id, old.order_id, old.party_id, old.space_id, old.held_from, old.held_until);
  end if;
  if tg_op <> 'DELETE' and new.state = 'pending'
    and (tg_op = 'INSERT' or old.state <> 'pending'
      or (new.space_id, new.held_from, new.held_until) is distinct from (old.space_id, old.held_from, old.held_until)) then
    insert into changes (facility_id, noun, noun_id, order_id, party_id, space_id, held_from, held_until)
    values (new.facility_id, 'request', new.line_id, new.order_id, new.party_id, new.space_id, new.held_from, new.held_until);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.reservations_added()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select count(*) from changed) > 500 then
    insert into changes (facility_id, noun, noun_id) select distinct facility_id, 'reset', facility_id from changed;
  else
    insert into changes (facility_id, noun, noun_id, order_id, party_id, space_id, held_from, held_until)
    select facility_id, 'reservation', reservation_id, order_id, party_id, space_id, held_from, held_until from changed;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.reservations_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select count(*) from changed) > 500 then
    insert into changes (facility_id, noun, noun_id) select distinct facility_id, 'reset', facility_id from changed;
  else
    insert into changes (facility_id, noun, noun_id, order_id, party_id, space_id, held_from, held_until)
    select c.facility_id, 'reservation', c.reservation_id, c.order_id, c.party_id, c.space_id, c.held_from, c.held_until
    from changed c
    join before b on b.facility_id = c.facility_id and b.reservation_id = c.reservation_id
    where b.* is distinct from c.*
    union all
    select b.facility_id, 'reservation', b.reservation_id, b.order_id, b.party_id, b.space_id, b.held_from, b.held_until
    from before b
    left join changed c on c.facility_id = b.facility_id and c.reservation_id = b.reservation_id
    where c.reservation_id is null
      or (c.space_id, c.held_from, c.held_until) is distinct from (b.space_id, b.held_from, b.held_until);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.rights_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into changes (facility_id, noun, noun_id) select distinct facility_id, 'rights', user_id from changed;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.series_session()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into programme_sessions (facility_id, programme_id, reservation_id)
  select new.facility_id, s.programme_id, new.reservation_id
  from programme_series s where s.facility_id = new.facility_id and s.series_id = new.series_id
  on conflict do nothing;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.series_split()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into programme_series (facility_id, series_id, programme_id)
  select new.facility_id, new.series_id, s.programme_id
  from programme_series s where s.facility_id = new.facility_id and s.series_id = new.split_from;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.thread_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into changes (facility_id, noun, noun_id, order_id, party_id)
  select distinct o.facility_id, 'order', o.order_id, o.order_id, o.party_id
  from changed c
  join orders o on o.facility_id = c.facility_id and o.order_id = c.order_id;
  return null;
end $function$
;

create table absences (
  facility_id uuid not null,
  absence_id uuid not null,
  person_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  reason text default ''::text not null,
  created_by uuid,
  created_at timestamp with time zone default now() not null,
  constraint absences_pkey PRIMARY KEY (facility_id, absence_id),
  constraint absences_span_check CHECK ((starts_at < ends_at))
);

create table acts (
  facility_id uuid not null,
  act_id uuid not null,
  at timestamp with time zone not null,
  user_id uuid not null,
  kind text not null,
  reason text,
  changes jsonb not null,
  reservation_ids uuid[] not null,
  undoes uuid,
  constraint acts_pkey PRIMARY KEY (facility_id, act_id),
  constraint acts_undoes_key UNIQUE (facility_id, undoes),
  constraint acts_kind_check CHECK ((kind = ANY (ARRAY['move'::text, 'swap'::text, 'cancel'::text, 'restore'::text, 'rearrange'::text, 'check-in'::text, 'check-out'::text, 'release'::text, 'no-show'::text, 'repair'::text])))
);

create table atoms (
  facility_id uuid not null,
  atom_id uuid not null,
  kind text not null,
  code text not null,
  constraint atoms_pkey PRIMARY KEY (facility_id, atom_id),
  constraint atoms_code_key UNIQUE (facility_id, code),
  constraint atoms_kind_check CHECK ((kind = ANY (ARRAY['space'::text, 'person'::text, 'equipment'::text])))
);

create table attachment_pieces (
  facility_id uuid not null,
  attachment_id uuid not null,
  "position" integer not null,
  data bytea not null,
  constraint attachment_pieces_pkey PRIMARY KEY (facility_id, attachment_id, "position"),
  constraint attachment_pieces_data_check CHECK (((length(data) >= 1) AND (length(data) <= 262144)))
);

create table attachments (
  facility_id uuid not null,
  attachment_id uuid not null,
  order_id uuid not null,
  uploaded_by uuid not null,
  name text not null,
  type text not null,
  bytes integer not null,
  sha256 bytea not null,
  at timestamp with time zone not null,
  constraint attachments_pkey PRIMARY KEY (facility_id, attachment_id),
  constraint attachments_bytes_check CHECK (((bytes >= 1) AND (bytes <= 10485760))),
  constraint attachments_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint attachments_sha256_check CHECK ((length(sha256) = 32)),
  constraint attachments_type_check CHECK ((type = ANY (ARRAY['pdf'::text, 'jpg'::text, 'png'::text, 'webp'::text, 'docx'::text, 'xlsx'::text])))
);

create table audit_events (
  facility_id uuid not null,
  audit_id uuid not null,
  at timestamp with time zone not null,
  user_id uuid,
  action text not null,
  noun text not null,
  noun_id uuid not null,
  data jsonb not null,
  constraint audit_events_pkey PRIMARY KEY (facility_id, audit_id)
);

create table calendar_feeds (
  facility_id uuid not null,
  feed_id uuid not null,
  user_id uuid not null,
  kind text not null,
  space_id uuid,
  locale text default 'zh-CN'::text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  last_read_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint calendar_feeds_pkey PRIMARY KEY (facility_id, feed_id),
  constraint calendar_feeds_token_key UNIQUE (token_hash),
  constraint calendar_feeds_kind_check CHECK ((kind = ANY (ARRAY['own'::text, 'space'::text, 'programme'::text]))),
  constraint calendar_feeds_locale_check CHECK ((locale = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint calendar_feeds_place_check CHECK (((kind = 'space'::text) = (space_id IS NOT NULL)))
);

create table changes (
  facility_id uuid not null,
  xact xid8 default pg_current_xact_id() not null,
  change_id bigint generated always as identity not null,
  at timestamp with time zone default now() not null,
  noun text not null,
  noun_id uuid not null,
  order_id uuid,
  party_id uuid,
  space_id uuid,
  held_from timestamp with time zone,
  held_until timestamp with time zone,
  constraint changes_pkey PRIMARY KEY (facility_id, xact, change_id),
  constraint changes_noun_check CHECK ((noun = ANY (ARRAY['reservation'::text, 'request'::text, 'hold'::text, 'closure'::text, 'order'::text, 'facts'::text, 'rights'::text, 'reset'::text])))
);

create table claims (
  facility_id uuid not null,
  claim_id uuid not null,
  atom_id uuid not null,
  space_id uuid not null,
  reservation_id uuid,
  held_from timestamp with time zone not null,
  held_until timestamp with time zone not null,
  held tstzrange generated always as (tstzrange(held_from, held_until, '[)'::text)) stored not null,
  status text not null,
  expires_at timestamp with time zone,
  constraint claims_pkey PRIMARY KEY (facility_id, claim_id),
  constraint claim_overlap EXCLUDE USING gist (facility_id WITH =, atom_id WITH =, held WITH &&) WHERE ((status <> 'released'::text)),
  constraint claims_expiry_check CHECK ((((status = 'tentative'::text) = (expires_at IS NOT NULL)) OR (status = 'released'::text))),
  constraint claims_span_check CHECK (((held_from < held_until) AND ((held_until - held_from) <= '3 days'::interval))),
  constraint claims_standing_check CHECK (((status <> 'confirmed'::text) OR (reservation_id IS NOT NULL))),
  constraint claims_status_check CHECK ((status = ANY (ARRAY['tentative'::text, 'confirmed'::text, 'released'::text])))
);

create table closures (
  facility_id uuid not null,
  closure_id uuid not null,
  space_id uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  reason text not null,
  created_by uuid,
  created_at timestamp with time zone default now() not null,
  constraint closures_pkey PRIMARY KEY (facility_id, closure_id),
  constraint closures_span_check CHECK ((starts_at < ends_at))
);

create table course_calls (
  facility_id uuid not null,
  call_id uuid not null,
  title text not null,
  summary text default ''::text not null,
  skills text[] default '{}'::text[] not null,
  "least" integer not null,
  capacity integer not null,
  sessions integer not null,
  minutes integer not null,
  slots jsonb not null,
  from_date date not null,
  closes_at timestamp with time zone not null,
  state text not null,
  programme_id uuid,
  version integer default 1 not null,
  created_by uuid,
  created_at timestamp with time zone default now() not null,
  constraint course_calls_pkey PRIMARY KEY (facility_id, call_id),
  constraint course_calls_seats_check CHECK (((("least" >= 1) AND ("least" <= capacity)) AND ((sessions >= 1) AND (sessions <= 200)) AND ((minutes >= 15) AND (minutes <= 720)))),
  constraint course_calls_state_check CHECK ((state = ANY (ARRAY['open'::text, 'opened'::text, 'closed'::text])))
);

create table course_votes (
  facility_id uuid not null,
  call_id uuid not null,
  vote_id uuid not null,
  name text not null,
  phone text not null,
  party_id uuid,
  user_id uuid,
  slots smallint[] not null,
  voted_at timestamp with time zone not null,
  constraint course_votes_pkey PRIMARY KEY (facility_id, vote_id),
  constraint course_votes_person_key UNIQUE (facility_id, call_id, phone),
  constraint course_votes_slots_check CHECK ((cardinality(slots) > 0))
);

create table devices (
  facility_id uuid not null,
  device_id uuid not null,
  kind text not null,
  name text not null,
  space_codes text[] default '{}'::text[] not null,
  hours smallint default 6 not null,
  orientation text default 'auto'::text not null,
  locale text default 'zh-CN'::text not null,
  theme text default 'dark'::text not null,
  token_hash bytea not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint devices_pkey PRIMARY KEY (facility_id, device_id),
  constraint devices_token_key UNIQUE (token_hash),
  constraint devices_door_check CHECK (((kind <> 'door'::text) OR (cardinality(space_codes) = 1))),
  constraint devices_hours_check CHECK (((hours >= 1) AND (hours <= 24))),
  constraint devices_kind_check CHECK ((kind = ANY (ARRAY['wall'::text, 'door'::text]))),
  constraint devices_locale_check CHECK ((locale = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint devices_orientation_check CHECK ((orientation = ANY (ARRAY['auto'::text, 'landscape'::text, 'portrait'::text]))),
  constraint devices_theme_check CHECK ((theme = ANY (ARRAY['dark'::text, 'light'::text, 'auto'::text])))
);

create table drafts (
  facility_id uuid not null,
  draft_id uuid not null,
  repair_id uuid not null,
  party_id uuid not null,
  address text,
  subject text not null,
  body text not null,
  consent boolean not null,
  state text default 'draft'::text not null,
  version integer default 1 not null,
  made_at timestamp with time zone not null,
  settled_by uuid,
  settled_at timestamp with time zone,
  constraint drafts_pkey PRIMARY KEY (facility_id, draft_id),
  constraint drafts_party_key UNIQUE (facility_id, repair_id, party_id, consent),
  constraint drafts_settled_check CHECK (((state = 'draft'::text) = (settled_at IS NULL))),
  constraint drafts_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'told'::text, 'dropped'::text])))
);

create table duty_mails (
  facility_id uuid not null,
  minute smallint not null,
  days_ahead smallint not null,
  addresses text[] not null,
  constraint duty_mails_pkey PRIMARY KEY (facility_id, minute, days_ahead),
  constraint duty_mails_addresses_check CHECK (((cardinality(addresses) >= 1) AND (cardinality(addresses) <= 20))),
  constraint duty_mails_days_check CHECK (((days_ahead >= 0) AND (days_ahead <= 1))),
  constraint duty_mails_minute_check CHECK (((minute >= 0) AND (minute <= 1439)))
);

create table enrolments (
  facility_id uuid not null,
  enrolment_id uuid not null,
  programme_id uuid not null,
  name text not null,
  phone text not null,
  party_id uuid,
  user_id uuid,
  state text not null,
  asked_at timestamp with time zone not null,
  offered_until timestamp with time zone,
  version integer default 1 not null,
  constraint enrolments_pkey PRIMARY KEY (facility_id, enrolment_id),
  constraint enrolments_offer_check CHECK (((state = 'offered'::text) = (offered_until IS NOT NULL))),
  constraint enrolments_state_check CHECK ((state = ANY (ARRAY['enrolled'::text, 'waiting'::text, 'offered'::text, 'withdrawn'::text, 'expired'::text])))
);

create table facilities (
  facility_id uuid not null,
  code text not null,
  name jsonb not null,
  time_zone text not null,
  facts_version bigint default 1 not null,
  created_at timestamp with time zone default now() not null,
  constraint facilities_pkey PRIMARY KEY (facility_id),
  constraint facilities_code_key UNIQUE (code)
);

create table head_counts (
  facility_id uuid not null,
  count_id uuid not null,
  reservation_id uuid,
  programme_id uuid,
  space_id uuid,
  counted_on date not null,
  on_site integer default 0 not null,
  online integer default 0 not null,
  note text default ''::text not null,
  counted_by uuid,
  counted_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint head_counts_pkey PRIMARY KEY (facility_id, count_id),
  constraint head_counts_number_check CHECK (((on_site >= 0) AND (online >= 0) AND ((on_site + online) > 0))),
  constraint head_counts_of_check CHECK ((num_nonnulls(reservation_id, programme_id, space_id) >= 1))
);

create table holiday_notices (
  facility_id uuid not null,
  year smallint not null,
  source text not null,
  announced_on date not null,
  constraint holiday_notices_pkey PRIMARY KEY (facility_id, year)
);

create table idempotency_keys (
  facility_id uuid not null,
  user_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status smallint not null,
  response jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint idempotency_keys_pkey PRIMARY KEY (facility_id, user_id, key)
);

create table mail_outbox (
  facility_id uuid not null,
  mail_id uuid not null,
  dedupe_key text not null,
  recipient text not null,
  subject text not null,
  text_body text not null,
  html_body text,
  state text default 'queued'::text not null,
  tries integer default 0 not null,
  last_error text,
  queued_at timestamp with time zone default now() not null,
  next_try_at timestamp with time zone,
  tried_at timestamp with time zone,
  sent_at timestamp with time zone,
  constraint mail_outbox_pkey PRIMARY KEY (facility_id, mail_id),
  constraint mail_outbox_dedupe_key UNIQUE (facility_id, dedupe_key),
  constraint mail_outbox_recipient_check CHECK (((length(recipient) <= 254) AND (recipient ~ '^[^[:space:]@,;<>]+@[^[:space:]@,;<>]+$'::text))),
  constraint mail_outbox_sent_check CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  constraint mail_outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text]))),
  constraint mail_outbox_tries_check CHECK ((tries >= 0))
);

create table message_reads (
  facility_id uuid not null,
  order_id uuid not null,
  user_id uuid not null,
  message_id uuid not null,
  constraint message_reads_pkey PRIMARY KEY (facility_id, order_id, user_id)
);

create table messages (
  facility_id uuid not null,
  message_id uuid not null,
  order_id uuid not null,
  kind text not null,
  side text not null,
  author_id uuid,
  at timestamp with time zone not null,
  body text default ''::text not null,
  event text,
  params jsonb default '{}'::jsonb not null,
  offer jsonb,
  constraint messages_pkey PRIMARY KEY (facility_id, message_id),
  constraint messages_body_check CHECK (((length(body) <= 1000) AND ((kind = 'system'::text) OR (body ~ '\S'::text)))),
  constraint messages_event_check CHECK (((kind = 'system'::text) = (event IS NOT NULL))),
  constraint messages_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'system'::text]))),
  constraint messages_side_check CHECK ((side = ANY (ARRAY['party'::text, 'house'::text])))
);

create table no_show_points (
  facility_id uuid not null,
  reservation_id uuid not null,
  party_id uuid not null,
  person_id uuid,
  points integer not null,
  given_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  reason text,
  constraint no_show_points_pkey PRIMARY KEY (facility_id, reservation_id),
  constraint no_show_points_points_check CHECK ((points > 0)),
  constraint no_show_points_span_check CHECK ((given_at < expires_at))
);

create table offers (
  facility_id uuid not null,
  offer_id uuid not null,
  series_id uuid not null,
  key date not null,
  space_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  claim_ids uuid[] not null,
  state text not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  settled_by uuid,
  constraint offers_pkey PRIMARY KEY (facility_id, offer_id),
  constraint offers_settled_check CHECK (((state = 'open'::text) = (settled_at IS NULL))),
  constraint offers_span_check CHECK (((starts_at < ends_at) AND (made_at < expires_at) AND (expires_at <= starts_at))),
  constraint offers_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'refused'::text, 'expired'::text, 'withdrawn'::text])))
);

create table opening_hours (
  facility_id uuid not null,
  space_id uuid not null,
  hours_id uuid not null,
  day_kind text not null,
  weekdays smallint[],
  opens smallint not null,
  closes smallint not null,
  valid_from date,
  valid_until date,
  constraint opening_hours_pkey PRIMARY KEY (facility_id, hours_id),
  constraint opening_hours_dates_check CHECK ((valid_from <= valid_until)),
  constraint opening_hours_day_kind_check CHECK ((day_kind = ANY (ARRAY['workday'::text, 'weekend'::text, 'legal-holiday'::text, 'make-up-workday'::text]))),
  constraint opening_hours_span_check CHECK (((opens >= 0) AND (opens < closes) AND (closes <= 1440)))
);

create table order_lines (
  facility_id uuid not null,
  order_id uuid not null,
  line_id uuid not null,
  "position" integer not null,
  kind text not null,
  space_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  held_from timestamp with time zone not null,
  held_until timestamp with time zone not null,
  party_id uuid not null,
  person_id uuid,
  state text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  reason text,
  reason_code text,
  waivers jsonb default '[]'::jsonb not null,
  constraint order_lines_pkey PRIMARY KEY (facility_id, line_id),
  constraint order_lines_decision_check CHECK ((((state = ANY (ARRAY['accepted'::text, 'declined'::text])) = (decided_at IS NOT NULL)) OR (state = 'withdrawn'::text))),
  constraint order_lines_kind_check CHECK ((kind = 'space'::text)),
  constraint order_lines_span_check CHECK (((starts_at < ends_at) AND (held_from <= starts_at) AND (held_until >= ends_at) AND ((held_until - held_from) <= '3 days'::interval))),
  constraint order_lines_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
);

create table orders (
  facility_id uuid not null,
  order_id uuid not null,
  reference text not null,
  party_id uuid not null,
  placed_by uuid not null,
  title text not null,
  purpose text not null,
  headcount integer not null,
  features text[] default '{}'::text[] not null,
  conditions jsonb default '{}'::jsonb not null,
  state text not null,
  policy_version integer not null,
  version integer default 1 not null,
  placed_at timestamp with time zone not null,
  constraint orders_pkey PRIMARY KEY (facility_id, order_id),
  constraint orders_reference_key UNIQUE (facility_id, reference),
  constraint orders_headcount_check CHECK ((headcount > 0)),
  constraint orders_state_check CHECK ((state = ANY (ARRAY['placed'::text, 'accepted'::text, 'partly-accepted'::text, 'declined'::text, 'withdrawn'::text])))
);

create table parties (
  facility_id uuid not null,
  party_id uuid not null,
  parent_id uuid,
  kind text not null,
  code text not null,
  name text not null,
  phone text,
  suspended boolean default false not null,
  constraint parties_pkey PRIMARY KEY (facility_id, party_id),
  constraint parties_code_key UNIQUE (facility_id, code),
  constraint parties_kind_check CHECK ((kind = ANY (ARRAY['federation'::text, 'county'::text, 'town'::text, 'branch'::text, 'partner'::text, 'association'::text, 'palace'::text, 'person'::text])))
);

create table people (
  facility_id uuid not null,
  person_id uuid not null,
  name text not null,
  kind text not null,
  skills text[] default '{}'::text[] not null,
  party_id uuid,
  user_id uuid,
  phone text,
  email text,
  minutes_a_day integer,
  rest_minutes integer,
  days_a_week smallint,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  constraint people_pkey PRIMARY KEY (facility_id, person_id),
  constraint people_kind_check CHECK ((kind = ANY (ARRAY['instructor'::text, 'technician'::text, 'expert'::text, 'crew'::text, 'volunteer'::text]))),
  constraint people_limits_check CHECK (((minutes_a_day > 0) AND (rest_minutes >= 0) AND ((days_a_week >= 1) AND (days_a_week <= 7))))
);

create table policies (
  facility_id uuid not null,
  version integer not null,
  body jsonb not null,
  made_by uuid,
  made_at timestamp with time zone default now() not null,
  constraint policies_pkey PRIMARY KEY (facility_id, version)
);

create table programme_quotas (
  facility_id uuid not null,
  programme_id uuid not null,
  party_id uuid not null,
  seats integer not null,
  constraint programme_quotas_pkey PRIMARY KEY (facility_id, programme_id, party_id),
  constraint programme_quotas_seats_check CHECK ((seats >= 0))
);

create table programme_series (
  facility_id uuid not null,
  series_id uuid not null,
  programme_id uuid not null,
  constraint programme_series_pkey PRIMARY KEY (facility_id, series_id)
);

create table programme_sessions (
  facility_id uuid not null,
  programme_id uuid not null,
  reservation_id uuid not null,
  makes_up_for uuid,
  note text default ''::text not null,
  constraint programme_sessions_pkey PRIMARY KEY (facility_id, reservation_id)
);

create table programmes (
  facility_id uuid not null,
  programme_id uuid not null,
  term_id uuid,
  kind text not null,
  title text not null,
  summary text default ''::text not null,
  party_id uuid not null,
  person_id uuid,
  skills text[] default '{}'::text[] not null,
  capacity integer not null,
  "least" integer default 1 not null,
  branch_seats integer,
  opens_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  attendance_percent smallint default 80 not null,
  certificate_hours numeric(6,1),
  state text not null,
  version integer default 1 not null,
  created_by uuid,
  created_at timestamp with time zone default now() not null,
  constraint programmes_pkey PRIMARY KEY (facility_id, programme_id),
  constraint programmes_certificate_check CHECK ((((attendance_percent >= 0) AND (attendance_percent <= 100)) AND (certificate_hours >= (0)::numeric))),
  constraint programmes_enrolment_check CHECK ((opens_at < closes_at)),
  constraint programmes_kind_check CHECK ((kind = 'class'::text)),
  constraint programmes_seats_check CHECK (((capacity > 0) AND (("least" >= 1) AND ("least" <= capacity)) AND (branch_seats > 0))),
  constraint programmes_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'cancelled'::text])))
);

create table repairs (
  facility_id uuid not null,
  repair_id uuid not null,
  kind text not null,
  cause jsonb not null,
  fingerprint text not null,
  hit integer not null,
  people integer not null,
  running jsonb default '[]'::jsonb not null,
  plans jsonb default '[]'::jsonb not null,
  state text default 'open'::text not null,
  version integer default 1 not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  settled_by uuid,
  settled_at timestamp with time zone,
  applied jsonb,
  reason text,
  constraint repairs_pkey PRIMARY KEY (facility_id, repair_id),
  constraint repairs_kind_check CHECK ((kind = ANY (ARRAY['closure'::text, 'planned-closure'::text, 'broken-room'::text, 'absence'::text, 'refused-series'::text, 'priority'::text, 'conflict'::text]))),
  constraint repairs_settled_check CHECK ((((state = 'open'::text) = (settled_at IS NULL)) AND ((state = 'applied'::text) = (applied IS NOT NULL)))),
  constraint repairs_state_check CHECK ((state = ANY (ARRAY['open'::text, 'applied'::text, 'superseded'::text, 'dismissed'::text])))
);

create table reservation_people (
  facility_id uuid not null,
  reservation_id uuid not null,
  person_id uuid not null,
  constraint reservation_people_pkey PRIMARY KEY (facility_id, reservation_id, person_id)
);

create table reservations (
  facility_id uuid not null,
  reservation_id uuid not null,
  order_id uuid not null,
  line_id uuid not null,
  space_id uuid not null,
  party_id uuid not null,
  person_id uuid,
  title text not null,
  headcount integer not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  held_from timestamp with time zone not null,
  held_until timestamp with time zone not null,
  day date not null,
  code text not null,
  state text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  checked_in_at timestamp with time zone,
  checked_in_by uuid,
  present integer,
  checked_out_at timestamp with time zone,
  booked_until timestamp with time zone,
  series_id uuid,
  constraint reservations_pkey PRIMARY KEY (facility_id, reservation_id),
  constraint reservations_code_key UNIQUE (facility_id, day, code),
  constraint reservations_line_key UNIQUE (facility_id, line_id),
  constraint reservations_booked_until_check CHECK ((booked_until > ends_at)),
  constraint reservations_check_in_check CHECK (((checked_in_at IS NOT NULL) OR ((checked_in_by IS NULL) AND (present IS NULL) AND (checked_out_at IS NULL)))),
  constraint reservations_code_check CHECK ((code ~ '^[0-9]{6}$'::text)),
  constraint reservations_present_check CHECK ((present > 0)),
  constraint reservations_span_check CHECK (((starts_at < ends_at) AND (held_from <= starts_at) AND (held_until >= ends_at) AND ((held_until - held_from) <= '3 days'::interval))),
  constraint reservations_state_check CHECK ((state = ANY (ARRAY['confirmed'::text, 'in-use'::text, 'ended'::text, 'cancelled'::text, 'no-show'::text])))
);

create table roll_marks (
  facility_id uuid not null,
  reservation_id uuid not null,
  enrolment_id uuid not null,
  mark text not null,
  marked_by uuid,
  marked_at timestamp with time zone not null,
  constraint roll_marks_pkey PRIMARY KEY (facility_id, reservation_id, enrolment_id),
  constraint roll_marks_mark_check CHECK ((mark = ANY (ARRAY['present'::text, 'late'::text, 'absent'::text, 'excused'::text])))
);

create table series (
  facility_id uuid not null,
  series_id uuid not null,
  order_id uuid not null,
  party_id uuid not null,
  title text not null,
  space_id uuid not null,
  headcount integer not null,
  rule jsonb not null,
  on_conflict text not null,
  split_from uuid,
  state text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  constraint series_pkey PRIMARY KEY (facility_id, series_id),
  constraint series_headcount_check CHECK ((headcount > 0)),
  constraint series_on_conflict_check CHECK ((on_conflict = ANY (ARRAY['refuse'::text, 'skip'::text, 'repair'::text]))),
  constraint series_state_check CHECK ((state = ANY (ARRAY['standing'::text, 'split'::text, 'cancelled'::text])))
);

create table series_dates (
  facility_id uuid not null,
  series_id uuid not null,
  key date not null,
  space_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  held_from timestamp with time zone not null,
  held_until timestamp with time zone not null,
  announced boolean not null,
  moved_from date,
  line_id uuid,
  lost text,
  lost_name text,
  lost_at timestamp with time zone,
  violations jsonb default '[]'::jsonb not null,
  constraint series_dates_pkey PRIMARY KEY (facility_id, series_id, key),
  constraint series_dates_line_key UNIQUE (facility_id, line_id),
  constraint series_dates_lost_check CHECK (((lost = ANY (ARRAY['legal-holiday'::text, 'excepted'::text, 'refused'::text, 'closure'::text, 'priority'::text, 'given-back'::text, 'declined'::text])) AND ((lost IS NULL) = (lost_at IS NULL)))),
  constraint series_dates_span_check CHECK (((starts_at < ends_at) AND (held_from <= starts_at) AND (held_until >= ends_at))),
  constraint series_dates_standing_check CHECK (((line_id IS NOT NULL) OR (lost IS NOT NULL)))
);

create table sessions (
  facility_id uuid not null,
  session_id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  csrf_token text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  user_agent text,
  constraint sessions_pkey PRIMARY KEY (facility_id, session_id),
  constraint sessions_token_key UNIQUE (token_hash)
);

create table space_atoms (
  facility_id uuid not null,
  space_id uuid not null,
  atom_id uuid not null,
  constraint space_atoms_pkey PRIMARY KEY (facility_id, space_id, atom_id)
);

create table spaces (
  facility_id uuid not null,
  space_id uuid not null,
  parent_id uuid,
  code text not null,
  name jsonb not null,
  kind text not null,
  "position" integer not null,
  capacity integer not null,
  features text[] default '{}'::text[] not null,
  set_up_minutes integer default 0 not null,
  strike_minutes integer default 0 not null,
  grid_minutes integer default 15 not null,
  min_minutes integer default 30 not null,
  max_minutes integer default 720 not null,
  notice_minutes integer default 0 not null,
  horizon_days integer default 60 not null,
  conditions jsonb,
  conditions_version integer default 0 not null,
  bookable boolean default true not null,
  constraint spaces_pkey PRIMARY KEY (facility_id, space_id),
  constraint spaces_code_key UNIQUE (facility_id, code),
  constraint spaces_buffers_check CHECK ((((set_up_minutes >= 0) AND (set_up_minutes <= 1440)) AND ((strike_minutes >= 0) AND (strike_minutes <= 1440)))),
  constraint spaces_capacity_check CHECK ((capacity > 0)),
  constraint spaces_grid_check CHECK (((grid_minutes >= 1) AND (grid_minutes <= 1440))),
  constraint spaces_length_check CHECK (((min_minutes > 0) AND (min_minutes <= max_minutes))),
  constraint spaces_notice_check CHECK (((notice_minutes >= 0) AND (horizon_days >= 0)))
);

create table special_days (
  facility_id uuid not null,
  day date not null,
  kind text not null,
  name text not null,
  constraint special_days_pkey PRIMARY KEY (facility_id, day),
  constraint special_days_kind_check CHECK ((kind = ANY (ARRAY['legal-holiday'::text, 'make-up-workday'::text])))
);

create table terms (
  facility_id uuid not null,
  term_id uuid not null,
  name text not null,
  starts_on date not null,
  ends_on date not null,
  opens_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  constraint terms_pkey PRIMARY KEY (facility_id, term_id),
  constraint terms_dates_check CHECK ((starts_on <= ends_on)),
  constraint terms_enrolment_check CHECK ((opens_at < closes_at))
);

create table user_parties (
  facility_id uuid not null,
  user_id uuid not null,
  party_id uuid not null,
  constraint user_parties_pkey PRIMARY KEY (facility_id, user_id, party_id)
);

create table user_roles (
  facility_id uuid not null,
  user_id uuid not null,
  role text not null,
  constraint user_roles_pkey PRIMARY KEY (facility_id, user_id, role),
  constraint user_roles_role_check CHECK ((role = ANY (ARRAY['visitor'::text, 'branch-officer'::text, 'front-desk'::text, 'coordinator'::text, 'manager'::text, 'administrator'::text])))
);

create table users (
  facility_id uuid not null,
  user_id uuid not null,
  username text not null,
  display_name text not null,
  phone text,
  password_hash text,
  active boolean default true not null,
  demo boolean default false not null,
  created_at timestamp with time zone default now() not null,
  email text,
  constraint users_pkey PRIMARY KEY (facility_id, user_id),
  constraint users_username_key UNIQUE (username),
  constraint users_email_check CHECK (((length(email) <= 254) AND (email ~ '^[^[:space:]@,;<>]+@[^[:space:]@,;<>]+$'::text)))
);

create table working_hours (
  facility_id uuid not null,
  hours_id uuid not null,
  person_id uuid not null,
  weekdays smallint[] not null,
  from_minute smallint not null,
  until_minute smallint not null,
  valid_from date,
  valid_until date,
  constraint working_hours_pkey PRIMARY KEY (facility_id, hours_id),
  constraint working_hours_dates_check CHECK ((valid_from <= valid_until)),
  constraint working_hours_span_check CHECK (((from_minute >= 0) AND (from_minute < until_minute) AND (until_minute <= 1440)))
);

alter table absences add constraint absences_person_fkey FOREIGN KEY (facility_id, person_id) REFERENCES people(facility_id, person_id) ON DELETE CASCADE;
alter table acts add constraint acts_undoes_fkey FOREIGN KEY (facility_id, undoes) REFERENCES acts(facility_id, act_id);
alter table acts add constraint acts_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table atoms add constraint atoms_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table attachment_pieces add constraint attachment_pieces_attachment_fkey FOREIGN KEY (facility_id, attachment_id) REFERENCES attachments(facility_id, attachment_id) ON DELETE CASCADE;
alter table attachments add constraint attachments_order_fkey FOREIGN KEY (facility_id, order_id) REFERENCES orders(facility_id, order_id);
alter table attachments add constraint attachments_uploaded_by_fkey FOREIGN KEY (facility_id, uploaded_by) REFERENCES users(facility_id, user_id);
alter table calendar_feeds add constraint calendar_feeds_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table calendar_feeds add constraint calendar_feeds_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table claims add constraint claims_atom_fkey FOREIGN KEY (facility_id, atom_id) REFERENCES atoms(facility_id, atom_id);
alter table claims add constraint claims_reservation_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES reservations(facility_id, reservation_id);
alter table closures add constraint closures_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table closures add constraint closures_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table course_calls add constraint course_calls_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table course_calls add constraint course_calls_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table course_votes add constraint course_votes_call_fkey FOREIGN KEY (facility_id, call_id) REFERENCES course_calls(facility_id, call_id);
alter table course_votes add constraint course_votes_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table course_votes add constraint course_votes_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table devices add constraint devices_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table drafts add constraint drafts_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table drafts add constraint drafts_repair_fkey FOREIGN KEY (facility_id, repair_id) REFERENCES repairs(facility_id, repair_id);
alter table duty_mails add constraint duty_mails_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table enrolments add constraint enrolments_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table enrolments add constraint enrolments_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table enrolments add constraint enrolments_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table head_counts add constraint head_counts_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table head_counts add constraint head_counts_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table head_counts add constraint head_counts_reservation_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES reservations(facility_id, reservation_id);
alter table head_counts add constraint head_counts_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table holiday_notices add constraint holiday_notices_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table mail_outbox add constraint mail_outbox_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table message_reads add constraint message_reads_order_fkey FOREIGN KEY (facility_id, order_id) REFERENCES orders(facility_id, order_id);
alter table message_reads add constraint message_reads_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table messages add constraint messages_author_fkey FOREIGN KEY (facility_id, author_id) REFERENCES users(facility_id, user_id);
alter table messages add constraint messages_order_fkey FOREIGN KEY (facility_id, order_id) REFERENCES orders(facility_id, order_id);
alter table no_show_points add constraint no_show_points_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table no_show_points add constraint no_show_points_reservation_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES reservations(facility_id, reservation_id);
alter table offers add constraint offers_date_fkey FOREIGN KEY (facility_id, series_id, key) REFERENCES series_dates(facility_id, series_id, key) ON UPDATE CASCADE ON DELETE CASCADE;
alter table offers add constraint offers_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table opening_hours add constraint opening_hours_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table order_lines add constraint order_lines_order_fkey FOREIGN KEY (facility_id, order_id) REFERENCES orders(facility_id, order_id);
alter table order_lines add constraint order_lines_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table orders add constraint orders_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table orders add constraint orders_placed_by_fkey FOREIGN KEY (facility_id, placed_by) REFERENCES users(facility_id, user_id);
alter table parties add constraint parties_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table parties add constraint parties_parent_fkey FOREIGN KEY (facility_id, parent_id) REFERENCES parties(facility_id, party_id);
alter table people add constraint people_atom_fkey FOREIGN KEY (facility_id, person_id) REFERENCES atoms(facility_id, atom_id);
alter table people add constraint people_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table people add constraint people_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table policies add constraint policies_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table programme_quotas add constraint programme_quotas_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table programme_quotas add constraint programme_quotas_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table programme_series add constraint programme_series_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table programme_series add constraint programme_series_series_fkey FOREIGN KEY (facility_id, series_id) REFERENCES series(facility_id, series_id);
alter table programme_sessions add constraint programme_sessions_makes_up_fkey FOREIGN KEY (facility_id, makes_up_for) REFERENCES programme_sessions(facility_id, reservation_id);
alter table programme_sessions add constraint programme_sessions_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table programme_sessions add constraint programme_sessions_reservation_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES reservations(facility_id, reservation_id);
alter table programmes add constraint programmes_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table programmes add constraint programmes_person_fkey FOREIGN KEY (facility_id, person_id) REFERENCES people(facility_id, person_id);
alter table programmes add constraint programmes_term_fkey FOREIGN KEY (facility_id, term_id) REFERENCES terms(facility_id, term_id);
alter table repairs add constraint repairs_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table reservation_people add constraint reservation_people_person_fkey FOREIGN KEY (facility_id, person_id) REFERENCES people(facility_id, person_id);
alter table reservation_people add constraint reservation_people_reservation_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES reservations(facility_id, reservation_id);
alter table reservations add constraint reservations_line_fkey FOREIGN KEY (facility_id, line_id) REFERENCES order_lines(facility_id, line_id);
alter table reservations add constraint reservations_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table roll_marks add constraint roll_marks_enrolment_fkey FOREIGN KEY (facility_id, enrolment_id) REFERENCES enrolments(facility_id, enrolment_id);
alter table roll_marks add constraint roll_marks_session_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES programme_sessions(facility_id, reservation_id);
alter table series add constraint series_order_fkey FOREIGN KEY (facility_id, order_id) REFERENCES orders(facility_id, order_id);
alter table series add constraint series_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table series add constraint series_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table series add constraint series_split_from_fkey FOREIGN KEY (facility_id, split_from) REFERENCES series(facility_id, series_id);
alter table series_dates add constraint series_dates_line_fkey FOREIGN KEY (facility_id, line_id) REFERENCES order_lines(facility_id, line_id);
alter table series_dates add constraint series_dates_series_fkey FOREIGN KEY (facility_id, series_id) REFERENCES series(facility_id, series_id);
alter table sessions add constraint sessions_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table space_atoms add constraint space_atoms_atom_fkey FOREIGN KEY (facility_id, atom_id) REFERENCES atoms(facility_id, atom_id);
alter table space_atoms add constraint space_atoms_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table spaces add constraint spaces_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table spaces add constraint spaces_parent_fkey FOREIGN KEY (facility_id, parent_id) REFERENCES spaces(facility_id, space_id);
alter table special_days add constraint special_days_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table terms add constraint terms_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table user_parties add constraint user_parties_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table user_parties add constraint user_parties_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table user_roles add constraint user_roles_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table users add constraint users_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table working_hours add constraint working_hours_person_fkey FOREIGN KEY (facility_id, person_id) REFERENCES people(facility_id, person_id) ON DELETE CASCADE;

CREATE INDEX absences_person_idx ON public.absences USING btree (facility_id, person_id, starts_at);
CREATE INDEX acts_reservations_idx ON public.acts USING gin (reservation_ids);
CREATE INDEX acts_user_idx ON public.acts USING btree (facility_id, user_id, act_id DESC);
CREATE INDEX attachments_order_idx ON public.attachments USING btree (facility_id, order_id, attachment_id);
CREATE INDEX audit_events_noun_idx ON public.audit_events USING btree (facility_id, noun_id);
CREATE INDEX calendar_feeds_user_idx ON public.calendar_feeds USING btree (facility_id, user_id) WHERE (revoked_at IS NULL);
CREATE INDEX claims_holds_idx ON public.claims USING btree (facility_id, held_from, held_until) WHERE (status = 'tentative'::text);
CREATE INDEX claims_reservation_idx ON public.claims USING btree (facility_id, reservation_id);
CREATE INDEX claims_window_idx ON public.claims USING btree (facility_id, held_from, held_until) WHERE (status <> 'released'::text);
CREATE INDEX drafts_open_idx ON public.drafts USING btree (facility_id, made_at) WHERE (state = 'draft'::text);
CREATE INDEX enrolments_line_idx ON public.enrolments USING btree (facility_id, programme_id, state, asked_at);
CREATE UNIQUE INDEX enrolments_person_key ON public.enrolments USING btree (facility_id, programme_id, phone) WHERE (state = ANY (ARRAY['enrolled'::text, 'waiting'::text, 'offered'::text]));
CREATE INDEX enrolments_user_idx ON public.enrolments USING btree (facility_id, user_id);
CREATE INDEX head_counts_day_idx ON public.head_counts USING btree (facility_id, counted_on);
CREATE INDEX head_counts_programme_idx ON public.head_counts USING btree (facility_id, programme_id) WHERE (programme_id IS NOT NULL);
CREATE INDEX head_counts_reservation_idx ON public.head_counts USING btree (facility_id, reservation_id) WHERE (reservation_id IS NOT NULL);
CREATE INDEX mail_outbox_open_idx ON public.mail_outbox USING btree (next_try_at, queued_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE INDEX messages_order_idx ON public.messages USING btree (facility_id, order_id, message_id);
CREATE INDEX messages_party_idx ON public.messages USING btree (facility_id, message_id) WHERE ((side = 'party'::text) AND (kind = 'text'::text));
CREATE INDEX no_show_points_live_idx ON public.no_show_points USING btree (facility_id, expires_at) WHERE (lifted_at IS NULL);
CREATE INDEX offers_due_idx ON public.offers USING btree (facility_id, expires_at) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX offers_open_key ON public.offers USING btree (facility_id, series_id, key) WHERE (state = 'open'::text);
CREATE INDEX offers_slot_idx ON public.offers USING btree (facility_id, starts_at);
CREATE INDEX order_lines_order_idx ON public.order_lines USING btree (facility_id, order_id);
CREATE INDEX order_lines_pending_idx ON public.order_lines USING btree (facility_id, starts_at) WHERE (state = 'pending'::text);
CREATE INDEX orders_open_idx ON public.orders USING btree (facility_id, placed_at) WHERE (state = 'placed'::text);
CREATE INDEX orders_party_idx ON public.orders USING btree (facility_id, party_id, order_id DESC);
CREATE INDEX programme_series_programme_idx ON public.programme_series USING btree (facility_id, programme_id);
CREATE INDEX programme_sessions_programme_idx ON public.programme_sessions USING btree (facility_id, programme_id);
CREATE INDEX programmes_term_idx ON public.programmes USING btree (facility_id, term_id);
CREATE INDEX repairs_open_idx ON public.repairs USING btree (facility_id, made_at) WHERE (state = 'open'::text);
CREATE INDEX reservation_people_person_idx ON public.reservation_people USING btree (facility_id, person_id);
CREATE INDEX reservations_party_idx ON public.reservations USING btree (facility_id, party_id, starts_at);
CREATE INDEX reservations_series_idx ON public.reservations USING btree (facility_id, series_id) WHERE (series_id IS NOT NULL);
CREATE INDEX reservations_window_idx ON public.reservations USING btree (facility_id, held_from, held_until);
CREATE INDEX series_order_idx ON public.series USING btree (facility_id, order_id);
CREATE INDEX series_party_idx ON public.series USING btree (facility_id, party_id, series_id DESC);
CREATE INDEX series_split_from_idx ON public.series USING btree (facility_id, split_from) WHERE (split_from IS NOT NULL);
CREATE INDEX series_dates_lost_idx ON public.series_dates USING btree (facility_id, held_from, held_until) WHERE (lost IS NOT NULL);
CREATE INDEX series_dates_window_idx ON public.series_dates USING btree (facility_id, starts_at);
CREATE INDEX sessions_user_idx ON public.sessions USING btree (facility_id, user_id);
CREATE INDEX space_atoms_atom_idx ON public.space_atoms USING btree (facility_id, atom_id);
CREATE INDEX working_hours_person_idx ON public.working_hours USING btree (facility_id, person_id);

CREATE TRIGGER absences_added AFTER INSERT ON public.absences REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER absences_changed AFTER UPDATE ON public.absences REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER absences_removed AFTER DELETE ON public.absences REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER attachments_added AFTER INSERT ON public.attachments REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION thread_changed();
CREATE TRIGGER attachments_removed AFTER DELETE ON public.attachments REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION thread_changed();
CREATE TRIGGER claims_emptied AFTER TRUNCATE ON public.claims FOR EACH STATEMENT EXECUTE FUNCTION everything_changed();
CREATE TRIGGER hold_added AFTER INSERT ON public.claims FOR EACH ROW WHEN ((new.status = 'tentative'::text)) EXECUTE FUNCTION hold_changed();
CREATE TRIGGER hold_changed AFTER UPDATE ON public.claims FOR EACH ROW WHEN (((old.status = 'tentative'::text) OR (new.status = 'tentative'::text))) EXECUTE FUNCTION hold_changed();
CREATE TRIGGER hold_removed AFTER DELETE ON public.claims FOR EACH ROW WHEN ((old.status = 'tentative'::text)) EXECUTE FUNCTION hold_changed();
CREATE TRIGGER closure_changed AFTER INSERT OR DELETE OR UPDATE ON public.closures FOR EACH ROW EXECUTE FUNCTION closure_changed();
CREATE TRIGGER closures_added AFTER INSERT ON public.closures REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER closures_changed AFTER UPDATE ON public.closures REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER closures_removed AFTER DELETE ON public.closures REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER holiday_notices_added AFTER INSERT ON public.holiday_notices REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER holiday_notices_changed AFTER UPDATE ON public.holiday_notices REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER holiday_notices_removed AFTER DELETE ON public.holiday_notices REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER messages_added AFTER INSERT ON public.messages REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION thread_changed();
CREATE TRIGGER no_show_points_added AFTER INSERT ON public.no_show_points REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION points_changed();
CREATE TRIGGER no_show_points_changed AFTER UPDATE ON public.no_show_points REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION points_changed();
CREATE TRIGGER no_show_points_emptied AFTER TRUNCATE ON public.no_show_points FOR EACH STATEMENT EXECUTE FUNCTION points_emptied();
CREATE TRIGGER no_show_points_removed AFTER DELETE ON public.no_show_points REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION points_changed();
CREATE TRIGGER opening_hours_added AFTER INSERT ON public.opening_hours REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER opening_hours_changed AFTER UPDATE ON public.opening_hours REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER opening_hours_removed AFTER DELETE ON public.opening_hours REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER order_lines_emptied AFTER TRUNCATE ON public.order_lines FOR EACH STATEMENT EXECUTE FUNCTION everything_changed();
CREATE TRIGGER request_added AFTER INSERT ON public.order_lines FOR EACH ROW WHEN ((new.state = 'pending'::text)) EXECUTE FUNCTION request_changed();
CREATE TRIGGER request_changed AFTER UPDATE ON public.order_lines FOR EACH ROW WHEN (((old.state = 'pending'::text) OR (new.state = 'pending'::text))) EXECUTE FUNCTION request_changed();
CREATE TRIGGER request_removed AFTER DELETE ON public.order_lines FOR EACH ROW WHEN ((old.state = 'pending'::text)) EXECUTE FUNCTION request_changed();
CREATE TRIGGER order_changed AFTER UPDATE ON public.orders FOR EACH ROW WHEN (((((old.version IS DISTINCT FROM new.version) OR (old.title IS DISTINCT FROM new.title)) OR (old.headcount IS DISTINCT FROM new.headcount)) OR (old.state IS DISTINCT FROM new.state))) EXECUTE FUNCTION order_changed();
CREATE TRIGGER parties_added AFTER INSERT ON public.parties REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER parties_changed AFTER UPDATE ON public.parties REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER parties_removed AFTER DELETE ON public.parties REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER people_added AFTER INSERT ON public.people REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER people_changed AFTER UPDATE ON public.people REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER people_removed AFTER DELETE ON public.people REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER policies_added AFTER INSERT ON public.policies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER policies_changed AFTER UPDATE ON public.policies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER policies_removed AFTER DELETE ON public.policies REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER reservations_added AFTER INSERT ON public.reservations REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION reservations_added();
CREATE TRIGGER reservations_changed AFTER UPDATE ON public.reservations REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION reservations_changed();
CREATE TRIGGER reservations_emptied AFTER TRUNCATE ON public.reservations FOR EACH STATEMENT EXECUTE FUNCTION everything_changed();
CREATE TRIGGER reservations_removed AFTER DELETE ON public.reservations REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION reservations_added();
CREATE TRIGGER series_session AFTER INSERT OR UPDATE OF series_id ON public.reservations FOR EACH ROW WHEN ((new.series_id IS NOT NULL)) EXECUTE FUNCTION series_session();
CREATE TRIGGER series_split AFTER INSERT ON public.series FOR EACH ROW WHEN ((new.split_from IS NOT NULL)) EXECUTE FUNCTION series_split();
CREATE TRIGGER sessions_changed AFTER UPDATE ON public.sessions REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER sessions_ended AFTER DELETE ON public.sessions REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER space_atoms_added AFTER INSERT ON public.space_atoms REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER space_atoms_changed AFTER UPDATE ON public.space_atoms REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER space_atoms_removed AFTER DELETE ON public.space_atoms REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER spaces_added AFTER INSERT ON public.spaces REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER spaces_changed AFTER UPDATE ON public.spaces REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER spaces_removed AFTER DELETE ON public.spaces REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER special_days_added AFTER INSERT ON public.special_days REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER special_days_changed AFTER UPDATE ON public.special_days REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER special_days_removed AFTER DELETE ON public.special_days REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER user_parties_added AFTER INSERT ON public.user_parties REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_parties_removed AFTER DELETE ON public.user_parties REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_roles_added AFTER INSERT ON public.user_roles REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_roles_changed AFTER UPDATE ON public.user_roles REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_roles_removed AFTER DELETE ON public.user_roles REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER users_changed AFTER UPDATE ON public.users REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER working_hours_added AFTER INSERT ON public.working_hours REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER working_hours_changed AFTER UPDATE ON public.working_hours REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER working_hours_removed AFTER DELETE ON public.working_hours REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
