-- Lectures, competitions, exhibitions, matchmaking and reading events beside classes: what each kind keeps besides.

alter table programmes drop constraint programmes_kind_check;
alter table programmes
  -- a stream of the lecture, and whether all may see the address or only who has a place
  add column stream_url       text,
  add column stream_for       text not null default 'enrolled',
  -- how many more of one group than of another may have a place; null: groups need no balance
  add column group_difference integer,
  -- pairs that came of it: all that is kept of who met whom
  add column pairs            integer,
  -- when the names of all who took part were erased; the counts stayed
  add column forgotten_at     timestamptz,
  add constraint programmes_kind_check check (kind in ('class', 'lecture', 'competition', 'exhibition', 'matchmaking', 'reading')),
  add constraint programmes_stream_check check (stream_url ~ '^https://' and stream_for in ('enrolled', 'all')),
  add constraint programmes_balance_check check (group_difference >= 0 and pairs >= 0);

-- Who runs a programme whose guests nobody else may know.
create table programme_organisers (
  facility_id  uuid not null,
  programme_id uuid not null,
  user_id      uuid not null,
  constraint programme_organisers_pkey primary key (facility_id, programme_id, user_id),
  constraint programme_organisers_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint programme_organisers_user_fkey foreign key (facility_id, user_id) references users
);

-- Groups of those who take part: men and women, 青年组 and 中年组. Seats null: as many as there are.
create table programme_groups (
  facility_id  uuid    not null,
  programme_id uuid    not null,
  name         text    not null,
  position     integer not null,
  seats        integer,
  constraint programme_groups_pkey primary key (facility_id, programme_id, name),
  constraint programme_groups_position_key unique (facility_id, programme_id, position),
  constraint programme_groups_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint programme_groups_seats_check check (seats >= 0)
);

alter table enrolments
  add column group_name   text,
  -- six digits for the door, of this programme
  add column code         text,
  add column arrived_at   timestamptz,
  -- told to nobody but the organisers
  add column confidential boolean not null default false,
  -- when name and telephone were erased
  add column forgotten_at timestamptz,
  add constraint enrolments_group_fkey foreign key (facility_id, programme_id, group_name) references programme_groups (facility_id, programme_id, name),
  add constraint enrolments_code_check check (code ~ '^[0-9]{6}$');
drop index enrolments_person_key;
create unique index enrolments_person_key on enrolments (facility_id, programme_id, phone)
  where (state in ('enrolled', 'waiting', 'offered') and not confidential and forgotten_at is null);
-- somebody who is not told who takes part must not learn it by asking for another's telephone
create unique index enrolments_account_key on enrolments (facility_id, programme_id, user_id)
  where (state in ('enrolled', 'waiting', 'offered') and confidential and user_id is not null);
create unique index enrolments_code_key on enrolments (facility_id, programme_id, code) where (code is not null);

-- Audition, preliminary, semi-final, final: those of a competition, in order.
create table stages (
  facility_id  uuid        not null,
  stage_id     uuid        not null,
  programme_id uuid        not null,
  position     integer     not null,
  name         text        not null,
  -- how long one entry has
  minutes      integer     not null default 5,
  -- open: entries may join it; closed: they may not; concluded: its results have moved them on
  state        text        not null default 'open',
  -- how its slots were asked for last, to fill those that become free
  plan         jsonb,
  closed_at    timestamptz,
  version      integer     not null default 1,
  constraint stages_pkey primary key (facility_id, stage_id),
  constraint stages_position_key unique (facility_id, programme_id, position) deferrable initially deferred,
  constraint stages_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint stages_minutes_check check (minutes between 1 and 240),
  constraint stages_state_check check (state in ('open', 'closed', 'concluded')),
  constraint stages_closed_check check ((state = 'open') = (closed_at is null))
);

