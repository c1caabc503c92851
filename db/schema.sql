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

CREATE OR REPLACE FUNCTION public.entry_slots_follow()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update entry_slots set starts_at = starts_at + (new.starts_at - old.starts_at), ends_at = ends_at + (new.starts_at - old.starts_at)
  where facility_id = new.facility_id and reservation_id = new.reservation_id and freed_at is null;
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

CREATE OR REPLACE FUNCTION public.forget_people(facility uuid, programme uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
  update enrolments set name = '', phone = '', user_id = null, code = null, forgotten_at = at, version = version + 1
  where facility_id = facility and programme_id = programme and forgotten_at is null;
  update entry_slots s set contact = e.entry_id::text
  from entries e where e.facility_id = facility and e.programme_id = programme and s.facility_id = e.facility_id and s.entry_id = e.entry_id;
  update entry_members m set name = ''
  from entries e where e.facility_id = facility and e.programme_id = programme and m.facility_id = e.facility_id and m.entry_id = e.entry_id;
  update entries set contact_name = '', contact_phone = '', user_id = null, forgotten_at = at, version = version + 1
  where facility_id = facility and programme_id = programme and forgotten_at is null;
  update viewings set name = '', phone = '', user_id = null, forgotten_at = at
  where facility_id = facility and programme_id = programme and forgotten_at is null;
  update programmes set forgotten_at = at where facility_id = facility and programme_id = programme;
$function$
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

CREATE OR REPLACE FUNCTION public.slot_split()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into contract_slots (facility_id, series_id, contract_id, purpose)
  select new.facility_id, new.series_id, s.contract_id, s.purpose
  from contract_slots s where s.facility_id = new.facility_id and s.series_id = new.split_from;
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

create table allocations (
  facility_id uuid not null,
  plan_id uuid not null,
  section_id uuid not null,
  nth smallint not null,
  space_id uuid not null,
  weekday smallint not null,
  from_minute smallint not null,
  until_minute smallint not null,
  pinned boolean default false not null,
  dates smallint not null,
  lost smallint not null,
  constraint allocations_pkey PRIMARY KEY (facility_id, plan_id, section_id, nth),
  constraint allocations_span_check CHECK ((((weekday >= 1) AND (weekday <= 7)) AND (from_minute >= 0) AND (from_minute < until_minute) AND (until_minute <= 1440)))
);

create table applications (
  facility_id uuid not null,
  application_id uuid not null,
  round_id uuid not null,
  party_id uuid not null,
  note text default ''::text not null,
  state text not null,
  late boolean default false not null,
  version integer default 1 not null,
  sent_by uuid,
  sent_at timestamp with time zone not null,
  constraint applications_pkey PRIMARY KEY (facility_id, application_id),
  constraint applications_party_key EXCLUDE USING btree (facility_id WITH =, round_id WITH =, party_id WITH =) WHERE ((state = 'sent'::text)),
  constraint applications_state_check CHECK ((state = ANY (ARRAY['sent'::text, 'withdrawn'::text])))
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
  space_id uuid,
  reservation_id uuid,
  held_from timestamp with time zone not null,
  held_until timestamp with time zone not null,
  held tstzrange generated always as (tstzrange(held_from, held_until, '[)'::text)) stored not null,
  status text not null,
  expires_at timestamp with time zone,
  visit_id uuid,
  viewing_id uuid,
  constraint claims_pkey PRIMARY KEY (facility_id, claim_id),
  constraint claim_overlap EXCLUDE USING gist (facility_id WITH =, atom_id WITH =, held WITH &&) WHERE ((status <> 'released'::text)),
  constraint claims_expiry_check CHECK ((((status = 'tentative'::text) = (expires_at IS NOT NULL)) OR (status = 'released'::text))),
  constraint claims_space_check CHECK (((space_id IS NULL) = (num_nonnulls(visit_id, viewing_id) = 1))),
  constraint claims_span_check CHECK (((held_from < held_until) AND ((held_until - held_from) <= '3 days'::interval))),
  constraint claims_standing_check CHECK (((status <> 'confirmed'::text) OR (num_nonnulls(reservation_id, visit_id, viewing_id) = 1))),
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

create table contract_slots (
  facility_id uuid not null,
  series_id uuid not null,
  contract_id uuid not null,
  purpose text not null,
  constraint contract_slots_pkey PRIMARY KEY (facility_id, series_id),
  constraint contract_slots_purpose_check CHECK ((purpose = ANY (ARRAY['public-benefit'::text, 'commercial'::text])))
);

create table contracts (
  facility_id uuid not null,
  contract_id uuid not null,
  party_id uuid not null,
  number text default ''::text not null,
  title text not null,
  starts_on date not null,
  ends_on date not null,
  least_public_percent smallint default 0 not null,
  other_uses text default 'commercial'::text not null,
  note text default ''::text not null,
  state text default 'standing'::text not null,
  ended_at timestamp with time zone,
  ended_reason text,
  version integer default 1 not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint contracts_pkey PRIMARY KEY (facility_id, contract_id),
  constraint contracts_dates_check CHECK ((starts_on <= ends_on)),
  constraint contracts_ended_check CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint contracts_other_uses_check CHECK ((other_uses = ANY (ARRAY['public-benefit'::text, 'commercial'::text]))),
  constraint contracts_share_check CHECK (((least_public_percent >= 0) AND (least_public_percent <= 100))),
  constraint contracts_state_check CHECK ((state = ANY (ARRAY['standing'::text, 'ended'::text])))
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

create table decision_records (
  facility_id uuid not null,
  decision_id uuid not null,
  kind text not null,
  decided_at timestamp with time zone not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  party_id uuid not null,
  order_id uuid,
  title text not null,
  policy_version integer not null,
  facts_version integer not null,
  asked jsonb not null,
  around jsonb not null,
  waivers jsonb default '[]'::jsonb not null,
  violations jsonb default '[]'::jsonb not null,
  constraint decision_records_pkey PRIMARY KEY (facility_id, decision_id),
  constraint decision_records_kind_check CHECK ((kind = ANY (ARRAY['refused'::text, 'accepted'::text, 'override'::text]))),
  constraint decision_records_override_check CHECK ((((kind = 'override'::text) = (jsonb_array_length(waivers) > 0)) OR (kind = 'refused'::text)))
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

create table districts (
  facility_id uuid not null,
  district_id uuid not null,
  name text not null,
  home boolean default false not null,
  "position" integer default 0 not null,
  constraint districts_pkey PRIMARY KEY (facility_id, district_id),
  constraint districts_name_key UNIQUE (facility_id, name)
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
  group_name text,
  code text,
  arrived_at timestamp with time zone,
  confidential boolean default false not null,
  forgotten_at timestamp with time zone,
  constraint enrolments_pkey PRIMARY KEY (facility_id, enrolment_id),
  constraint enrolments_code_check CHECK ((code ~ '^[0-9]{6}$'::text)),
  constraint enrolments_offer_check CHECK (((state = 'offered'::text) = (offered_until IS NOT NULL))),
  constraint enrolments_state_check CHECK ((state = ANY (ARRAY['enrolled'::text, 'waiting'::text, 'offered'::text, 'withdrawn'::text, 'expired'::text])))
);

create table entries (
  facility_id uuid not null,
  entry_id uuid not null,
  programme_id uuid not null,
  number integer not null,
  title text default ''::text not null,
  group_name text,
  party_id uuid,
  contact_name text not null,
  contact_phone text not null,
  user_id uuid,
  stage_id uuid not null,
  state text not null,
  entered_at timestamp with time zone not null,
  forgotten_at timestamp with time zone,
  version integer default 1 not null,
  constraint entries_pkey PRIMARY KEY (facility_id, entry_id),
  constraint entries_number_key UNIQUE (facility_id, programme_id, number),
  constraint entries_state_check CHECK ((state = ANY (ARRAY['entered'::text, 'out'::text, 'withdrawn'::text])))
);

create table entry_members (
  facility_id uuid not null,
  entry_id uuid not null,
  "position" integer not null,
  name text not null,
  constraint entry_members_pkey PRIMARY KEY (facility_id, entry_id, "position")
);

create table entry_results (
  facility_id uuid not null,
  stage_id uuid not null,
  entry_id uuid not null,
  score numeric(7,3),
  rank integer,
  outcome text default 'heard'::text not null,
  constraint entry_results_pkey PRIMARY KEY (facility_id, stage_id, entry_id),
  constraint entry_results_outcome_check CHECK ((outcome = ANY (ARRAY['heard'::text, 'absent'::text, 'advanced'::text, 'out'::text]))),
  constraint entry_results_score_check CHECK (((score >= (0)::numeric) AND (rank > 0)))
);

create table entry_slots (
  facility_id uuid not null,
  slot_id uuid not null,
  stage_id uuid not null,
  entry_id uuid not null,
  reservation_id uuid not null,
  contact text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  during tstzrange generated always as (tstzrange(starts_at, ends_at, '[)'::text)) stored not null,
  arrived_at timestamp with time zone,
  freed_at timestamp with time zone,
  constraint entry_slots_pkey PRIMARY KEY (facility_id, slot_id),
  constraint entry_slots_contact EXCLUDE USING gist (facility_id WITH =, stage_id WITH =, contact WITH =, during WITH &&) WHERE ((freed_at IS NULL)),
  constraint entry_slots_room EXCLUDE USING gist (facility_id WITH =, reservation_id WITH =, during WITH &&) WHERE ((freed_at IS NULL)),
  constraint entry_slots_span_check CHECK ((starts_at < ends_at))
);

create table equipment (
  facility_id uuid not null,
  equipment_id uuid not null,
  code text not null,
  name jsonb not null,
  kind text not null,
  use text default ''::text not null,
  seats integer,
  active boolean default true not null,
  constraint equipment_pkey PRIMARY KEY (facility_id, equipment_id),
  constraint equipment_code_key UNIQUE (facility_id, code),
  constraint equipment_kind_check CHECK ((kind = ANY (ARRAY['vehicle'::text, 'kit'::text]))),
  constraint equipment_seats_check CHECK ((((kind = 'vehicle'::text) = (seats IS NOT NULL)) AND (seats > 0))),
  constraint equipment_use_check CHECK (((kind = 'kit'::text) = (use <> ''::text)))
);

create table exhibition_periods (
  facility_id uuid not null,
  programme_id uuid not null,
  space_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint exhibition_periods_pkey PRIMARY KEY (facility_id, programme_id),
  constraint exhibition_periods_span_check CHECK ((starts_at < ends_at))
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

create table fact_snapshots (
  facility_id uuid not null,
  facts_version integer not null,
  facts jsonb not null,
  kept_at timestamp with time zone not null,
  constraint fact_snapshots_pkey PRIMARY KEY (facility_id, facts_version)
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
  visit_id uuid,
  constraint head_counts_pkey PRIMARY KEY (facility_id, count_id),
  constraint head_counts_number_check CHECK (((on_site >= 0) AND (online >= 0) AND ((on_site + online) > 0))),
  constraint head_counts_of_check CHECK ((num_nonnulls(reservation_id, programme_id, space_id, visit_id) >= 1))
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

create table outside_places (
  facility_id uuid not null,
  place_id uuid not null,
  name text not null,
  district_id uuid not null,
  address text not null,
  contact text default ''::text not null,
  contact_phone text,
  party_id uuid,
  active boolean default true not null,
  constraint outside_places_pkey PRIMARY KEY (facility_id, place_id),
  constraint outside_places_name_key UNIQUE (facility_id, name)
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

create table pins (
  facility_id uuid not null,
  pin_id uuid not null,
  round_id uuid not null,
  section_id uuid not null,
  kind text not null,
  nth smallint,
  space_id uuid,
  weekday smallint,
  from_minute smallint,
  until_minute smallint,
  reason text default ''::text not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  constraint pins_pkey PRIMARY KEY (facility_id, pin_id),
  constraint pins_kind_check CHECK ((kind = ANY (ARRAY['pin'::text, 'ban'::text]))),
  constraint pins_something_check CHECK ((num_nonnulls(space_id, weekday, from_minute) > 0)),
  constraint pins_week_check CHECK ((((weekday >= 1) AND (weekday <= 7)) AND ((from_minute >= 0) AND (from_minute <= 1439)) AND ((until_minute >= 1) AND (until_minute <= 1440)))),
  constraint pins_whole_check CHECK (((kind = 'ban'::text) OR (num_nulls(nth, space_id, weekday, from_minute) = 0)))
);

create table policies (
  facility_id uuid not null,
  version integer not null,
  body jsonb not null,
  made_by uuid,
  made_at timestamp with time zone default now() not null,
  constraint policies_pkey PRIMARY KEY (facility_id, version)
);

create table price_lists (
  facility_id uuid not null,
  version integer not null,
  valid_from date not null,
  items jsonb not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  constraint price_lists_pkey PRIMARY KEY (facility_id, version)
);

create table programme_groups (
  facility_id uuid not null,
  programme_id uuid not null,
  name text not null,
  "position" integer not null,
  seats integer,
  constraint programme_groups_pkey PRIMARY KEY (facility_id, programme_id, name),
  constraint programme_groups_position_key UNIQUE (facility_id, programme_id, "position"),
  constraint programme_groups_seats_check CHECK ((seats >= 0))
);

create table programme_organisers (
  facility_id uuid not null,
  programme_id uuid not null,
  user_id uuid not null,
  constraint programme_organisers_pkey PRIMARY KEY (facility_id, programme_id, user_id)
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
  stage_id uuid,
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
  stream_url text,
  stream_for text default 'enrolled'::text not null,
  group_difference integer,
  pairs integer,
  forgotten_at timestamp with time zone,
  constraint programmes_pkey PRIMARY KEY (facility_id, programme_id),
  constraint programmes_balance_check CHECK (((group_difference >= 0) AND (pairs >= 0))),
  constraint programmes_certificate_check CHECK ((((attendance_percent >= 0) AND (attendance_percent <= 100)) AND (certificate_hours >= (0)::numeric))),
  constraint programmes_enrolment_check CHECK ((opens_at < closes_at)),
  constraint programmes_kind_check CHECK ((kind = ANY (ARRAY['class'::text, 'lecture'::text, 'competition'::text, 'exhibition'::text, 'matchmaking'::text, 'reading'::text]))),
  constraint programmes_seats_check CHECK (((capacity > 0) AND (("least" >= 1) AND ("least" <= capacity)) AND (branch_seats > 0))),
  constraint programmes_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'cancelled'::text]))),
  constraint programmes_stream_check CHECK (((stream_url ~ '^https://'::text) AND (stream_for = ANY (ARRAY['enrolled'::text, 'all'::text]))))
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

create table round_spaces (
  facility_id uuid not null,
  round_id uuid not null,
  space_id uuid not null,
  constraint round_spaces_pkey PRIMARY KEY (facility_id, round_id, space_id)
);

create table rounds (
  facility_id uuid not null,
  round_id uuid not null,
  name text not null,
  summary text default ''::text not null,
  from_date date not null,
  until_date date not null,
  opens_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  windows jsonb not null,
  grid_minutes smallint not null,
  party_minutes integer,
  seed integer not null,
  plan_id uuid,
  handled_at timestamp with time zone,
  published_at timestamp with time zone,
  published_by uuid,
  policy_version integer,
  cancelled_at timestamp with time zone,
  reason text,
  rolled_from uuid,
  version integer default 1 not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint rounds_pkey PRIMARY KEY (facility_id, round_id),
  constraint rounds_applications_check CHECK ((opens_at < closes_at)),
  constraint rounds_dates_check CHECK (((from_date <= until_date) AND ((until_date - from_date) <= 366))),
  constraint rounds_grid_check CHECK ((grid_minutes = ANY (ARRAY[15, 30, 60]))),
  constraint rounds_handled_check CHECK (((handled_at IS NULL) OR (plan_id IS NOT NULL))),
  constraint rounds_minutes_check CHECK ((party_minutes > 0)),
  constraint rounds_published_check CHECK (((published_at IS NULL) OR (handled_at IS NOT NULL)))
);

create table runs (
  facility_id uuid not null,
  run_id uuid not null,
  round_id uuid not null,
  state text not null,
  seconds integer not null,
  counted integer,
  seed integer not null,
  base_plan_id uuid,
  price integer default 0 not null,
  fingerprint text not null,
  phase text default 'waiting'::text not null,
  used_seconds real default 0 not null,
  cost integer,
  score jsonb,
  unplaced integer,
  asked integer not null,
  bound integer,
  tries_a_second integer,
  points jsonb default '[]'::jsonb not null,
  incumbent jsonb,
  plan_id uuid,
  violations jsonb default '[]'::jsonb not null,
  worker text,
  lease_until timestamp with time zone,
  deaths smallint default 0 not null,
  stop_asked_at timestamp with time zone,
  asked_by uuid,
  asked_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint runs_pkey PRIMARY KEY (facility_id, run_id),
  constraint runs_under_way_key EXCLUDE USING btree (facility_id WITH =, round_id WITH =) WHERE ((state = ANY (ARRAY['queued'::text, 'running'::text]))),
  constraint runs_counted_check CHECK ((counted > 0)),
  constraint runs_ended_check CHECK (((state = ANY (ARRAY['stopped'::text, 'done'::text, 'failed'::text])) = (ended_at IS NOT NULL))),
  constraint runs_seconds_check CHECK (((seconds >= 1) AND (seconds <= 1800))),
  constraint runs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'stopped'::text, 'done'::text, 'failed'::text])))
);

