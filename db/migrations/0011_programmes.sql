-- Classes and, later, everything else that people sign up for: a programme, its dated sessions, who has a place in it.

create table terms (
  facility_id uuid not null,
  term_id     uuid not null,
  name        text not null,
  starts_on   date not null,
  ends_on     date not null,
  -- when places can be asked for, unless a programme says otherwise
  opens_at    timestamptz not null,
  closes_at   timestamptz not null,
  constraint terms_pkey primary key (facility_id, term_id),
  constraint terms_facility_fkey foreign key (facility_id) references facilities,
  constraint terms_dates_check check (starts_on <= ends_on),
  constraint terms_enrolment_check check (opens_at < closes_at)
);

create table programmes (
  facility_id        uuid        not null,
  programme_id       uuid        not null,
  term_id            uuid,
  kind               text        not null,
  title              text        not null,
  summary            text        not null default '',
  -- who answers for it: the palace, or the partner school that gives it
  party_id           uuid        not null,
  person_id          uuid,
  skills             text[]      not null default '{}',
  capacity           integer     not null,
  -- under this many it is not held
  least              integer     not null default 1,
  -- how many of one branch may have a place, unless programme_quotas says otherwise; null: as many as there are
  branch_seats       integer,
  opens_at           timestamptz not null,
  closes_at          timestamptz not null,
  -- share of the sessions that somebody must have come to for the certificate, and what it then says
  attendance_percent smallint    not null default 80,
  certificate_hours  numeric(6, 1),
  state              text        not null,
  version            integer     not null default 1,
  created_by         uuid,
  created_at         timestamptz not null default now(),
  constraint programmes_pkey primary key (facility_id, programme_id),
  constraint programmes_term_fkey foreign key (facility_id, term_id) references terms,
  constraint programmes_party_fkey foreign key (facility_id, party_id) references parties,
  constraint programmes_person_fkey foreign key (facility_id, person_id) references people,
  constraint programmes_kind_check check (kind in ('class')),
  constraint programmes_seats_check check (capacity > 0 and least between 1 and capacity and branch_seats > 0),
  constraint programmes_enrolment_check check (opens_at < closes_at),
  constraint programmes_certificate_check check (attendance_percent between 0 and 100 and certificate_hours >= 0),
  constraint programmes_state_check check (state in ('draft', 'published', 'cancelled'))
);
create index programmes_term_idx on programmes (facility_id, term_id);

create table programme_quotas (
  facility_id  uuid    not null,
  programme_id uuid    not null,
  party_id     uuid    not null,
  seats        integer not null,
  constraint programme_quotas_pkey primary key (facility_id, programme_id, party_id),
  constraint programme_quotas_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint programme_quotas_party_fkey foreign key (facility_id, party_id) references parties,
  constraint programme_quotas_seats_check check (seats >= 0)
);

-- The dated sessions: reservations that belong to it. One that is cancelled stays here and says so.
create table programme_sessions (
  facility_id    uuid    not null,
  programme_id   uuid    not null,
  reservation_id uuid    not null,
  -- held in place of another one
  makes_up_for   uuid,
  note           text    not null default '',
  constraint programme_sessions_pkey primary key (facility_id, reservation_id),
  constraint programme_sessions_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint programme_sessions_reservation_fkey foreign key (facility_id, reservation_id) references reservations,
  constraint programme_sessions_makes_up_fkey foreign key (facility_id, makes_up_for) references programme_sessions
);
create index programme_sessions_programme_idx on programme_sessions (facility_id, programme_id);

-- The series its sessions come from. What an edit of the series adds later belongs to it too, whoever adds it.
create table programme_series (
  facility_id  uuid not null,
  series_id    uuid not null,
  programme_id uuid not null,
  constraint programme_series_pkey primary key (facility_id, series_id),
  constraint programme_series_series_fkey foreign key (facility_id, series_id) references series,
  constraint programme_series_programme_fkey foreign key (facility_id, programme_id) references programmes
);
create index programme_series_programme_idx on programme_series (facility_id, programme_id);

create function series_split() returns trigger language plpgsql as $$
begin
  insert into programme_series (facility_id, series_id, programme_id)
  select new.facility_id, new.series_id, s.programme_id
  from programme_series s where s.facility_id = new.facility_id and s.series_id = new.split_from;
  return null;
