-- The menu, what is ordered from it, and the way there: services, outside places, travel times, vehicles and kits, visits, wishes.

-- What can be ordered: a lecture, a troupe, a health talk. No price: all of it is public benefit.
create table services (
  facility_id     uuid        not null,
  service_id      uuid        not null,
  code            text        not null,
  name            jsonb       not null,
  summary         jsonb       not null,
  kind            text        not null,
  minutes         integer     not null,
  audience_min    integer     not null default 1,
  audience_max    integer     not null,
  -- [{ skill, count }]: whom it takes, by what they can do
  crew            jsonb       not null default '[]',
  -- [{ use, count }]: the kits that go with it, by what they are for
  kits            jsonb       not null default '[]',
  needs_vehicle   boolean     not null default false,
  set_up_minutes  integer     not null default 0,
  strike_minutes  integer     not null default 0,
  order_by_days   integer     not null default 0,
  order_by_unit   text        not null default 'workdays',
  given_at        text        not null,
  -- direct: the crew is promised with the order; approval: an officer sends somebody
  route           text        not null default 'approval',
  valid_from      date,
  valid_until     date,
  active          boolean     not null default true,
  position        integer     not null default 0,
  version         integer     not null default 1,
  constraint services_pkey primary key (facility_id, service_id),
  constraint services_code_key unique (facility_id, code),
  constraint services_facility_fkey foreign key (facility_id) references facilities,
  constraint services_kind_check check (kind in ('lecture', 'course', 'performance', 'exhibition-tour', 'art-troupe', 'health-talk', 'consultation', 'other')),
  constraint services_length_check check (minutes between 15 and 1440 and set_up_minutes between 0 and 720 and strike_minutes between 0 and 720),
  constraint services_audience_check check (audience_min between 1 and audience_max),
  constraint services_order_by_check check (order_by_days between 0 and 365 and order_by_unit in ('workdays', 'days')),
  constraint services_given_at_check check (given_at in ('palace', 'outside', 'both')),
  constraint services_route_check check (route in ('direct', 'approval')),
  constraint services_season_check check (valid_from <= valid_until)
);

-- Where the palace goes. One of them is where it stands: from there visits leave.
create table districts (
  facility_id uuid    not null,
  district_id uuid    not null,
  name        text    not null,
  home        boolean not null default false,
  position    integer not null default 0,
  constraint districts_pkey primary key (facility_id, district_id),
  constraint districts_name_key unique (facility_id, name),
  constraint districts_facility_fkey foreign key (facility_id) references facilities
);
create unique index districts_home_key on districts (facility_id) where home;

-- One row serves both ways unless the way back has its own. A district with itself: from one place to another inside it.
create table travel_times (
  facility_id uuid    not null,
  from_id     uuid    not null,
  to_id       uuid    not null,
  minutes     integer not null,
  constraint travel_times_pkey primary key (facility_id, from_id, to_id),
  constraint travel_times_from_fkey foreign key (facility_id, from_id) references districts,
  constraint travel_times_to_fkey foreign key (facility_id, to_id) references districts,
  constraint travel_times_minutes_check check (minutes between 1 and 600)
);

-- Halls, yards and villages that visits go to.
create table outside_places (
  facility_id   uuid    not null,
  place_id      uuid    not null,
  name          text    not null,
  district_id   uuid    not null,
  address       text    not null,
  contact       text    not null default '',
  contact_phone text,
  party_id      uuid,
  active        boolean not null default true,
  constraint outside_places_pkey primary key (facility_id, place_id),
  constraint outside_places_name_key unique (facility_id, name),
  constraint outside_places_district_fkey foreign key (facility_id, district_id) references districts,
  constraint outside_places_party_fkey foreign key (facility_id, party_id) references parties
);

-- Numbered pieces: each is an atom, so that nobody can promise one twice.
create table equipment (
  facility_id  uuid    not null,
  equipment_id uuid    not null,
  code         text    not null,
  name         jsonb   not null,
  kind         text    not null,
  -- what it is for, as services and orders ask for it; a vehicle's is empty
  use          text    not null default '',
  seats        integer,
  active       boolean not null default true,
  constraint equipment_pkey primary key (facility_id, equipment_id),
  constraint equipment_code_key unique (facility_id, code),
  constraint equipment_atom_fkey foreign key (facility_id, equipment_id) references atoms,
  constraint equipment_kind_check check (kind in ('vehicle', 'kit')),
  constraint equipment_seats_check check ((kind = 'vehicle') = (seats is not null) and seats > 0),
  constraint equipment_use_check check ((kind = 'kit') = (use <> ''))
);