-- Somebody, or a group with its members, who takes part in a competition.
create table entries (
  facility_id   uuid        not null,
  entry_id      uuid        not null,
  programme_id  uuid        not null,
  -- the number that is called out
  number        integer     not null,
  title         text        not null default '',
  group_name    text,
  party_id      uuid,
  -- whom the house speaks to; not two slots at once for one telephone
  contact_name  text        not null,
  contact_phone text        not null,
  user_id       uuid,
  -- how far it has come
  stage_id      uuid        not null,
  state         text        not null,
  entered_at    timestamptz not null,
  forgotten_at  timestamptz,
  version       integer     not null default 1,
  constraint entries_pkey primary key (facility_id, entry_id),
  constraint entries_number_key unique (facility_id, programme_id, number),
  constraint entries_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint entries_group_fkey foreign key (facility_id, programme_id, group_name) references programme_groups (facility_id, programme_id, name),
  constraint entries_party_fkey foreign key (facility_id, party_id) references parties,
  constraint entries_user_fkey foreign key (facility_id, user_id) references users,
  constraint entries_stage_fkey foreign key (facility_id, stage_id) references stages,
  constraint entries_state_check check (state in ('entered', 'out', 'withdrawn'))
);
-- the same piece by the same contact is the same entry
create unique index entries_same_key on entries (facility_id, programme_id, contact_phone, contact_name, title)
  where (state <> 'withdrawn' and forgotten_at is null);
create index entries_stage_idx on entries (facility_id, stage_id);
create index entries_user_idx on entries (facility_id, user_id);

create table entry_members (
  facility_id uuid    not null,
  entry_id    uuid    not null,
  position    integer not null,
  name        text    not null,
  constraint entry_members_pkey primary key (facility_id, entry_id, position),
  constraint entry_members_entry_fkey foreign key (facility_id, entry_id) references entries
);

alter table programme_sessions
  -- which stage is held there
  add column stage_id uuid,
  add constraint programme_sessions_stage_fkey foreign key (facility_id, stage_id) references stages;

-- When an entry is heard, in a room that is reserved with its jury. One that is given back is kept and holds nothing.
create table entry_slots (
  facility_id    uuid        not null,
  slot_id        uuid        not null,
  stage_id       uuid        not null,
  entry_id       uuid        not null,
  reservation_id uuid        not null,
  -- the contact at the time of writing: nobody is called to two rooms at once
  contact        text        not null,
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  during         tstzrange   not null generated always as (tstzrange(starts_at, ends_at, '[)')) stored,
  arrived_at     timestamptz,
  freed_at       timestamptz,
  constraint entry_slots_pkey primary key (facility_id, slot_id),
  constraint entry_slots_stage_fkey foreign key (facility_id, stage_id) references stages,
  constraint entry_slots_entry_fkey foreign key (facility_id, entry_id) references entries,
  constraint entry_slots_session_fkey foreign key (facility_id, reservation_id) references programme_sessions,
  constraint entry_slots_span_check check (starts_at < ends_at),
  constraint entry_slots_room exclude using gist (facility_id with =, reservation_id with =, during with &&) where (freed_at is null),
  constraint entry_slots_contact exclude using gist (facility_id with =, stage_id with =, contact with =, during with &&) where (freed_at is null)
);
create index entry_slots_reservation_idx on entry_slots (facility_id, reservation_id);
create unique index entry_slots_entry_key on entry_slots (facility_id, stage_id, entry_id) where (freed_at is null);

-- A block that is moved takes its slots with it.
create function entry_slots_follow() returns trigger language plpgsql as $$
begin
  update entry_slots set starts_at = starts_at + (new.starts_at - old.starts_at), ends_at = ends_at + (new.starts_at - old.starts_at)
  where facility_id = new.facility_id and reservation_id = new.reservation_id and freed_at is null;
  return null;
end $$;
create trigger entry_slots_follow after update of starts_at on reservations
  for each row when (new.starts_at <> old.starts_at) execute function entry_slots_follow();