create table season_plans (
  facility_id uuid not null,
  plan_id uuid not null,
  round_id uuid not null,
  run_id uuid,
  name text not null,
  version integer default 1 not null,
  fingerprint text default ''::text not null,
  score jsonb not null,
  cost integer not null,
  bound integer,
  rules jsonb default '[]'::jsonb not null,
  unmet jsonb default '[]'::jsonb not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  constraint season_plans_pkey PRIMARY KEY (facility_id, plan_id)
);

create table section_series (
  facility_id uuid not null,
  section_id uuid not null,
  nth smallint not null,
  series_id uuid not null,
  standing boolean default true not null,
  constraint section_series_pkey PRIMARY KEY (facility_id, section_id, nth, series_id)
);

create table sections (
  facility_id uuid not null,
  section_id uuid not null,
  application_id uuid not null,
  "position" smallint not null,
  title text not null,
  headcount integer not null,
  features text[] default '{}'::text[] not null,
  min_minutes smallint not null,
  max_minutes smallint not null,
  times_a_week smallint not null,
  from_date date not null,
  until_date date not null,
  space_ids uuid[] default '{}'::uuid[] not null,
  times jsonb not null,
  same_space boolean not null,
  same_time boolean not null,
  apart boolean not null,
  weight smallint default 5 not null,
  must boolean default false not null,
  person_ids uuid[] default '{}'::uuid[] not null,
  constraint sections_pkey PRIMARY KEY (facility_id, section_id),
  constraint sections_dates_check CHECK ((from_date <= until_date)),
  constraint sections_headcount_check CHECK ((headcount > 0)),
  constraint sections_minutes_check CHECK (((min_minutes > 0) AND (min_minutes <= max_minutes))),
  constraint sections_times_check CHECK (((times_a_week >= 1) AND (times_a_week <= 7))),
  constraint sections_weight_check CHECK (((weight >= 1) AND (weight <= 10)))
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

create table service_hours (
  facility_id uuid not null,
  entry_id uuid not null,
  person_id uuid not null,
  served_on date not null,
  minutes integer not null,
  title text not null,
  reason text not null,
  noted_by uuid,
  noted_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint service_hours_pkey PRIMARY KEY (facility_id, entry_id),
  constraint service_hours_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440)))
);

