-- The spine: a facility, what it has, who asks, and the floor under every promise.
-- facility_id leads every key. Every constraint has a name: the name is the error.

create extension if not exists btree_gist;

create table facilities (
  facility_id   uuid        not null,
  code          text        not null,
  name          jsonb       not null,
  time_zone     text        not null,
  -- counts up with every change of spaces, hours, closures, day types, policies and parties: readers keep facts by it
  facts_version bigint      not null default 1,
  created_at    timestamptz not null default now(),
  constraint facilities_pkey primary key (facility_id),
  constraint facilities_code_key unique (code)
);

create table atoms (
  facility_id uuid not null,
  atom_id     uuid not null,
  kind        text not null,
  code        text not null,
  constraint atoms_pkey primary key (facility_id, atom_id),
  constraint atoms_code_key unique (facility_id, code),
  constraint atoms_kind_check check (kind in ('space', 'person', 'equipment')),
  constraint atoms_facility_fkey foreign key (facility_id) references facilities
);

create table spaces (
  facility_id        uuid    not null,
  space_id           uuid    not null,
  parent_id          uuid,
  code               text    not null,
  name               jsonb   not null,
  kind               text    not null,
  position           integer not null,
  capacity           integer not null,
  features           text[]  not null default '{}',
  set_up_minutes     integer not null default 0,
  strike_minutes     integer not null default 0,
  grid_minutes       integer not null default 15,
  min_minutes        integer not null default 30,
  max_minutes        integer not null default 720,
  notice_minutes     integer not null default 0,
  horizon_days       integer not null default 60,
  conditions         jsonb,
  conditions_version integer not null default 0,
  bookable           boolean not null default true,
  constraint spaces_pkey primary key (facility_id, space_id),
  constraint spaces_code_key unique (facility_id, code),
  constraint spaces_facility_fkey foreign key (facility_id) references facilities,
  constraint spaces_parent_fkey foreign key (facility_id, parent_id) references spaces,
  constraint spaces_capacity_check check (capacity > 0),
  constraint spaces_buffers_check check (set_up_minutes between 0 and 1440 and strike_minutes between 0 and 1440),
  constraint spaces_grid_check check (grid_minutes between 1 and 1440),
  constraint spaces_length_check check (min_minutes > 0 and min_minutes <= max_minutes),
  constraint spaces_notice_check check (notice_minutes >= 0 and horizon_days >= 0)
);

create table space_atoms (
  facility_id uuid not null,
  space_id    uuid not null,
  atom_id     uuid not null,
  constraint space_atoms_pkey primary key (facility_id, space_id, atom_id),
  constraint space_atoms_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint space_atoms_atom_fkey foreign key (facility_id, atom_id) references atoms
);
create index space_atoms_atom_idx on space_atoms (facility_id, atom_id);

create table opening_hours (
  facility_id uuid       not null,
  space_id    uuid       not null,
  hours_id    uuid       not null,
  day_kind    text       not null,
  weekdays    smallint[],
  opens       smallint   not null,
  closes      smallint   not null,
  valid_from  date,
  valid_until date,
  constraint opening_hours_pkey primary key (facility_id, hours_id),
  constraint opening_hours_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint opening_hours_day_kind_check check (day_kind in ('workday', 'weekend', 'legal-holiday', 'make-up-workday')),
  constraint opening_hours_span_check check (opens >= 0 and opens < closes and closes <= 1440),
  constraint opening_hours_dates_check check (valid_from <= valid_until)
);

-- A year stands here once its official notice is in; days of other years are "not announced" (未公布).
create table holiday_notices (
  facility_id  uuid        not null,
  year         smallint    not null,
  source       text        not null,
  announced_on date        not null,
  constraint holiday_notices_pkey primary key (facility_id, year),
  constraint holiday_notices_facility_fkey foreign key (facility_id) references facilities
);

create table special_days (
  facility_id uuid not null,
  day         date not null,
  kind        text not null,
  name        text not null,
  constraint special_days_pkey primary key (facility_id, day),
  constraint special_days_kind_check check (kind in ('legal-holiday', 'make-up-workday')),
  constraint special_days_facility_fkey foreign key (facility_id) references facilities
);

create table closures (
  facility_id uuid        not null,
  closure_id  uuid        not null,
  space_id    uuid,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  reason      text        not null,
  created_by  uuid,
  created_at  timestamptz not null default now(),
  constraint closures_pkey primary key (facility_id, closure_id),
  constraint closures_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint closures_span_check check (starts_at < ends_at),
  constraint closures_facility_fkey foreign key (facility_id) references facilities
);

-- Versions are never changed: a decision names the version it was made under.
create table policies (
  facility_id uuid        not null,
  version     integer     not null,
  body        jsonb       not null,
  made_by     uuid,
  made_at     timestamptz not null default now(),
  constraint policies_pkey primary key (facility_id, version),
  constraint policies_facility_fkey foreign key (facility_id) references facilities
);

