-- A season is given out in a round: who wants what each week, the runs of the solver, its plans, and the one that became series.

create table rounds (
  facility_id   uuid        not null,
  round_id      uuid        not null,
  name          text        not null,
  summary       text        not null default '',
  from_date     date        not null,
  until_date    date        not null,
  opens_at      timestamptz not null,
  closes_at     timestamptz not null,
  -- [{ "weekday": 1, "from": 1080, "until": 1260 }, …]: the times of the week that are given out
  windows       jsonb       not null,
  grid_minutes  smallint    not null,
  party_minutes integer,
  -- ties are broken by it; told with the result
  seed          integer     not null,
  plan_id       uuid,
  handled_at    timestamptz,
  published_at  timestamptz,
  published_by  uuid,
  -- the policy of that day: a result can be worked out again
  policy_version integer,
  cancelled_at  timestamptz,
  reason        text,
  rolled_from   uuid,
  version       integer     not null default 1,
  created_by    uuid,
  created_at    timestamptz not null,
  constraint rounds_pkey primary key (facility_id, round_id),
  constraint rounds_facility_fkey foreign key (facility_id) references facilities,
  constraint rounds_rolled_from_fkey foreign key (facility_id, rolled_from) references rounds,
  constraint rounds_dates_check check (from_date <= until_date and until_date - from_date <= 366),
  constraint rounds_applications_check check (opens_at < closes_at),
  constraint rounds_grid_check check (grid_minutes in (15, 30, 60)),
  constraint rounds_minutes_check check (party_minutes > 0),
  constraint rounds_handled_check check ((handled_at is null) or plan_id is not null),
  constraint rounds_published_check check (published_at is null or handled_at is not null)
);

create table round_spaces (
  facility_id uuid not null,
  round_id    uuid not null,
  space_id    uuid not null,
  constraint round_spaces_pkey primary key (facility_id, round_id, space_id),
  constraint round_spaces_round_fkey foreign key (facility_id, round_id) references rounds,
  constraint round_spaces_space_fkey foreign key (facility_id, space_id) references spaces
);

create table applications (
  facility_id    uuid        not null,
  application_id uuid        not null,
  round_id       uuid        not null,
  party_id       uuid        not null,
  note           text        not null default '',
  state          text        not null,
  late           boolean     not null default false,
  version        integer     not null default 1,
  sent_by        uuid,
  sent_at        timestamptz not null,
  constraint applications_pkey primary key (facility_id, application_id),
  constraint applications_round_fkey foreign key (facility_id, round_id) references rounds,
  constraint applications_party_fkey foreign key (facility_id, party_id) references parties,
  constraint applications_state_check check (state in ('sent', 'withdrawn')),
  -- a party speaks once in a round; what it withdrew does not count
  constraint applications_party_key exclude using btree (facility_id with =, round_id with =, party_id with =)
    where (state = 'sent')
);

create table sections (
  facility_id    uuid     not null,
  section_id     uuid     not null,
  application_id uuid     not null,
  position       smallint not null,
  title          text     not null,
  headcount      integer  not null,
  features       text[]   not null default '{}',
  min_minutes    smallint not null,
  max_minutes    smallint not null,
  times_a_week   smallint not null,
  from_date      date     not null,
  until_date     date     not null,
  -- best first; empty for any that fits
  space_ids      uuid[]   not null default '{}',
  -- [{ "weekday": 5, "from": 1140, "until": 1260, "rank": "primary" }, …]
  times          jsonb    not null,
  same_space     boolean  not null,
  same_time      boolean  not null,
  apart          boolean  not null,
  weight         smallint not null default 5,
  must           boolean  not null default false,
  person_ids     uuid[]   not null default '{}',
  constraint sections_pkey primary key (facility_id, section_id),
  constraint sections_application_fkey foreign key (facility_id, application_id) references applications,
  constraint sections_headcount_check check (headcount > 0),
  constraint sections_minutes_check check (min_minutes > 0 and min_minutes <= max_minutes),
  constraint sections_times_check check (times_a_week between 1 and 7),
  constraint sections_dates_check check (from_date <= until_date),
  constraint sections_weight_check check (weight between 1 and 10)
);
create index sections_application_idx on sections (facility_id, application_id, position);

-- A pin keeps one weekly time where it is; a ban keeps a section away from a space, a day, a time.
create table pins (
  facility_id uuid        not null,
  pin_id      uuid        not null,
  round_id    uuid        not null,
  section_id  uuid        not null,
  kind        text        not null,
  nth         smallint,
  space_id    uuid,
  weekday     smallint,
  from_minute smallint,
  until_minute smallint,
  reason      text        not null default '',
  made_by     uuid,
  made_at     timestamptz not null,
  constraint pins_pkey primary key (facility_id, pin_id),
  constraint pins_round_fkey foreign key (facility_id, round_id) references rounds,
  constraint pins_section_fkey foreign key (facility_id, section_id) references sections,
  constraint pins_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint pins_kind_check check (kind in ('pin', 'ban')),
  constraint pins_whole_check check (kind = 'ban' or num_nulls(nth, space_id, weekday, from_minute) = 0),
  constraint pins_something_check check (num_nonnulls(space_id, weekday, from_minute) > 0),
  constraint pins_week_check check (weekday between 1 and 7 and from_minute between 0 and 1439 and until_minute between 1 and 1440)
);
create index pins_round_idx on pins (facility_id, round_id);

