-- What comes back by a rule. The rule is the origin; every date that is booked is a line, a reservation and claims like any other, so the floor,
-- the board and the quotas hold without knowing of series.
create table series (
  facility_id uuid        not null,
  series_id   uuid        not null,
  order_id    uuid        not null,
  party_id    uuid        not null,
  title       text        not null,
  space_id    uuid        not null,
  headcount   integer     not null,
  rule        jsonb       not null,
  on_conflict text        not null,
  -- the series of which this one is the later part
  split_from  uuid,
  state       text        not null,
  version     integer     not null default 1,
  created_at  timestamptz not null,
  constraint series_pkey primary key (facility_id, series_id),
  constraint series_order_fkey foreign key (facility_id, order_id) references orders,
  constraint series_party_fkey foreign key (facility_id, party_id) references parties,
  constraint series_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint series_split_from_fkey foreign key (facility_id, split_from) references series,
  constraint series_headcount_check check (headcount > 0),
  constraint series_on_conflict_check check (on_conflict in ('refuse', 'skip', 'repair')),
  constraint series_state_check check (state in ('standing', 'split', 'cancelled'))
);
create index series_party_idx on series (facility_id, party_id, series_id desc);
create index series_order_idx on series (facility_id, order_id);
create index series_split_from_idx on series (facility_id, split_from) where (split_from is not null);

-- One row for each day that the rule names. What became of a date that was asked for is what became of its line and reservation: it is not
-- written a second time, so it cannot differ. `lost` says why one that is not booked is not, and keeps its place in the line of those who wait.
create table series_dates (
  facility_id uuid        not null,
  series_id   uuid        not null,
  key         date        not null,
  space_id    uuid        not null,
  -- where the rule puts it
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  held_from   timestamptz not null,
  held_until  timestamptz not null,
  announced   boolean     not null,
  moved_from  date,
  line_id     uuid,
  lost        text,
  lost_name   text,
  lost_at     timestamptz,
  violations  jsonb       not null default '[]',
  constraint series_dates_pkey primary key (facility_id, series_id, key),
  constraint series_dates_line_key unique (facility_id, line_id),
  constraint series_dates_series_fkey foreign key (facility_id, series_id) references series,
  constraint series_dates_line_fkey foreign key (facility_id, line_id) references order_lines,
  constraint series_dates_span_check check (starts_at < ends_at and held_from <= starts_at and held_until >= ends_at),
  constraint series_dates_lost_check check (lost in ('legal-holiday', 'excepted', 'refused', 'closure', 'priority', 'given-back',
    'declined') and (lost is null) = (lost_at is null)),
  constraint series_dates_standing_check check (line_id is not null or lost is not null)
);
create index series_dates_window_idx on series_dates (facility_id, starts_at);
-- those who wait for a slot: asked for whenever one frees
create index series_dates_lost_idx on series_dates (facility_id, held_from, held_until) where (lost is not null);

alter table reservations add column series_id uuid;
create index reservations_series_idx on reservations (facility_id, series_id) where (series_id is not null);

-- A slot kept for the one who lost it first. The hold itself is tentative claims, so that no slot is offered twice.
create table offers (
  facility_id uuid        not null,
  offer_id    uuid        not null,
  series_id   uuid        not null,
  key         date        not null,
  space_id    uuid        not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  claim_ids   uuid[]      not null,
  state       text        not null,
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  settled_at  timestamptz,
  settled_by  uuid,
  constraint offers_pkey primary key (facility_id, offer_id),
  constraint offers_date_fkey foreign key (facility_id, series_id, key) references series_dates on update cascade on delete cascade,
  constraint offers_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint offers_state_check check (state in ('open', 'accepted', 'refused', 'expired', 'withdrawn')),
  constraint offers_span_check check (starts_at < ends_at and made_at < expires_at and expires_at <= starts_at),
  constraint offers_settled_check check ((state = 'open') = (settled_at is null))
);
create unique index offers_open_key on offers (facility_id, series_id, key) where (state = 'open');
create index offers_due_idx on offers (facility_id, expires_at) where (state = 'open');
create index offers_slot_idx on offers (facility_id, starts_at);