end $$;
create trigger series_split after insert on series for each row when (new.split_from is not null) execute function series_split();

create function series_session() returns trigger language plpgsql as $$
begin
  insert into programme_sessions (facility_id, programme_id, reservation_id)
  select new.facility_id, s.programme_id, new.reservation_id
  from programme_series s where s.facility_id = new.facility_id and s.series_id = new.series_id
  on conflict do nothing;
  return null;
end $$;
create trigger series_session after insert or update of series_id on reservations
  for each row when (new.series_id is not null) execute function series_session();

create table enrolments (
  facility_id   uuid        not null,
  enrolment_id  uuid        not null,
  programme_id  uuid        not null,
  -- whose place it is; the phone tells two of one name apart
  name          text        not null,
  phone         text        not null,
  party_id      uuid,
  user_id       uuid,
  state         text        not null,
  -- the place in the line is the order of asking
  asked_at      timestamptz not null,
  offered_until timestamptz,
  version       integer     not null default 1,
  constraint enrolments_pkey primary key (facility_id, enrolment_id),
  constraint enrolments_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint enrolments_party_fkey foreign key (facility_id, party_id) references parties,
  constraint enrolments_user_fkey foreign key (facility_id, user_id) references users,
  constraint enrolments_state_check check (state in ('enrolled', 'waiting', 'offered', 'withdrawn', 'expired')),
  constraint enrolments_offer_check check ((state = 'offered') = (offered_until is not null))
);
-- nobody has two places in one programme
create unique index enrolments_person_key on enrolments (facility_id, programme_id, phone) where (state in ('enrolled', 'waiting', 'offered'));
create index enrolments_line_idx on enrolments (facility_id, programme_id, state, asked_at);
create index enrolments_user_idx on enrolments (facility_id, user_id);

-- Who came to which session.
create table roll_marks (
  facility_id    uuid        not null,
  reservation_id uuid        not null,
  enrolment_id   uuid        not null,
  mark           text        not null,
  marked_by      uuid,
  marked_at      timestamptz not null,
  constraint roll_marks_pkey primary key (facility_id, reservation_id, enrolment_id),
  constraint roll_marks_session_fkey foreign key (facility_id, reservation_id) references programme_sessions,
  constraint roll_marks_enrolment_fkey foreign key (facility_id, enrolment_id) references enrolments,
  constraint roll_marks_mark_check check (mark in ('present', 'late', 'absent', 'excused'))
);

-- A course that is asked for before it exists (点单开课): it opens when enough have joined, at the time that serves most of them.
create table course_calls (
  facility_id  uuid        not null,
  call_id      uuid        not null,
  title        text        not null,
  summary      text        not null default '',
  skills       text[]      not null default '{}',
  least        integer     not null,
  capacity     integer     not null,
  sessions     integer     not null,
  minutes      integer     not null,
  -- [{ "weekday": 2, "from": 1140 }, …]: the times to choose from
  slots        jsonb       not null,
  from_date    date        not null,
  closes_at    timestamptz not null,
  state        text        not null,
  programme_id uuid,
  version      integer     not null default 1,
  created_by   uuid,
  created_at   timestamptz not null default now(),
  constraint course_calls_pkey primary key (facility_id, call_id),
  constraint course_calls_facility_fkey foreign key (facility_id) references facilities,
  constraint course_calls_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint course_calls_seats_check check (least between 1 and capacity and sessions between 1 and 200 and minutes between 15 and 720),
  constraint course_calls_state_check check (state in ('open', 'opened', 'closed'))
);

create table course_votes (
  facility_id uuid        not null,
  call_id     uuid        not null,
  vote_id     uuid        not null,
  name        text        not null,
  phone       text        not null,
  party_id    uuid,
  user_id     uuid,
  -- which of the call's times they could come
  slots       smallint[]  not null,
  voted_at    timestamptz not null,
  constraint course_votes_pkey primary key (facility_id, vote_id),
  constraint course_votes_call_fkey foreign key (facility_id, call_id) references course_calls,
  constraint course_votes_party_fkey foreign key (facility_id, party_id) references parties,
  constraint course_votes_user_fkey foreign key (facility_id, user_id) references users,
  constraint course_votes_person_key unique (facility_id, call_id, phone),
  constraint course_votes_slots_check check (cardinality(slots) > 0)
);