create table service_lines (
  facility_id uuid not null,
  line_id uuid not null,
  order_id uuid not null,
  party_id uuid not null,
  "position" integer not null,
  kind text not null,
  service_id uuid,
  title text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  place text not null,
  space_id uuid,
  place_id uuid,
  district_id uuid,
  address text default ''::text not null,
  contact text default ''::text not null,
  contact_phone text,
  headcount integer not null,
  note text default ''::text not null,
  needs jsonb not null,
  set_up_minutes integer default 0 not null,
  strike_minutes integer default 0 not null,
  state text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  reason_code text,
  reason text,
  waivers jsonb default '[]'::jsonb not null,
  delivered_at timestamp with time zone,
  rating smallint,
  feedback text,
  rated_by uuid,
  rated_at timestamp with time zone,
  constraint service_lines_pkey PRIMARY KEY (facility_id, line_id),
  constraint service_lines_decision_check CHECK ((((state = ANY (ARRAY['accepted'::text, 'delivered'::text, 'declined'::text])) = (decided_at IS NOT NULL)) OR (state = 'withdrawn'::text))),
  constraint service_lines_delivered_check CHECK (((state = 'delivered'::text) = (delivered_at IS NOT NULL))),
  constraint service_lines_headcount_check CHECK ((headcount > 0)),
  constraint service_lines_kind_check CHECK (((kind = ANY (ARRAY['service'::text, 'person'::text, 'equipment'::text])) AND ((kind = 'service'::text) = (service_id IS NOT NULL)))),
  constraint service_lines_place_check CHECK ((((place = 'palace'::text) AND (place_id IS NULL) AND (district_id IS NULL)) OR ((place = 'outside'::text) AND (district_id IS NOT NULL) AND (space_id IS NULL)))),
  constraint service_lines_rating_check CHECK ((((rating >= 1) AND (rating <= 5)) AND ((rating IS NULL) = (rated_at IS NULL)) AND ((rating IS NULL) OR (state = 'delivered'::text)))),
  constraint service_lines_span_check CHECK (((starts_at < ends_at) AND ((ends_at - starts_at) <= '1 day'::interval))),
  constraint service_lines_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'accepted'::text, 'delivered'::text, 'declined'::text, 'withdrawn'::text])))
);