create table parties (
  facility_id uuid    not null,
  party_id    uuid    not null,
  parent_id   uuid,
  kind        text    not null,
  code        text    not null,
  name        text    not null,
  phone       text,
  suspended   boolean not null default false,
  constraint parties_pkey primary key (facility_id, party_id),
  constraint parties_code_key unique (facility_id, code),
  constraint parties_kind_check check (kind in ('federation', 'county', 'town', 'branch', 'partner', 'association', 'palace', 'person')),
  constraint parties_facility_fkey foreign key (facility_id) references facilities,
  constraint parties_parent_fkey foreign key (facility_id, parent_id) references parties
);

create table users (
  facility_id   uuid        not null,
  user_id       uuid        not null,
  username      text        not null,
  display_name  text        not null,
  phone         text,
  password_hash text,
  active        boolean     not null default true,
  demo          boolean     not null default false,
  created_at    timestamptz not null default now(),
  constraint users_pkey primary key (facility_id, user_id),
  constraint users_username_key unique (username),
  constraint users_facility_fkey foreign key (facility_id) references facilities
);

create table user_roles (
  facility_id uuid not null,
  user_id     uuid not null,
  role        text not null,
  constraint user_roles_pkey primary key (facility_id, user_id, role),
  constraint user_roles_user_fkey foreign key (facility_id, user_id) references users on delete cascade,
  constraint user_roles_role_check check (role in ('visitor', 'branch-officer', 'front-desk', 'coordinator', 'manager', 'administrator'))
);

create table user_parties (
  facility_id uuid not null,
  user_id     uuid not null,
  party_id    uuid not null,
  constraint user_parties_pkey primary key (facility_id, user_id, party_id),
  constraint user_parties_user_fkey foreign key (facility_id, user_id) references users on delete cascade,
  constraint user_parties_party_fkey foreign key (facility_id, party_id) references parties
);

create table sessions (
  facility_id uuid        not null,
  session_id  uuid        not null,
  user_id     uuid        not null,
  token_hash  bytea       not null,
  csrf_token  text        not null,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null,
  user_agent  text,
  constraint sessions_pkey primary key (facility_id, session_id),
  constraint sessions_token_key unique (token_hash),
  constraint sessions_user_fkey foreign key (facility_id, user_id) references users on delete cascade
);
create index sessions_user_idx on sessions (facility_id, user_id);

create sequence order_reference_seq;

create table orders (
  facility_id    uuid        not null,
  order_id       uuid        not null,
  reference      text        not null,
  party_id       uuid        not null,
  placed_by      uuid        not null,
  title          text        not null,
  purpose        text        not null,
  headcount      integer     not null,
  features       text[]      not null default '{}',
  conditions     jsonb       not null default '{}',
  state          text        not null,
  policy_version integer     not null,
  version        integer     not null default 1,
  placed_at      timestamptz not null,
  constraint orders_pkey primary key (facility_id, order_id),
  constraint orders_reference_key unique (facility_id, reference),
  constraint orders_party_fkey foreign key (facility_id, party_id) references parties,
  constraint orders_placed_by_fkey foreign key (facility_id, placed_by) references users,
  constraint orders_state_check check (state in ('placed', 'accepted', 'partly-accepted', 'declined', 'withdrawn')),
  constraint orders_headcount_check check (headcount > 0)
);
create index orders_party_idx on orders (facility_id, party_id, order_id desc);
create index orders_open_idx on orders (facility_id, placed_at) where (state = 'placed');

create table order_lines (
  facility_id uuid        not null,
  order_id    uuid        not null,
  line_id     uuid        not null,
  position    integer     not null,
  kind        text        not null,
  space_id    uuid        not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  held_from   timestamptz not null,
  held_until  timestamptz not null,
  party_id    uuid        not null,
  -- the member who booked for the party, counted by quotas; null when staff did it on somebody's behalf
  person_id   uuid,
  state       text        not null,
  decided_by  uuid,
  decided_at  timestamptz,
  reason      text,
  reason_code text,
  waivers     jsonb       not null default '[]',
  constraint order_lines_pkey primary key (facility_id, line_id),
  constraint order_lines_order_fkey foreign key (facility_id, order_id) references orders,
  constraint order_lines_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint order_lines_kind_check check (kind in ('space')),
  constraint order_lines_state_check check (state in ('pending', 'accepted', 'declined', 'withdrawn')),
  constraint order_lines_span_check check (starts_at < ends_at and held_from <= starts_at and held_until >= ends_at
    and held_until - held_from <= interval '3 days'),
  constraint order_lines_decision_check check ((state in ('accepted', 'declined')) = (decided_at is not null) or state = 'withdrawn')
);
create index order_lines_order_idx on order_lines (facility_id, order_id);
create index order_lines_pending_idx on order_lines (facility_id, starts_at) where (state = 'pending');