-- A run of the solver. The row outlives the process: whoever finds its lease run out goes on from its last incumbent.
create table runs (
  facility_id  uuid        not null,
  run_id       uuid        not null,
  round_id     uuid        not null,
  state        text        not null,
  seconds      integer     not null,
  -- so many tries instead of seconds: such a run can be repeated to the letter
  counted      integer,
  seed         integer     not null,
  base_plan_id uuid,
  price        integer     not null default 0,
  -- what it was started with: an incumbent fits nothing else
  fingerprint  text        not null,
  phase        text        not null default 'waiting',
  -- seconds of the processor used up so far, over all processes that worked on it
  used_seconds real        not null default 0,
  cost         integer,
  score        jsonb,
  unplaced     integer,
  asked        integer     not null,
  bound        integer,
  tries_a_second integer,
  points       jsonb       not null default '[]',
  -- the best plan so far, in places of the house: it also fits when the facts have changed since
  incumbent    jsonb,
  plan_id      uuid,
  violations   jsonb       not null default '[]',
  worker       text,
  lease_until  timestamptz,
  -- how often a thread has died over it
  deaths       smallint    not null default 0,
  stop_asked_at timestamptz,
  asked_by     uuid,
  asked_at     timestamptz not null,
  started_at   timestamptz,
  ended_at     timestamptz,
  constraint runs_pkey primary key (facility_id, run_id),
  constraint runs_round_fkey foreign key (facility_id, round_id) references rounds,
  constraint runs_state_check check (state in ('queued', 'running', 'stopped', 'done', 'failed')),
  constraint runs_ended_check check ((state in ('stopped', 'done', 'failed')) = (ended_at is not null)),
  constraint runs_seconds_check check (seconds between 1 and 1800),
  constraint runs_counted_check check (counted > 0),
  -- one at a time for each round: the database says so
  constraint runs_under_way_key exclude using btree (facility_id with =, round_id with =)
    where (state in ('queued', 'running'))
);
create index runs_lease_idx on runs (lease_until) where (state in ('queued', 'running'));

-- A whole proposed week. Changed by hand it counts its version up.
create table season_plans (
  facility_id uuid        not null,
  plan_id     uuid        not null,
  round_id    uuid        not null,
  run_id      uuid,
  name        text        not null,
  version     integer     not null default 1,
  -- of what it was made from: another one with the same fingerprint, seed and number of tries is the same plan
  fingerprint text        not null default '',
  score       jsonb       not null,
  cost        integer     not null,
  bound       integer,
  -- what each rule costs, and why each wish that is not met is not: worked out when the plan is written
  rules       jsonb       not null default '[]',
  unmet       jsonb       not null default '[]',
  made_by     uuid,
  made_at     timestamptz not null,
  constraint season_plans_pkey primary key (facility_id, plan_id),
  constraint season_plans_round_fkey foreign key (facility_id, round_id) references rounds,
  constraint season_plans_run_fkey foreign key (facility_id, run_id) references runs
);
create index season_plans_round_idx on season_plans (facility_id, round_id, made_at desc);

create table allocations (
  facility_id  uuid     not null,
  plan_id      uuid     not null,
  section_id   uuid     not null,
  nth          smallint not null,
  space_id     uuid     not null,
  weekday      smallint not null,
  from_minute  smallint not null,
  until_minute smallint not null,
  pinned       boolean  not null default false,
  -- of its dates, how many there are and how many can not be had
  dates        smallint not null,
  lost         smallint not null,
  constraint allocations_pkey primary key (facility_id, plan_id, section_id, nth),
  constraint allocations_plan_fkey foreign key (facility_id, plan_id) references season_plans on delete cascade,
  constraint allocations_section_fkey foreign key (facility_id, section_id) references sections,
  constraint allocations_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint allocations_span_check check (weekday between 1 and 7 and from_minute >= 0 and from_minute < until_minute
    and until_minute <= 1440)
);

-- They point at each other: a whole palace is written, and emptied, table by table.
alter table rounds add constraint rounds_plan_fkey foreign key (facility_id, plan_id) references season_plans
  deferrable initially deferred;
alter table runs add constraint runs_base_plan_fkey foreign key (facility_id, base_plan_id) references season_plans
  deferrable initially deferred;
alter table runs add constraint runs_plan_fkey foreign key (facility_id, plan_id) references season_plans
  deferrable initially deferred;

-- The series that an allocation became; not standing once a later publication has given its time back.
create table section_series (
  facility_id uuid     not null,
  section_id  uuid     not null,
  nth         smallint not null,
  series_id   uuid     not null,
  standing    boolean  not null default true,
  constraint section_series_pkey primary key (facility_id, section_id, nth, series_id),
  constraint section_series_section_fkey foreign key (facility_id, section_id) references sections,
  constraint section_series_series_fkey foreign key (facility_id, series_id) references series
);

-- Which spaces a round holds is a fact: whoever places an order reads it.
do $$
declare
  name text;
begin
  foreach name in array array['rounds', 'round_spaces'] loop
    execute format('create trigger %1$s_added after insert on %1$s referencing new table as changed for each statement execute function facts_changed()', name);
    execute format('create trigger %1$s_changed after update on %1$s referencing new table as changed for each statement execute function facts_changed()', name);
    execute format('create trigger %1$s_removed after delete on %1$s referencing old table as changed for each statement execute function facts_changed()', name);
  end loop;
end $$;