-- Lines of an order that are no room: a service, somebody for an hour, a kit. What the service took when it was ordered is kept with the line.
create table service_lines (
  facility_id    uuid        not null,
  line_id        uuid        not null,
  order_id       uuid        not null,
  party_id       uuid        not null,
  position       integer     not null,
  kind           text        not null,
  service_id     uuid,
  title          text        not null,
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  -- at the palace (in a space of it, whose own line lies in the same order) or outside
  place          text        not null,
  space_id       uuid,
  place_id       uuid,
  district_id    uuid,
  address        text        not null default '',
  contact        text        not null default '',
  contact_phone  text,
  headcount      integer     not null,
  note           text        not null default '',
  needs          jsonb       not null,
  set_up_minutes integer     not null default 0,
  strike_minutes integer     not null default 0,
  state          text        not null,
  decided_by     uuid,
  decided_at     timestamptz,
  reason_code    text,
  reason         text,
  waivers        jsonb       not null default '[]',
  delivered_at   timestamptz,
  rating         smallint,
  feedback       text,
  rated_by       uuid,
  rated_at       timestamptz,
  constraint service_lines_pkey primary key (facility_id, line_id),
  constraint service_lines_order_fkey foreign key (facility_id, order_id) references orders,
  constraint service_lines_party_fkey foreign key (facility_id, party_id) references parties,
  constraint service_lines_service_fkey foreign key (facility_id, service_id) references services,
  constraint service_lines_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint service_lines_place_fkey foreign key (facility_id, place_id) references outside_places,
  constraint service_lines_district_fkey foreign key (facility_id, district_id) references districts,
  constraint service_lines_kind_check check (kind in ('service', 'person', 'equipment') and (kind = 'service') = (service_id is not null)),
  constraint service_lines_place_check check (
    (place = 'palace' and place_id is null and district_id is null) or (place = 'outside' and district_id is not null and space_id is null)),
  constraint service_lines_span_check check (starts_at < ends_at and ends_at - starts_at <= interval '1 day'),
  constraint service_lines_headcount_check check (headcount > 0),
  constraint service_lines_state_check check (state in ('pending', 'accepted', 'delivered', 'declined', 'withdrawn')),
  constraint service_lines_decision_check check ((state in ('accepted', 'delivered', 'declined')) = (decided_at is not null) or state = 'withdrawn'),
  constraint service_lines_delivered_check check ((state = 'delivered') = (delivered_at is not null)),
  constraint service_lines_rating_check check (rating between 1 and 5 and (rating is null) = (rated_at is null) and (rating is null or state = 'delivered'))
);
create index service_lines_order_idx on service_lines (facility_id, order_id);
create index service_lines_start_idx on service_lines (facility_id, starts_at);
create index service_lines_party_idx on service_lines (facility_id, party_id, starts_at);

-- What the house stands by: who goes, with what, from when until when. One for each line that was accepted.
create table visits (
  facility_id  uuid        not null,
  visit_id     uuid        not null,
  line_id      uuid        not null,
  -- the crew is bound from departure until return: the way, set-up and strike lie in between
  departs_at   timestamptz not null,
  arrives_at   timestamptz not null,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  leaves_at    timestamptz not null,
  returns_at   timestamptz not null,
  -- the visit from which the crew comes straight here, without going home between
  after_id     uuid,
  state        text        not null,
  version      integer     not null default 1,
  constraint visits_pkey primary key (facility_id, visit_id),
  constraint visits_line_key unique (facility_id, line_id),
  constraint visits_line_fkey foreign key (facility_id, line_id) references service_lines,
  constraint visits_after_fkey foreign key (facility_id, after_id) references visits,
  constraint visits_after_key unique (facility_id, after_id),
  constraint visits_state_check check (state in ('planned', 'delivered', 'cancelled')),
  constraint visits_span_check check (departs_at <= arrives_at and arrives_at <= starts_at and starts_at < ends_at and ends_at <= leaves_at
    and leaves_at <= returns_at and returns_at - departs_at <= interval '3 days')
);
create index visits_start_idx on visits (facility_id, starts_at);

create table visit_people (
  facility_id uuid not null,
  visit_id    uuid not null,
  person_id   uuid not null,
  constraint visit_people_pkey primary key (facility_id, visit_id, person_id),
  constraint visit_people_visit_fkey foreign key (facility_id, visit_id) references visits,
  constraint visit_people_person_fkey foreign key (facility_id, person_id) references people
);
create index visit_people_person_idx on visit_people (facility_id, person_id);