create table services (
  facility_id uuid not null,
  service_id uuid not null,
  code text not null,
  name jsonb not null,
  summary jsonb not null,
  kind text not null,
  minutes integer not null,
  audience_min integer default 1 not null,
  audience_max integer not null,
  crew jsonb default '[]'::jsonb not null,
  kits jsonb default '[]'::jsonb not null,
  needs_vehicle boolean default false not null,
  set_up_minutes integer default 0 not null,
  strike_minutes integer default 0 not null,
  order_by_days integer default 0 not null,
  order_by_unit text default 'workdays'::text not null,
  given_at text not null,
  route text default 'approval'::text not null,
  valid_from date,
  valid_until date,
  active boolean default true not null,
  "position" integer default 0 not null,
  version integer default 1 not null,
  constraint services_pkey PRIMARY KEY (facility_id, service_id),
  constraint services_code_key UNIQUE (facility_id, code),
  constraint services_audience_check CHECK (((audience_min >= 1) AND (audience_min <= audience_max))),
  constraint services_given_at_check CHECK ((given_at = ANY (ARRAY['palace'::text, 'outside'::text, 'both'::text]))),
  constraint services_kind_check CHECK ((kind = ANY (ARRAY['lecture'::text, 'course'::text, 'performance'::text, 'exhibition-tour'::text, 'art-troupe'::text, 'health-talk'::text, 'consultation'::text, 'other'::text]))),
  constraint services_length_check CHECK ((((minutes >= 15) AND (minutes <= 1440)) AND ((set_up_minutes >= 0) AND (set_up_minutes <= 720)) AND ((strike_minutes >= 0) AND (strike_minutes <= 720)))),
  constraint services_order_by_check CHECK ((((order_by_days >= 0) AND (order_by_days <= 365)) AND (order_by_unit = ANY (ARRAY['workdays'::text, 'days'::text])))),
  constraint services_route_check CHECK ((route = ANY (ARRAY['direct'::text, 'approval'::text]))),
  constraint services_season_check CHECK ((valid_from <= valid_until))
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

create table stages (
  facility_id uuid not null,
  stage_id uuid not null,
  programme_id uuid not null,
  "position" integer not null,
  name text not null,
  minutes integer default 5 not null,
  state text default 'open'::text not null,
  plan jsonb,
  closed_at timestamp with time zone,
  version integer default 1 not null,
  constraint stages_pkey PRIMARY KEY (facility_id, stage_id),
  constraint stages_position_key UNIQUE (facility_id, programme_id, "position") DEFERRABLE INITIALLY DEFERRED,
  constraint stages_closed_check CHECK (((state = 'open'::text) = (closed_at IS NULL))),
  constraint stages_minutes_check CHECK (((minutes >= 1) AND (minutes <= 240))),
  constraint stages_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'concluded'::text])))
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

create table travel_times (
  facility_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  minutes integer not null,
  constraint travel_times_pkey PRIMARY KEY (facility_id, from_id, to_id),
  constraint travel_times_minutes_check CHECK (((minutes >= 1) AND (minutes <= 600)))
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
  version integer default 1 not null,
  constraint users_pkey PRIMARY KEY (facility_id, user_id),
  constraint users_username_key UNIQUE (username),
  constraint users_email_check CHECK (((length(email) <= 254) AND (email ~ '^[^[:space:]@,;<>]+@[^[:space:]@,;<>]+$'::text)))
);

create table uses (
  facility_id uuid not null,
  reservation_id uuid not null,
  contract_id uuid,
  purpose text not null,
  computed_fen bigint,
  fen bigint,
  price_version integer,
  version integer default 1 not null,
  recorded_at timestamp with time zone not null,
  corrected_by uuid,
  corrected_at timestamp with time zone,
  reason text,
  constraint uses_pkey PRIMARY KEY (facility_id, reservation_id),
  constraint uses_corrected_check CHECK (((corrected_at IS NULL) = (reason IS NULL))),
  constraint uses_fen_check CHECK (((computed_fen >= 0) AND (fen >= 0))),
  constraint uses_purpose_check CHECK ((purpose = ANY (ARRAY['public-benefit'::text, 'commercial'::text])))
);

create table viewing_slots (
  facility_id uuid not null,
  slot_id uuid not null,
  programme_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  during tstzrange generated always as (tstzrange(starts_at, ends_at, '[)'::text)) stored not null,
  capacity integer not null,
  taken integer default 0 not null,
  constraint viewing_slots_pkey PRIMARY KEY (facility_id, slot_id),
  constraint viewing_slots_apart EXCLUDE USING gist (facility_id WITH =, programme_id WITH =, during WITH &&),
  constraint viewing_slots_places_check CHECK (((taken >= 0) AND (taken <= capacity))),
  constraint viewing_slots_span_check CHECK ((starts_at < ends_at))
);

create table viewings (
  facility_id uuid not null,
  viewing_id uuid not null,
  programme_id uuid not null,
  slot_id uuid not null,
  people integer not null,
  name text not null,
  phone text not null,
  party_id uuid,
  user_id uuid,
  guide_id uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  during tstzrange generated always as (tstzrange(starts_at, ends_at, '[)'::text)) stored not null,
  code text not null,
  state text not null,
  booked_at timestamp with time zone not null,
  arrived_at timestamp with time zone,
  present integer,
  forgotten_at timestamp with time zone,
  constraint viewings_pkey PRIMARY KEY (facility_id, viewing_id),
  constraint viewings_code_key UNIQUE (facility_id, programme_id, code),
  constraint viewings_guide_overlap EXCLUDE USING gist (facility_id WITH =, guide_id WITH =, during WITH &&) WHERE (((guide_id IS NOT NULL) AND (state = 'booked'::text))),
  constraint viewings_code_check CHECK ((code ~ '^[0-9]{6}$'::text)),
  constraint viewings_people_check CHECK (((people > 0) AND (present >= 0))),
  constraint viewings_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'withdrawn'::text])))
);

create table visit_equipment (
  facility_id uuid not null,
  visit_id uuid not null,
  equipment_id uuid not null,
  constraint visit_equipment_pkey PRIMARY KEY (facility_id, visit_id, equipment_id)
);

create table visit_people (
  facility_id uuid not null,
  visit_id uuid not null,
  person_id uuid not null,
  constraint visit_people_pkey PRIMARY KEY (facility_id, visit_id, person_id)
);

