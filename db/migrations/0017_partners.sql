-- Partners who use the house by contract (宫社联合 / 宫企合作), what each use earns, and those who give their time.

create table contracts (
  facility_id          uuid        not null,
  contract_id          uuid        not null,
  party_id             uuid        not null,
  -- the number on the paper
  number               text        not null default '',
  title                text        not null,
  starts_on            date        not null,
  ends_on              date        not null,
  -- share of the hours that must serve the public, in percent
  least_public_percent smallint    not null default 0,
  -- what a booking of the partner beside its slots counts as
  other_uses           text        not null default 'commercial',
  note                 text        not null default '',
  state                text        not null default 'standing',
  ended_at             timestamptz,
  ended_reason         text,
  version              integer     not null default 1,
  created_by           uuid,
  created_at           timestamptz not null,
  constraint contracts_pkey primary key (facility_id, contract_id),
  constraint contracts_facility_fkey foreign key (facility_id) references facilities,
  constraint contracts_party_fkey foreign key (facility_id, party_id) references parties,
  constraint contracts_dates_check check (starts_on <= ends_on),
  constraint contracts_share_check check (least_public_percent between 0 and 100),
  constraint contracts_other_uses_check check (other_uses in ('public-benefit', 'commercial')),
  constraint contracts_state_check check (state in ('standing', 'ended')),
  constraint contracts_ended_check check ((state = 'ended') = (ended_at is not null))
);
create index contracts_party_idx on contracts (facility_id, party_id, starts_on);

-- A standing slot is a series like any other: its claims keep the time from everybody else, and its lost dates keep their reasons.
create table contract_slots (
  facility_id uuid not null,
  series_id   uuid not null,
  contract_id uuid not null,
  purpose     text not null,
  constraint contract_slots_pkey primary key (facility_id, series_id),
  constraint contract_slots_series_fkey foreign key (facility_id, series_id) references series,
  constraint contract_slots_contract_fkey foreign key (facility_id, contract_id) references contracts,
  constraint contract_slots_purpose_check check (purpose in ('public-benefit', 'commercial'))
);
create index contract_slots_contract_idx on contract_slots (facility_id, contract_id);

-- The later part of a slot that an edit splits off belongs to the contract too.
create function slot_split() returns trigger language plpgsql as $$
begin
  insert into contract_slots (facility_id, series_id, contract_id, purpose)
  select new.facility_id, new.series_id, s.contract_id, s.purpose
  from contract_slots s where s.facility_id = new.facility_id and s.series_id = new.split_from;
  return null;
end $$;
create trigger slot_split after insert on series for each row when (new.split_from is not null) execute function slot_split();

-- Versions are never changed: the price of a use is that of its day.
create table price_lists (
  facility_id uuid        not null,
  version     integer     not null,
  valid_from  date        not null,
  -- [{ "spaces": { "kind": "space-kind", "spaceKind": "classroom" }, "days": "any", "from": 0, "until": 1440, "fenPerHour": 8000, … }]
  items       jsonb       not null,
  made_by     uuid,
  made_at     timestamptz not null,
  constraint price_lists_pkey primary key (facility_id, version),
  constraint price_lists_facility_fkey foreign key (facility_id) references facilities
);

-- What a partner's booking came to, once it has taken place. Money is recorded here and paid elsewhere.
create table uses (
  facility_id    uuid        not null,
  reservation_id uuid        not null,
  contract_id    uuid,
  purpose        text        not null,
  -- whole fen; null while no price list covers all of it
  computed_fen   bigint,
  fen            bigint,
  price_version  integer,
  version        integer     not null default 1,
  recorded_at    timestamptz not null,
  corrected_by   uuid,
  corrected_at   timestamptz,
  reason         text,
  constraint uses_pkey primary key (facility_id, reservation_id),
  constraint uses_reservation_fkey foreign key (facility_id, reservation_id) references reservations,
  constraint uses_contract_fkey foreign key (facility_id, contract_id) references contracts,
  constraint uses_purpose_check check (purpose in ('public-benefit', 'commercial')),
  constraint uses_fen_check check (computed_fen >= 0 and fen >= 0),
  constraint uses_corrected_check check ((corrected_at is null) = (reason is null))
);
create index uses_contract_idx on uses (facility_id, contract_id);

-- Who offers to help, by a form on a phone; nobody is taken in before somebody has looked.
create table volunteer_offers (
  facility_id    uuid        not null,
  offer_id       uuid        not null,
  name           text        not null,
  phone          text        not null,
  skills         text[]      not null default '{}',
  note           text        not null default '',
  user_id        uuid,
  -- which wording of the consent was agreed to
  consent        integer     not null,
  state          text        not null default 'waiting',
  person_id      uuid,
  reason         text        not null default '',
  version        integer     not null default 1,
  asked_at       timestamptz not null,
  decided_by     uuid,
  decided_at     timestamptz,
  constraint volunteer_offers_pkey primary key (facility_id, offer_id),
  constraint volunteer_offers_facility_fkey foreign key (facility_id) references facilities,
  constraint volunteer_offers_user_fkey foreign key (facility_id, user_id) references users,
  constraint volunteer_offers_person_fkey foreign key (facility_id, person_id) references people,
  constraint volunteer_offers_state_check check (state in ('waiting', 'taken-in', 'declined')),
  constraint volunteer_offers_decided_check check ((state = 'waiting') = (decided_at is null) and (state = 'taken-in') = (person_id is not null))
);
-- one form for a telephone number waits at a time
create unique index volunteer_offers_phone_key on volunteer_offers (facility_id, phone) where (state = 'waiting');

-- Hours that no booking shows, written down by hand with the reason why.
create table service_hours (
  facility_id  uuid        not null,
  entry_id     uuid        not null,
  person_id    uuid        not null,
  served_on    date        not null,
  minutes      integer     not null,
  title        text        not null,
  reason       text        not null,
  noted_by     uuid,
  noted_at     timestamptz not null,
  withdrawn_at timestamptz,
  constraint service_hours_pkey primary key (facility_id, entry_id),
  constraint service_hours_person_fkey foreign key (facility_id, person_id) references people,
  constraint service_hours_minutes_check check (minutes between 1 and 1440)
);
create index service_hours_person_idx on service_hours (facility_id, person_id, served_on);

-- Accounts are changed by administrators: who is late is told.
alter table users add column version integer not null default 1;