create table visit_equipment (
  facility_id  uuid not null,
  visit_id     uuid not null,
  equipment_id uuid not null,
  constraint visit_equipment_pkey primary key (facility_id, visit_id, equipment_id),
  constraint visit_equipment_visit_fkey foreign key (facility_id, visit_id) references visits,
  constraint visit_equipment_equipment_fkey foreign key (facility_id, equipment_id) references equipment
);

-- "We need something for 80 people about stress in March": a request without a service. Staff answer with offers.
create table wishes (
  facility_id uuid        not null,
  wish_id     uuid        not null,
  party_id    uuid        not null,
  placed_by   uuid        not null,
  placed_at   timestamptz not null,
  title       text        not null,
  words       text        not null,
  headcount   integer     not null,
  from_date   date        not null,
  until_date  date        not null,
  place_id    uuid,
  district_id uuid,
  address     text        not null default '',
  contact     text        not null default '',
  contact_phone text,
  state       text        not null,
  version     integer     not null default 1,
  constraint wishes_pkey primary key (facility_id, wish_id),
  constraint wishes_party_fkey foreign key (facility_id, party_id) references parties,
  constraint wishes_placed_by_fkey foreign key (facility_id, placed_by) references users,
  constraint wishes_place_fkey foreign key (facility_id, place_id) references outside_places,
  constraint wishes_district_fkey foreign key (facility_id, district_id) references districts,
  constraint wishes_dates_check check (from_date <= until_date),
  constraint wishes_headcount_check check (headcount > 0),
  constraint wishes_state_check check (state in ('open', 'taken', 'withdrawn', 'declined'))
);
create index wishes_state_idx on wishes (facility_id, state);

create table wish_offers (
  facility_id uuid        not null,
  offer_id    uuid        not null,
  wish_id     uuid        not null,
  service_id  uuid        not null,
  starts_at   timestamptz not null,
  space_id    uuid,
  people      uuid[]      not null,
  equipment   uuid[]      not null,
  words       text        not null default '',
  state       text        not null,
  made_by     uuid        not null,
  made_at     timestamptz not null,
  order_id    uuid,
  constraint wish_offers_pkey primary key (facility_id, offer_id),
  constraint wish_offers_wish_fkey foreign key (facility_id, wish_id) references wishes,
  constraint wish_offers_service_fkey foreign key (facility_id, service_id) references services,
  constraint wish_offers_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint wish_offers_order_fkey foreign key (facility_id, order_id) references orders,
  constraint wish_offers_state_check check (state in ('open', 'taken', 'declined', 'withdrawn')),
  constraint wish_offers_taken_check check ((state = 'taken') = (order_id is not null))
);
create index wish_offers_wish_idx on wish_offers (facility_id, wish_id);

-- A visit claims people, vehicles and kits; no space of the palace, so its claims have none.
alter table claims add column visit_id uuid;
alter table claims alter column space_id drop not null;
alter table claims drop constraint claims_standing_check;
alter table claims add constraint claims_standing_check
  check (status <> 'confirmed' or num_nonnulls(reservation_id, visit_id) = 1);
alter table claims add constraint claims_space_check check ((space_id is null) = (visit_id is not null));
alter table claims add constraint claims_visit_fkey foreign key (facility_id, visit_id) references visits;
create index claims_visit_idx on claims (facility_id, visit_id) where (visit_id is not null);

-- Heads counted at a visit.
alter table head_counts add column visit_id uuid;
alter table head_counts add constraint head_counts_visit_fkey foreign key (facility_id, visit_id) references visits;
alter table head_counts drop constraint head_counts_of_check;
alter table head_counts add constraint head_counts_of_check
  check (num_nonnulls(reservation_id, programme_id, space_id, visit_id) >= 1);
create index head_counts_visit_idx on head_counts (facility_id, visit_id) where (visit_id is not null);

-- What rules read is a fact: whoever changes it waits for those who judge by it.
do $$
declare name text;
begin
  foreach name in array array['services', 'districts', 'travel_times', 'equipment'] loop
    execute format('create trigger %1$s_added after insert on %1$s referencing new table as changed for each statement execute function facts_changed()', name);
    execute format('create trigger %1$s_changed after update on %1$s referencing new table as changed for each statement execute function facts_changed()', name);
    execute format('create trigger %1$s_removed after delete on %1$s referencing old table as changed for each statement execute function facts_changed()', name);
  end loop;
end $$;