create table visits (
  facility_id uuid not null,
  visit_id uuid not null,
  line_id uuid not null,
  departs_at timestamp with time zone not null,
  arrives_at timestamp with time zone not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  leaves_at timestamp with time zone not null,
  returns_at timestamp with time zone not null,
  after_id uuid,
  state text not null,
  version integer default 1 not null,
  constraint visits_pkey PRIMARY KEY (facility_id, visit_id),
  constraint visits_after_key UNIQUE (facility_id, after_id),
  constraint visits_line_key UNIQUE (facility_id, line_id),
  constraint visits_span_check CHECK (((departs_at <= arrives_at) AND (arrives_at <= starts_at) AND (starts_at < ends_at) AND (ends_at <= leaves_at) AND (leaves_at <= returns_at) AND ((returns_at - departs_at) <= '3 days'::interval))),
  constraint visits_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'delivered'::text, 'cancelled'::text])))
);

create table volunteer_offers (
  facility_id uuid not null,
  offer_id uuid not null,
  name text not null,
  phone text not null,
  skills text[] default '{}'::text[] not null,
  note text default ''::text not null,
  user_id uuid,
  consent integer not null,
  state text default 'waiting'::text not null,
  person_id uuid,
  reason text default ''::text not null,
  version integer default 1 not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint volunteer_offers_pkey PRIMARY KEY (facility_id, offer_id),
  constraint volunteer_offers_decided_check CHECK ((((state = 'waiting'::text) = (decided_at IS NULL)) AND ((state = 'taken-in'::text) = (person_id IS NOT NULL)))),
  constraint volunteer_offers_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'taken-in'::text, 'declined'::text])))
);

create table wish_offers (
  facility_id uuid not null,
  offer_id uuid not null,
  wish_id uuid not null,
  service_id uuid not null,
  starts_at timestamp with time zone not null,
  space_id uuid,
  people uuid[] not null,
  equipment uuid[] not null,
  words text default ''::text not null,
  state text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  order_id uuid,
  constraint wish_offers_pkey PRIMARY KEY (facility_id, offer_id),
  constraint wish_offers_state_check CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint wish_offers_taken_check CHECK (((state = 'taken'::text) = (order_id IS NOT NULL)))
);

