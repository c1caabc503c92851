-- Who works for the house. A person is an atom: what holds a room holds its teacher, and nobody is at two places at once.

create table people (
  facility_id   uuid        not null,
  person_id     uuid        not null,
  name          text        not null,
  kind          text        not null,
  skills        text[]      not null default '{}',
  -- the partner that sends them; null for the palace's own
  party_id      uuid,
  -- the account they sign in with, if they have one
  user_id       uuid,
  phone         text,
  email         text,
  minutes_a_day integer,
  rest_minutes  integer,
  days_a_week   smallint,
  active        boolean     not null default true,
  created_at    timestamptz not null default now(),
  constraint people_pkey primary key (facility_id, person_id),
  constraint people_atom_fkey foreign key (facility_id, person_id) references atoms,
  constraint people_party_fkey foreign key (facility_id, party_id) references parties,
  constraint people_user_fkey foreign key (facility_id, user_id) references users,
  constraint people_kind_check check (kind in ('instructor', 'technician', 'expert', 'crew', 'volunteer')),
  constraint people_limits_check check (minutes_a_day > 0 and rest_minutes >= 0 and days_a_week between 1 and 7)
);

create table working_hours (
  facility_id  uuid       not null,
  hours_id     uuid       not null,
  person_id    uuid       not null,
  weekdays     smallint[] not null,
  from_minute  smallint   not null,
  until_minute smallint   not null,
  valid_from   date,
  valid_until  date,
  constraint working_hours_pkey primary key (facility_id, hours_id),
  constraint working_hours_person_fkey foreign key (facility_id, person_id) references people on delete cascade,
  constraint working_hours_span_check check (from_minute >= 0 and from_minute < until_minute and until_minute <= 1440),
  constraint working_hours_dates_check check (valid_from <= valid_until)
);
create index working_hours_person_idx on working_hours (facility_id, person_id);

create table absences (
  facility_id uuid        not null,
  absence_id  uuid        not null,
  person_id   uuid        not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  reason      text        not null default '',
  created_by  uuid,
  created_at  timestamptz not null default now(),
  constraint absences_pkey primary key (facility_id, absence_id),
  constraint absences_person_fkey foreign key (facility_id, person_id) references people on delete cascade,
  constraint absences_span_check check (starts_at < ends_at)
);
create index absences_person_idx on absences (facility_id, person_id, starts_at);

-- Who is on a reservation; the claim on their atom stands and falls with the reservation's own.
create table reservation_people (
  facility_id    uuid not null,
  reservation_id uuid not null,
  person_id      uuid not null,
  constraint reservation_people_pkey primary key (facility_id, reservation_id, person_id),
  constraint reservation_people_reservation_fkey foreign key (facility_id, reservation_id) references reservations,
  constraint reservation_people_person_fkey foreign key (facility_id, person_id) references people
);
create index reservation_people_person_idx on reservation_people (facility_id, person_id);

do $$
declare
  name text;
begin
  foreach name in array array['people', 'working_hours', 'absences'] loop
    execute format('create trigger %1$s_added after insert on %1$s referencing new table as changed for each statement execute function facts_changed()', name);
    execute format('create trigger %1$s_changed after update on %1$s referencing new table as changed for each statement execute function facts_changed()', name);
    execute format('create trigger %1$s_removed after delete on %1$s referencing old table as changed for each statement execute function facts_changed()', name);
  end loop;
end $$;
