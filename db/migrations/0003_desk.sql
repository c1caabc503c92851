-- What somebody did in one go to standing reservations, and so how to take it back. A row is never changed: an act that takes another one back
-- names it, and no act is taken back twice.
create table acts (
  facility_id     uuid        not null,
  act_id          uuid        not null,
  at              timestamptz not null,
  user_id         uuid        not null,
  kind            text        not null,
  reason          text,
  -- how each reservation stood before and after, instants as epoch milliseconds
  changes         jsonb       not null,
  reservation_ids uuid[]      not null,
  undoes          uuid,
  constraint acts_pkey primary key (facility_id, act_id),
  constraint acts_undoes_key unique (facility_id, undoes),
  constraint acts_user_fkey foreign key (facility_id, user_id) references users,
  constraint acts_undoes_fkey foreign key (facility_id, undoes) references acts,
  constraint acts_kind_check check (kind in ('move', 'swap', 'cancel', 'restore', 'rearrange', 'check-in', 'check-out', 'release',
    'no-show', 'repair'))
);
create index acts_reservations_idx on acts using gin (reservation_ids);
create index acts_user_idx on acts (facility_id, user_id, act_id desc);
