-- The schema that db/migrations make. Written by "npm run schema"; do not edit.
-- It reads well and runs on an empty database, but only the migrations make a database the program accepts.

create extension if not exists btree_gist;

set check_function_bodies = off;

create sequence order_reference_seq as bigint start 1 increment 1 minvalue 1 maxvalue 9223372036854775807 cache 1;

CREATE OR REPLACE FUNCTION public.facts_changed()
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

CREATE OR REPLACE FUNCTION public.lost_race()
 RETURNS text
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'somebody was quicker' using errcode = 'GY001';
end $function$
;

create table atoms (
  facility_id uuid not null,
  atom_id uuid not null,
  kind text not null,
  code text not null,
  constraint atoms_pkey PRIMARY KEY (facility_id, atom_id),
  constraint atoms_code_key UNIQUE (facility_id, code),
  constraint atoms_kind_check CHECK ((kind = ANY (ARRAY['space'::text, 'person'::text, 'equipment'::text])))
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

create table policies (
  facility_id uuid not null,
  version integer not null,
  body jsonb not null,
  made_by uuid,
  made_at timestamp with time zone default now() not null,
  constraint policies_pkey PRIMARY KEY (facility_id, version)
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
  constraint reservations_pkey PRIMARY KEY (facility_id, reservation_id),
  constraint reservations_code_key UNIQUE (facility_id, day, code),
  constraint reservations_line_key UNIQUE (facility_id, line_id),
  constraint reservations_code_check CHECK ((code ~ '^[0-9]{6}$'::text)),
  constraint reservations_span_check CHECK (((starts_at < ends_at) AND (held_from <= starts_at) AND (held_until >= ends_at) AND ((held_until - held_from) <= '3 days'::interval))),
  constraint reservations_state_check CHECK ((state = ANY (ARRAY['confirmed'::text, 'in-use'::text, 'ended'::text, 'cancelled'::text, 'no-show'::text])))
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
  constraint users_pkey PRIMARY KEY (facility_id, user_id),
  constraint users_username_key UNIQUE (username)
);

alter table atoms add constraint atoms_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table claims add constraint claims_atom_fkey FOREIGN KEY (facility_id, atom_id) REFERENCES atoms(facility_id, atom_id);
alter table claims add constraint claims_reservation_fkey FOREIGN KEY (facility_id, reservation_id) REFERENCES reservations(facility_id, reservation_id);
alter table closures add constraint closures_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table closures add constraint closures_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table holiday_notices add constraint holiday_notices_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table opening_hours add constraint opening_hours_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table order_lines add constraint order_lines_order_fkey FOREIGN KEY (facility_id, order_id) REFERENCES orders(facility_id, order_id);
alter table order_lines add constraint order_lines_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table orders add constraint orders_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table orders add constraint orders_placed_by_fkey FOREIGN KEY (facility_id, placed_by) REFERENCES users(facility_id, user_id);
alter table parties add constraint parties_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table parties add constraint parties_parent_fkey FOREIGN KEY (facility_id, parent_id) REFERENCES parties(facility_id, party_id);
alter table policies add constraint policies_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table reservations add constraint reservations_line_fkey FOREIGN KEY (facility_id, line_id) REFERENCES order_lines(facility_id, line_id);
alter table reservations add constraint reservations_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table sessions add constraint sessions_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table space_atoms add constraint space_atoms_atom_fkey FOREIGN KEY (facility_id, atom_id) REFERENCES atoms(facility_id, atom_id);
alter table space_atoms add constraint space_atoms_space_fkey FOREIGN KEY (facility_id, space_id) REFERENCES spaces(facility_id, space_id);
alter table spaces add constraint spaces_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table spaces add constraint spaces_parent_fkey FOREIGN KEY (facility_id, parent_id) REFERENCES spaces(facility_id, space_id);
alter table special_days add constraint special_days_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);
alter table user_parties add constraint user_parties_party_fkey FOREIGN KEY (facility_id, party_id) REFERENCES parties(facility_id, party_id);
alter table user_parties add constraint user_parties_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table user_roles add constraint user_roles_user_fkey FOREIGN KEY (facility_id, user_id) REFERENCES users(facility_id, user_id) ON DELETE CASCADE;
alter table users add constraint users_facility_fkey FOREIGN KEY (facility_id) REFERENCES facilities(facility_id);

CREATE INDEX audit_events_noun_idx ON public.audit_events USING btree (facility_id, noun_id);
CREATE INDEX claims_holds_idx ON public.claims USING btree (facility_id, held_from, held_until) WHERE (status = 'tentative'::text);
CREATE INDEX claims_reservation_idx ON public.claims USING btree (facility_id, reservation_id);
CREATE INDEX claims_window_idx ON public.claims USING btree (facility_id, held_from, held_until) WHERE (status <> 'released'::text);
CREATE INDEX order_lines_order_idx ON public.order_lines USING btree (facility_id, order_id);
CREATE INDEX order_lines_pending_idx ON public.order_lines USING btree (facility_id, starts_at) WHERE (state = 'pending'::text);
CREATE INDEX orders_open_idx ON public.orders USING btree (facility_id, placed_at) WHERE (state = 'placed'::text);
CREATE INDEX orders_party_idx ON public.orders USING btree (facility_id, party_id, order_id DESC);
CREATE INDEX reservations_party_idx ON public.reservations USING btree (facility_id, party_id, starts_at);
CREATE INDEX reservations_window_idx ON public.reservations USING btree (facility_id, held_from, held_until);
CREATE INDEX sessions_user_idx ON public.sessions USING btree (facility_id, user_id);
CREATE INDEX space_atoms_atom_idx ON public.space_atoms USING btree (facility_id, atom_id);

CREATE TRIGGER closures_added AFTER INSERT ON public.closures REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER closures_changed AFTER UPDATE ON public.closures REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER closures_removed AFTER DELETE ON public.closures REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER holiday_notices_added AFTER INSERT ON public.holiday_notices REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER holiday_notices_changed AFTER UPDATE ON public.holiday_notices REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER holiday_notices_removed AFTER DELETE ON public.holiday_notices REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER opening_hours_added AFTER INSERT ON public.opening_hours REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER opening_hours_changed AFTER UPDATE ON public.opening_hours REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER opening_hours_removed AFTER DELETE ON public.opening_hours REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER parties_added AFTER INSERT ON public.parties REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER parties_changed AFTER UPDATE ON public.parties REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER parties_removed AFTER DELETE ON public.parties REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER policies_added AFTER INSERT ON public.policies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER policies_changed AFTER UPDATE ON public.policies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER policies_removed AFTER DELETE ON public.policies REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER space_atoms_added AFTER INSERT ON public.space_atoms REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER space_atoms_changed AFTER UPDATE ON public.space_atoms REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER space_atoms_removed AFTER DELETE ON public.space_atoms REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER spaces_added AFTER INSERT ON public.spaces REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER spaces_changed AFTER UPDATE ON public.spaces REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER spaces_removed AFTER DELETE ON public.spaces REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER special_days_added AFTER INSERT ON public.special_days REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER special_days_changed AFTER UPDATE ON public.special_days REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
CREATE TRIGGER special_days_removed AFTER DELETE ON public.special_days REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facts_changed();
