-- Ways out of a collision, as they were worked out: the plans are a photograph, and are only applied while the world still looks like it.
create table repairs (
  facility_id uuid        not null,
  repair_id   uuid        not null,
  kind        text        not null,
  cause       jsonb       not null,
  -- what the plans were made from: facts, and the versions of all that they touch
  fingerprint text        not null,
  hit         integer     not null,
  people      integer     not null,
  running     jsonb       not null default '[]',
  plans       jsonb       not null default '[]',
  state       text        not null default 'open',
  version     integer     not null default 1,
  made_by     uuid,
  made_at     timestamptz not null,
  settled_by  uuid,
  settled_at  timestamptz,
  -- which plan was applied, and what it wrote
  applied     jsonb,
  reason      text,
  constraint repairs_pkey primary key (facility_id, repair_id),
  constraint repairs_facility_fkey foreign key (facility_id) references facilities,
  constraint repairs_kind_check check (kind in ('closure', 'planned-closure', 'broken-room', 'absence', 'refused-series', 'priority',
    'conflict')),
  constraint repairs_state_check check (state in ('open', 'applied', 'superseded', 'dismissed')),
  constraint repairs_settled_check check ((state = 'open') = (settled_at is null) and (state = 'applied') = (applied is not null))
);
create index repairs_open_idx on repairs (facility_id, made_at) where (state = 'open');

-- What people are told of a change: drafted with it, read over, then sent or told otherwise. Nothing goes out by itself.
create table drafts (
  facility_id uuid        not null,
  draft_id    uuid        not null,
  repair_id   uuid        not null,
  party_id    uuid        not null,
  address     text,
  subject     text        not null,
  body        text        not null,
  consent     boolean     not null,
  state       text        not null default 'draft',
  version     integer     not null default 1,
  made_at     timestamptz not null,
  settled_by  uuid,
  settled_at  timestamptz,
  constraint drafts_pkey primary key (facility_id, draft_id),
  constraint drafts_repair_fkey foreign key (facility_id, repair_id) references repairs,
  constraint drafts_party_fkey foreign key (facility_id, party_id) references parties,
  constraint drafts_party_key unique (facility_id, repair_id, party_id, consent),
  constraint drafts_state_check check (state in ('draft', 'sent', 'told', 'dropped')),
  constraint drafts_settled_check check ((state = 'draft') = (settled_at is null))
);
create index drafts_open_idx on drafts (facility_id, made_at) where (state = 'draft');