create table entry_results (
  facility_id uuid    not null,
  stage_id    uuid    not null,
  entry_id    uuid    not null,
  score       numeric(7, 3),
  rank        integer,
  outcome     text    not null default 'heard',
  constraint entry_results_pkey primary key (facility_id, stage_id, entry_id),
  constraint entry_results_stage_fkey foreign key (facility_id, stage_id) references stages,
  constraint entry_results_entry_fkey foreign key (facility_id, entry_id) references entries,
  constraint entry_results_score_check check (score >= 0 and rank > 0),
  constraint entry_results_outcome_check check (outcome in ('heard', 'absent', 'advanced', 'out'))
);

-- While an exhibition is on, its hall is for nobody else: a fact that every booking is judged by.
create table exhibition_periods (
  facility_id  uuid        not null,
  programme_id uuid        not null,
  space_id     uuid        not null,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  constraint exhibition_periods_pkey primary key (facility_id, programme_id),
  constraint exhibition_periods_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint exhibition_periods_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint exhibition_periods_span_check check (starts_at < ends_at)
);
create trigger exhibition_periods_added after insert on exhibition_periods referencing new table as changed
  for each statement execute function facts_changed();
create trigger exhibition_periods_changed after update on exhibition_periods referencing new table as changed
  for each statement execute function facts_changed();
create trigger exhibition_periods_removed after delete on exhibition_periods referencing old table as changed
  for each statement execute function facts_changed();

-- When people may come to see it, and how many at once. `taken` is counted by whoever books under the row's lock; the check says no to one too many.
create table viewing_slots (
  facility_id  uuid        not null,
  slot_id      uuid        not null,
  programme_id uuid        not null,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  during       tstzrange   not null generated always as (tstzrange(starts_at, ends_at, '[)')) stored,
  capacity     integer     not null,
  taken        integer     not null default 0,
  constraint viewing_slots_pkey primary key (facility_id, slot_id),
  constraint viewing_slots_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint viewing_slots_span_check check (starts_at < ends_at),
  constraint viewing_slots_places_check check (taken between 0 and capacity),
  -- how many may be there at once is true only if slots follow one another
  constraint viewing_slots_apart exclude using gist (facility_id with =, programme_id with =, during with &&)
);

-- Somebody, or a party with so many people, who comes in a slot; maybe with a guide of the house.
create table viewings (
  facility_id  uuid        not null,
  viewing_id     uuid        not null,
  programme_id uuid        not null,
  slot_id      uuid        not null,
  people       integer     not null,
  name         text        not null,
  phone        text        not null,
  party_id     uuid,
  user_id      uuid,
  guide_id     uuid,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  during       tstzrange   not null generated always as (tstzrange(starts_at, ends_at, '[)')) stored,
  code         text        not null,
  state        text        not null,
  booked_at    timestamptz not null,
  arrived_at   timestamptz,
  -- how many of them came
  present      integer,
  forgotten_at timestamptz,
  constraint viewings_pkey primary key (facility_id, viewing_id),
  constraint viewings_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint viewings_slot_fkey foreign key (facility_id, slot_id) references viewing_slots,
  constraint viewings_party_fkey foreign key (facility_id, party_id) references parties,
  constraint viewings_user_fkey foreign key (facility_id, user_id) references users,
  constraint viewings_guide_fkey foreign key (facility_id, guide_id) references people,
  constraint viewings_people_check check (people > 0 and present >= 0),
  constraint viewings_state_check check (state in ('booked', 'withdrawn')),
  constraint viewings_code_check check (code ~ '^[0-9]{6}$'),
  constraint viewings_code_key unique (facility_id, programme_id, code),
  constraint viewings_guide_overlap exclude using gist (facility_id with =, guide_id with =, during with &&)
    where (guide_id is not null and state = 'booked')
);
create index viewings_slot_idx on viewings (facility_id, slot_id);
create index viewings_user_idx on viewings (facility_id, user_id);
-- nobody books one slot twice
create unique index viewings_person_key on viewings (facility_id, slot_id, phone) where (state = 'booked' and forgotten_at is null);

-- Names that were erased are told by what is left: nothing.
create function forget_people(facility uuid, programme uuid, at timestamptz) returns void language sql as $$
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
$$;