create table wishes (
  facility_id uuid not null,
  wish_id uuid not null,
  party_id uuid not null,
  placed_by uuid not null,
  placed_at timestamp with time zone not null,
  title text not null,
  words text not null,
  headcount integer not null,
  from_date date not null,
  until_date date not null,
  place_id uuid,
  district_id uuid,
  address text default ''::text not null,
  contact text default ''::text not null,
  contact_phone text,
  state text not null,
  version integer default 1 not null,
  constraint wishes_pkey PRIMARY KEY (facility_id, wish_id),
  constraint wishes_dates_check CHECK ((from_date <= until_date)),
  constraint wishes_headcount_check CHECK ((headcount > 0)),
  constraint wishes_state_check CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'withdrawn'::text, 'declined'::text])))
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
alter table allocations add constraint allocations_plan_fkey FOREIGN KEY (facility_id, plan_id) REFERENCES season_plans(facility_id, plan_id) ON DELETE CASCADE;
alter table allocations add constraint allocations_section_fkey FOREIGN KEY (facility_id, section_id) REFERENCES sections(facility_id, section_id);
alter table allocations add constraint allocations_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table applications add constraint applications_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table applications add constraint applications_round_fkey FOREIGN KEY (facility_id, round_id) REFERENCES rounds(facility_id, round_id);
alter table atoms add constraint atoms_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table attachment_pieces add constraint attachment_pieces_attachment_fkey FOREIGN KEY (facility_id, attachment_id) REFERENCES attachments(facility_id, attachment_id) ON DELETE CASCADE;
alter table attachments add constraint attachments_order_fkey FOREIGN KEY (facility_id, order_id) REFERENCES orders(facility_id, order_id);
alter table attachments add constraint attachments_uploaded_by_fkey FOREIGN KEY (facility_id, uploaded_by) REFERENCES users(facility_id, user_id);
alter table calendar_feeds add constraint calendar_feeds_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table calendar_feeds add constraint calendar_feeds_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table claims add constraint claims_atom_fkey FOREIGN KEY (facility_id, atom_id) REFERENCES atoms(facility_id, atom_id);
alter table claims add constraint claims_reservation_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES reservations(facility_id, reservation_id);
alter table claims add constraint claims_viewing_fkey FOREIGN KEY (facility_id, viewing_id) REFERENCES viewings(facility_id, viewing_id);
alter table claims add constraint claims_visit_fkey FOREIGN KEY (facility_id, visit_id) REFERENCES visits(facility_id, visit_id);
alter table closures add constraint closures_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table closures add constraint closures_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table contract_slots add constraint contract_slots_contract_fkey FOREIGN KEY (facility_id, contract_id) REFERENCES contracts(facility_id, contract_id);
alter table contract_slots add constraint contract_slots_series_fkey FOREIGN KEY (facility_id, series_id) REFERENCES series(facility_id, series_id);
alter table contracts add constraint contracts_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table contracts add constraint contracts_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table course_calls add constraint course_calls_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table course_calls add constraint course_calls_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table course_votes add constraint course_votes_call_fkey FOREIGN KEY (facility_id, call_id) REFERENCES course_calls(facility_id, call_id);
alter table course_votes add constraint course_votes_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table course_votes add constraint course_votes_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table decision_records add constraint decision_records_facts_fkey FOREIGN KEY (facility_id, facts_version) REFERENCES fact_snapshots(facility_id, facts_version);
alter table decision_records add constraint decision_records_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table devices add constraint devices_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table districts add constraint districts_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table drafts add constraint drafts_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table drafts add constraint drafts_repair_fkey FOREIGN KEY (facility_id, repair_id) REFERENCES repairs(facility_id, repair_id);
alter table duty_mails add constraint duty_mails_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table enrolments add constraint enrolments_group_fkey FOREIGN KEY (facility_id, programme_id, group_name) REFERENCES programme_groups(facility_id, programme_id, name);
alter table enrolments add constraint enrolments_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table enrolments add constraint enrolments_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table enrolments add constraint enrolments_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table entries add constraint entries_group_fkey FOREIGN KEY (facility_id, programme_id, group_name) REFERENCES programme_groups(facility_id, programme_id, name);
alter table entries add constraint entries_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table entries add constraint entries_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table entries add constraint entries_stage_fkey FOREIGN KEY (facility_id, stage_id) REFERENCES stages(facility_id, stage_id);
alter table entries add constraint entries_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table entry_members add constraint entry_members_entry_fkey FOREIGN KEY (facility_id, entry_id) REFERENCES entries(facility_id, entry_id);
alter table entry_results add constraint entry_results_entry_fkey FOREIGN KEY (facility_id, entry_id) REFERENCES entries(facility_id, entry_id);
alter table entry_results add constraint entry_results_stage_fkey FOREIGN KEY (facility_id, stage_id) REFERENCES stages(facility_id, stage_id);
alter table entry_slots add constraint entry_slots_entry_fkey FOREIGN KEY (facility_id, entry_id) REFERENCES entries(facility_id, entry_id);
alter table entry_slots add constraint entry_slots_session_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES programme_sessions(facility_id, reservation_id);
alter table entry_slots add constraint entry_slots_stage_fkey FOREIGN KEY (facility_id, stage_id) REFERENCES stages(facility_id, stage_id);
alter table equipment add constraint equipment_atom_fkey FOREIGN KEY (facility_id, equipment_id) REFERENCES atoms(facility_id, atom_id);
alter table exhibition_periods add constraint exhibition_periods_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table exhibition_periods add constraint exhibition_periods_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table fact_snapshots add constraint fact_snapshots_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table head_counts add constraint head_counts_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table head_counts add constraint head_counts_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table head_counts add constraint head_counts_reservation_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES reservations(facility_id, reservation_id);
alter table head_counts add constraint head_counts_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table head_counts add constraint head_counts_visit_fkey FOREIGN KEY (facility_id, visit_id) REFERENCES visits(facility_id, visit_id);
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
alter table outside_places add constraint outside_places_district_fkey FOREIGN KEY (facility_id, district_id) REFERENCES districts(facility_id, district_id);
alter table outside_places add constraint outside_places_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table parties add constraint parties_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table parties add constraint parties_parent_fkey FOREIGN KEY (facility_id, parent_id) REFERENCES parties(facility_id, party_id);
alter table people add constraint people_atom_fkey FOREIGN KEY (facility_id, person_id) REFERENCES atoms(facility_id, atom_id);
alter table people add constraint people_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table people add constraint people_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table pins add constraint pins_round_fkey FOREIGN KEY (facility_id, round_id) REFERENCES rounds(facility_id, round_id);
alter table pins add constraint pins_section_fkey FOREIGN KEY (facility_id, section_id) REFERENCES sections(facility_id, section_id);
alter table pins add constraint pins_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table policies add constraint policies_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table price_lists add constraint price_lists_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table programme_groups add constraint programme_groups_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table programme_organisers add constraint programme_organisers_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table programme_organisers add constraint programme_organisers_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table programme_quotas add constraint programme_quotas_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table programme_quotas add constraint programme_quotas_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table programme_series add constraint programme_series_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table programme_series add constraint programme_series_series_fkey FOREIGN KEY (facility_id, series_id) REFERENCES series(facility_id, series_id);
alter table programme_sessions add constraint programme_sessions_makes_up_fkey FOREIGN KEY (facility_id, makes_up_for) REFERENCES programme_sessions(facility_id, reservation_id);
alter table programme_sessions add constraint programme_sessions_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table programme_sessions add constraint programme_sessions_reservation_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES reservations(facility_id, reservation_id);
alter table programme_sessions add constraint programme_sessions_stage_fkey FOREIGN KEY (facility_id, stage_id) REFERENCES stages(facility_id, stage_id);
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
alter table round_spaces add constraint round_spaces_round_fkey FOREIGN KEY (facility_id, round_id) REFERENCES rounds(facility_id, round_id);
alter table round_spaces add constraint round_spaces_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table rounds add constraint rounds_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table rounds add constraint rounds_plan_fkey FOREIGN KEY (facility_id, plan_id) REFERENCES season_plans(facility_id, plan_id) DEFERRABLE INITIALLY DEFERRED;
alter table rounds add constraint rounds_rolled_from_fkey FOREIGN KEY (facility_id, rolled_from) REFERENCES rounds(facility_id, round_id);
alter table runs add constraint runs_base_plan_fkey FOREIGN KEY (facility_id, base_plan_id) REFERENCES season_plans(facility_id, plan_id) DEFERRABLE INITIALLY DEFERRED;
alter table runs add constraint runs_plan_fkey FOREIGN KEY (facility_id, plan_id) REFERENCES season_plans(facility_id, plan_id) DEFERRABLE INITIALLY DEFERRED;
alter table runs add constraint runs_round_fkey FOREIGN KEY (facility_id, round_id) REFERENCES rounds(facility_id, round_id);
alter table season_plans add constraint season_plans_round_fkey FOREIGN KEY (facility_id, round_id) REFERENCES rounds(facility_id, round_id);
alter table season_plans add constraint season_plans_run_fkey FOREIGN KEY (facility_id, run_id) REFERENCES runs(facility_id, run_id);
alter table section_series add constraint section_series_section_fkey FOREIGN KEY (facility_id, section_id) REFERENCES sections(facility_id, section_id);
alter table section_series add constraint section_series_series_fkey FOREIGN KEY (facility_id, series_id) REFERENCES series(facility_id, series_id);
alter table sections add constraint sections_application_fkey FOREIGN KEY (facility_id, application_id) REFERENCES applications(facility_id, application_id);
alter table series add constraint series_order_fkey FOREIGN KEY (facility_id, order_id) REFERENCES orders(facility_id, order_id);
alter table series add constraint series_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table series add constraint series_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table series add constraint series_split_from_fkey FOREIGN KEY (facility_id, split_from) REFERENCES series(facility_id, series_id);
alter table series_dates add constraint series_dates_line_fkey FOREIGN KEY (facility_id, line_id) REFERENCES order_lines(facility_id, line_id);
alter table series_dates add constraint series_dates_series_fkey FOREIGN KEY (facility_id, series_id) REFERENCES series(facility_id, series_id);
alter table service_hours add constraint service_hours_person_fkey FOREIGN KEY (facility_id, person_id) REFERENCES people(facility_id, person_id);
alter table service_lines add constraint service_lines_district_fkey FOREIGN KEY (facility_id, district_id) REFERENCES districts(facility_id, district_id);
alter table service_lines add constraint service_lines_order_fkey FOREIGN KEY (facility_id, order_id) REFERENCES orders(facility_id, order_id);
alter table service_lines add constraint service_lines_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table service_lines add constraint service_lines_place_fkey FOREIGN KEY (facility_id, place_id) REFERENCES outside_places(facility_id, place_id);
alter table service_lines add constraint service_lines_service_fkey FOREIGN KEY (facility_id, service_id) REFERENCES services(facility_id, service_id);
alter table service_lines add constraint service_lines_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table services add constraint services_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table sessions add constraint sessions_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table space_atoms add constraint space_atoms_atom_fkey FOREIGN KEY (facility_id, atom_id) REFERENCES atoms(facility_id, atom_id);
alter table space_atoms add constraint space_atoms_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table spaces add constraint spaces_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table spaces add constraint spaces_parent_fkey FOREIGN KEY (facility_id, parent_id) REFERENCES spaces(facility_id, space_id);
alter table special_days add constraint special_days_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table stages add constraint stages_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table terms add constraint terms_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table travel_times add constraint travel_times_from_fkey FOREIGN KEY (facility_id, from_id) REFERENCES districts(facility_id, district_id);
alter table travel_times add constraint travel_times_to_fkey FOREIGN KEY (facility_id, to_id) REFERENCES districts(facility_id, district_id);
alter table user_parties add constraint user_parties_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table user_parties add constraint user_parties_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table user_roles add constraint user_roles_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table users add constraint users_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table uses add constraint uses_contract_fkey FOREIGN KEY (facility_id, contract_id) REFERENCES contracts(facility_id, contract_id);
alter table uses add constraint uses_reservation_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES reservations(facility_id, reservation_id);
alter table viewing_slots add constraint viewing_slots_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table viewings add constraint viewings_guide_fkey FOREIGN KEY (facility_id, guide_id) REFERENCES people(facility_id, person_id);
alter table viewings add constraint viewings_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table viewings add constraint viewings_programme_fkey FOREIGN KEY (facility_id, programme_id) REFERENCES programmes(facility_id, programme_id);
alter table viewings add constraint viewings_slot_fkey FOREIGN KEY (facility_id, slot_id) REFERENCES viewing_slots(facility_id, slot_id);
alter table viewings add constraint viewings_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table visit_equipment add constraint visit_equipment_equipment_fkey FOREIGN KEY (facility_id, equipment_id) REFERENCES equipment(facility_id, equipment_id);
alter table visit_equipment add constraint visit_equipment_visit_fkey FOREIGN KEY (facility_id, visit_id) REFERENCES visits(facility_id, visit_id);
alter table visit_people add constraint visit_people_person_fkey FOREIGN KEY (facility_id, person_id) REFERENCES people(facility_id, person_id);
alter table visit_people add constraint visit_people_visit_fkey FOREIGN KEY (facility_id, visit_id) REFERENCES visits(facility_id, visit_id);
alter table visits add constraint visits_after_fkey FOREIGN KEY (facility_id, after_id) REFERENCES visits(facility_id, visit_id);
alter table visits add constraint visits_line_fkey FOREIGN KEY (facility_id, line_id) REFERENCES service_lines(facility_id, line_id);
alter table volunteer_offers add constraint volunteer_offers_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table volunteer_offers add constraint volunteer_offers_person_fkey FOREIGN KEY (facility_id, person_id) REFERENCES people(facility_id, person_id);
alter table volunteer_offers add constraint volunteer_offers_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id);
alter table wish_offers add constraint wish_offers_order_fkey FOREIGN KEY (facility_id, order_id) REFERENCES orders(facility_id, order_id);
alter table wish_offers add constraint wish_offers_service_fkey FOREIGN KEY (facility_id, service_id) REFERENCES services(facility_id, service_id);
alter table wish_offers add constraint wish_offers_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table wish_offers add constraint wish_offers_wish_fkey FOREIGN KEY (facility_id, wish_id) REFERENCES wishes(facility_id, wish_id);
alter table wishes add constraint wishes_district_fkey FOREIGN KEY (facility_id, district_id) REFERENCES districts(facility_id, district_id);
alter table wishes add constraint wishes_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table wishes add constraint wishes_place_fkey FOREIGN KEY (facility_id, place_id) REFERENCES outside_places(facility_id, place_id);
alter table wishes add constraint wishes_placed_by_fkey FOREIGN KEY (facility_id, placed_by) REFERENCES users(facility_id, user_id);
alter table working_hours add constraint working_hours_person_fkey FOREIGN KEY (facility_id, person_id) REFERENCES people(facility_id, person_id) ON DELETE CASCADE;

