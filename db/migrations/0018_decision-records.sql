-- What was decided, and all that was looked at: so that anybody can ask the rules again years later and get the same answer.

-- The facts of one version, once, when the first decision was made by them.
create table fact_snapshots (
  facility_id   uuid        not null,
  facts_version integer     not null,
  facts         jsonb       not null,
  kept_at       timestamptz not null,
  constraint fact_snapshots_pkey primary key (facility_id, facts_version),
  constraint fact_snapshots_facility_fkey foreign key (facility_id) references facilities
);

create table decision_records (
  facility_id    uuid        not null,
  decision_id    uuid        not null,
  kind           text        not null,
  decided_at     timestamptz not null,
  -- by whose clock the rules were asked: who asked in time is not refused because the office took its time
  asked_at       timestamptz not null,
  decided_by     uuid,
  party_id       uuid        not null,
  -- null for what was refused: nothing was written of it
  order_id       uuid,
  title          text        not null,
  policy_version integer     not null,
  facts_version  integer     not null,
  -- claims asked for, and those that stood around them
  asked          jsonb       not null,
  around         jsonb       not null,
  waivers        jsonb       not null default '[]',
  violations     jsonb       not null default '[]',
  constraint decision_records_pkey primary key (facility_id, decision_id),
  constraint decision_records_facts_fkey foreign key (facility_id, facts_version) references fact_snapshots,
  constraint decision_records_party_fkey foreign key (facility_id, party_id) references parties,
  constraint decision_records_kind_check check (kind in ('refused', 'accepted', 'override')),
  constraint decision_records_override_check check ((kind = 'override') = (jsonb_array_length(waivers) > 0) or kind = 'refused')
);
create index decision_records_time_idx on decision_records (facility_id, decided_at desc, decision_id desc);