-- order and party are those of the line, which is what the key points to: each key that need not be checked is 30 µs of an order.
create table reservations (
  facility_id    uuid        not null,
  reservation_id uuid        not null,
  order_id       uuid        not null,
  line_id        uuid        not null,
  space_id       uuid        not null,
  party_id       uuid        not null,
  person_id      uuid,
  title          text        not null,
  headcount      integer     not null,
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  held_from      timestamptz not null,
  held_until     timestamptz not null,
  -- the facility's day of the start and six digits: what is shown at the door
  day            date        not null,
  code           text        not null,
  state          text        not null,
  version        integer     not null default 1,
  created_at     timestamptz not null,
  constraint reservations_pkey primary key (facility_id, reservation_id),
  constraint reservations_line_key unique (facility_id, line_id),
  constraint reservations_code_key unique (facility_id, day, code),
  constraint reservations_line_fkey foreign key (facility_id, line_id) references order_lines,
  constraint reservations_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint reservations_state_check check (state in ('confirmed', 'in-use', 'ended', 'cancelled', 'no-show')),
  constraint reservations_code_check check (code ~ '^[0-9]{6}$'),
  constraint reservations_span_check check (starts_at < ends_at and held_from <= starts_at and held_until >= ends_at
    and held_until - held_from <= interval '3 days')
);
create index reservations_window_idx on reservations (facility_id, held_from, held_until);
create index reservations_party_idx on reservations (facility_id, party_id, starts_at);

-- The floor. One row per atom; two live claims on one atom can not overlap, whoever writes them.
create table claims (
  facility_id    uuid        not null,
  claim_id       uuid        not null,
  atom_id        uuid        not null,
  space_id       uuid        not null,
  reservation_id uuid,
  held_from      timestamptz not null,
  held_until     timestamptz not null,
  held           tstzrange   not null generated always as (tstzrange(held_from, held_until, '[)')) stored,
  status         text        not null,
  expires_at     timestamptz,
  constraint claims_pkey primary key (facility_id, claim_id),
  constraint claims_atom_fkey foreign key (facility_id, atom_id) references atoms,
  constraint claims_reservation_fkey foreign key (facility_id, reservation_id) references reservations,
  constraint claims_status_check check (status in ('tentative', 'confirmed', 'released')),
  -- a day at most, with a day of set-up and a day of strike: so a window is found by where claims begin
  constraint claims_span_check check (held_from < held_until and held_until - held_from <= interval '3 days'),
  constraint claims_expiry_check check ((status = 'tentative') = (expires_at is not null) or status = 'released'),
  constraint claims_standing_check check (status <> 'confirmed' or reservation_id is not null),
  constraint claim_overlap exclude using gist (facility_id with =, atom_id with =, held with &&) where (status <> 'released')
);
create index claims_reservation_idx on claims (facility_id, reservation_id);
create index claims_holds_idx on claims (facility_id, held_from, held_until) where (status = 'tentative');
create index claims_window_idx on claims (facility_id, held_from, held_until) where (status <> 'released');

create table idempotency_keys (
  facility_id  uuid        not null,
  user_id      uuid        not null,
  key          text        not null,
  request_hash bytea       not null,
  status       smallint    not null,
  response     jsonb       not null,
  created_at   timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (facility_id, user_id, key)
);

create table audit_events (
  facility_id uuid        not null,
  audit_id    uuid        not null,
  at          timestamptz not null,
  user_id     uuid,
  action      text        not null,
  noun        text        not null,
  noun_id     uuid        not null,
  data        jsonb       not null,
  constraint audit_events_pkey primary key (facility_id, audit_id)
);
create index audit_events_noun_idx on audit_events (facility_id, noun_id);

-- Ends a statement that could not claim all it wanted, so that a commit sent along with it becomes a rollback.
create function lost_race() returns text language plpgsql as $$
begin
  raise exception 'somebody was quicker' using errcode = 'GY001';
end $$;

create function facts_changed() returns trigger language plpgsql as $$
begin
  update facilities set facts_version = facts_version + 1
  where facility_id in (select facility_id from changed);
  return null;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['spaces', 'space_atoms', 'opening_hours', 'holiday_notices', 'special_days', 'closures', 'policies', 'parties'] loop
    execute format('create trigger %1$s_added after insert on %1$s referencing new table as changed for each statement execute function facts_changed()', name);
    execute format('create trigger %1$s_changed after update on %1$s referencing new table as changed for each statement execute function facts_changed()', name);
    execute format('create trigger %1$s_removed after delete on %1$s referencing old table as changed for each statement execute function facts_changed()', name);
  end loop;
end $$;