CREATE INDEX absences_person_idx ON public.absences USING btree (facility_id, person_id, starts_at);
CREATE INDEX acts_reservations_idx ON public.acts USING gin (reservation_ids);
CREATE INDEX acts_user_idx ON public.acts USING btree (facility_id, user_id, act_id DESC);
CREATE INDEX attachments_order_idx ON public.attachments USING btree (facility_id, order_id, attachment_id);
CREATE INDEX audit_events_noun_idx ON public.audit_events USING btree (facility_id, noun_id);
CREATE INDEX calendar_feeds_user_idx ON public.calendar_feeds USING btree (facility_id, user_id) WHERE (revoked_at IS NULL);
CREATE INDEX claims_holds_idx ON public.claims USING btree (facility_id, held_from, held_until) WHERE (status = 'tentative'::text);
CREATE INDEX claims_reservation_idx ON public.claims USING btree (facility_id, reservation_id);
CREATE INDEX claims_viewing_idx ON public.claims USING btree (facility_id, viewing_id) WHERE (viewing_id IS NOT NULL);
CREATE INDEX claims_visit_idx ON public.claims USING btree (facility_id, visit_id) WHERE (visit_id IS NOT NULL);
CREATE INDEX claims_window_idx ON public.claims USING btree (facility_id, held_from, held_until) WHERE (status <> 'released'::text);
CREATE INDEX contract_slots_contract_idx ON public.contract_slots USING btree (facility_id, contract_id);
CREATE INDEX contracts_party_idx ON public.contracts USING btree (facility_id, party_id, starts_on);
CREATE INDEX decision_records_time_idx ON public.decision_records USING btree (facility_id, decided_at DESC, decision_id DESC);
CREATE UNIQUE INDEX districts_home_key ON public.districts USING btree (facility_id) WHERE home;
CREATE INDEX drafts_open_idx ON public.drafts USING btree (facility_id, made_at) WHERE (state = 'draft'::text);
CREATE UNIQUE INDEX enrolments_account_key ON public.enrolments USING btree (facility_id, programme_id, user_id) WHERE ((state = ANY (ARRAY['enrolled'::text, 'waiting'::text, 'offered'::text])) AND confidential AND (user_id IS NOT NULL));
CREATE UNIQUE INDEX enrolments_code_key ON public.enrolments USING btree (facility_id, programme_id, code) WHERE (code IS NOT NULL);
CREATE INDEX enrolments_line_idx ON public.enrolments USING btree (facility_id, programme_id, state, asked_at);
CREATE UNIQUE INDEX enrolments_person_key ON public.enrolments USING btree (facility_id, programme_id, phone) WHERE ((state = ANY (ARRAY['enrolled'::text, 'waiting'::text, 'offered'::text])) AND (NOT confidential) AND (forgotten_at IS NULL));
CREATE INDEX enrolments_user_idx ON public.enrolments USING btree (facility_id, user_id);
CREATE UNIQUE INDEX entries_same_key ON public.entries USING btree (facility_id, programme_id, contact_phone, contact_name, title) WHERE ((state <> 'withdrawn'::text) AND (forgotten_at IS NULL));
CREATE INDEX entries_stage_idx ON public.entries USING btree (facility_id, stage_id);
CREATE INDEX entries_user_idx ON public.entries USING btree (facility_id, user_id);
CREATE UNIQUE INDEX entry_slots_entry_key ON public.entry_slots USING btree (facility_id, stage_id, entry_id) WHERE (freed_at IS NULL);
CREATE INDEX entry_slots_reservation_idx ON public.entry_slots USING btree (facility_id, reservation_id);
CREATE INDEX head_counts_day_idx ON public.head_counts USING btree (facility_id, counted_on);
CREATE INDEX head_counts_programme_idx ON public.head_counts USING btree (facility_id, programme_id) WHERE (programme_id IS NOT NULL);
CREATE INDEX head_counts_reservation_idx ON public.head_counts USING btree (facility_id, reservation_id) WHERE (reservation_id IS NOT NULL);
CREATE INDEX head_counts_visit_idx ON public.head_counts USING btree (facility_id, visit_id) WHERE (visit_id IS NOT NULL);
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
CREATE INDEX pins_round_idx ON public.pins USING btree (facility_id, round_id);
CREATE INDEX programme_series_programme_idx ON public.programme_series USING btree (facility_id, programme_id);
CREATE INDEX programme_sessions_programme_idx ON public.programme_sessions USING btree (facility_id, programme_id);
CREATE INDEX programmes_term_idx ON public.programmes USING btree (facility_id, term_id);
CREATE INDEX repairs_open_idx ON public.repairs USING btree (facility_id, made_at) WHERE (state = 'open'::text);
CREATE INDEX reservation_people_person_idx ON public.reservation_people USING btree (facility_id, person_id);
CREATE INDEX reservations_party_idx ON public.reservations USING btree (facility_id, party_id, starts_at);
CREATE INDEX reservations_series_idx ON public.reservations USING btree (facility_id, series_id) WHERE (series_id IS NOT NULL);
CREATE INDEX reservations_window_idx ON public.reservations USING btree (facility_id, held_from, held_until);
CREATE INDEX runs_lease_idx ON public.runs USING btree (lease_until) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX season_plans_round_idx ON public.season_plans USING btree (facility_id, round_id, made_at DESC);
CREATE INDEX sections_application_idx ON public.sections USING btree (facility_id, application_id, "position");
CREATE INDEX series_order_idx ON public.series USING btree (facility_id, order_id);
CREATE INDEX series_party_idx ON public.series USING btree (facility_id, party_id, series_id DESC);
CREATE INDEX series_split_from_idx ON public.series USING btree (facility_id, split_from) WHERE (split_from IS NOT NULL);
CREATE INDEX series_dates_lost_idx ON public.series_dates USING btree (facility_id, held_from, held_until) WHERE (lost IS NOT NULL);
CREATE INDEX series_dates_window_idx ON public.series_dates USING btree (facility_id, starts_at);
CREATE INDEX service_hours_person_idx ON public.service_hours USING btree (facility_id, person_id, served_on);
CREATE INDEX service_lines_order_idx ON public.service_lines USING btree (facility_id, order_id);
CREATE INDEX service_lines_party_idx ON public.service_lines USING btree (facility_id, party_id, starts_at);
CREATE INDEX service_lines_start_idx ON public.service_lines USING btree (facility_id, starts_at);
CREATE INDEX sessions_user_idx ON public.sessions USING btree (facility_id, user_id);
CREATE INDEX space_atoms_atom_idx ON public.space_atoms USING btree (facility_id, atom_id);
CREATE INDEX uses_contract_idx ON public.uses USING btree (facility_id, contract_id);
CREATE UNIQUE INDEX viewings_person_key ON public.viewings USING btree (facility_id, slot_id, phone) WHERE ((state = 'booked'::text) AND (forgotten_at IS NULL));
CREATE INDEX viewings_slot_idx ON public.viewings USING btree (facility_id, slot_id);
CREATE INDEX viewings_user_idx ON public.viewings USING btree (facility_id, user_id);
CREATE INDEX visit_people_person_idx ON public.visit_people USING btree (facility_id, person_id);
CREATE INDEX visits_start_idx ON public.visits USING btree (facility_id, starts_at);
CREATE UNIQUE INDEX volunteer_offers_phone_key ON public.volunteer_offers USING btree (facility_id, phone) WHERE (state = 'waiting'::text);
CREATE INDEX wish_offers_wish_idx ON public.wish_offers USING btree (facility_id, wish_id);
CREATE INDEX wishes_state_idx ON public.wishes USING btree (facility_id, state);
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
CREATE TRIGGER districts_added AFTER INSERT ON public.districts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER districts_changed AFTER UPDATE ON public.districts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER districts_removed AFTER DELETE ON public.districts REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER equipment_added AFTER INSERT ON public.equipment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER equipment_changed AFTER UPDATE ON public.equipment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER equipment_removed AFTER DELETE ON public.equipment REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER exhibition_periods_added AFTER INSERT ON public.exhibition_periods REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER exhibition_periods_changed AFTER UPDATE ON public.exhibition_periods REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER exhibition_periods_removed AFTER DELETE ON public.exhibition_periods REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
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
CREATE TRIGGER entry_slots_follow AFTER UPDATE OF starts_at ON public.reservations FOR EACH ROW WHEN ((new.starts_at <> old.starts_at)) EXECUTE FUNCTION entry_slots_follow();
CREATE TRIGGER reservations_added AFTER INSERT ON public.reservations REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION reservations_added();
CREATE TRIGGER reservations_changed AFTER UPDATE ON public.reservations REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION reservations_changed();
CREATE TRIGGER reservations_emptied AFTER TRUNCATE ON public.reservations FOR EACH STATEMENT EXECUTE FUNCTION everything_changed();
CREATE TRIGGER reservations_removed AFTER DELETE ON public.reservations REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION reservations_added();
CREATE TRIGGER series_session AFTER INSERT OR UPDATE OF series_id ON public.reservations FOR EACH ROW WHEN ((new.series_id IS NOT NULL)) EXECUTE FUNCTION series_session();
CREATE TRIGGER round_spaces_added AFTER INSERT ON public.round_spaces REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER round_spaces_changed AFTER UPDATE ON public.round_spaces REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER round_spaces_removed AFTER DELETE ON public.round_spaces REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER rounds_added AFTER INSERT ON public.rounds REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER rounds_changed AFTER UPDATE ON public.rounds REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER rounds_removed AFTER DELETE ON public.rounds REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER series_split AFTER INSERT ON public.series FOR EACH ROW WHEN ((new.split_from IS NOT NULL)) EXECUTE FUNCTION series_split();
CREATE TRIGGER slot_split AFTER INSERT ON public.series FOR EACH ROW WHEN ((new.split_from IS NOT NULL)) EXECUTE FUNCTION slot_split();
CREATE TRIGGER services_added AFTER INSERT ON public.services REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER services_changed AFTER UPDATE ON public.services REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER services_removed AFTER DELETE ON public.services REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
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
CREATE TRIGGER travel_times_added AFTER INSERT ON public.travel_times REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER travel_times_changed AFTER UPDATE ON public.travel_times REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER travel_times_removed AFTER DELETE ON public.travel_times REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER user_parties_added AFTER INSERT ON public.user_parties REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_parties_removed AFTER DELETE ON public.user_parties REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_roles_added AFTER INSERT ON public.user_roles REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_roles_changed AFTER UPDATE ON public.user_roles REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_roles_removed AFTER DELETE ON public.user_roles REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER users_changed AFTER UPDATE ON public.users REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER working_hours_added AFTER INSERT ON public.working_hours REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER working_hours_changed AFTER UPDATE ON public.working_hours REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER working_hours_removed AFTER DELETE ON public.working_hours REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
