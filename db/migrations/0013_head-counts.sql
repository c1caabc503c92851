-- How many came, where no roll was called and nobody checked in: heads counted at a session, at a visit elsewhere, in a room, or watching a stream.
create table head_counts (
  facility_id    uuid        not null,
  count_id       uuid        not null,
  -- what was counted: one dated reservation, one programme as a whole, or one space on a day
  reservation_id uuid,
  programme_id   uuid,
  space_id       uuid,
  counted_on     date        not null,
  on_site        integer     not null default 0,
  online         integer     not null default 0,
  note           text        not null default '',
  counted_by     uuid,
  counted_at     timestamptz not null,
  -- taken back by whoever miscounted; kept on record
  withdrawn_at   timestamptz,
  constraint head_counts_pkey primary key (facility_id, count_id),
  constraint head_counts_facility_fkey foreign key (facility_id) references facilities,
  constraint head_counts_reservation_fkey foreign key (facility_id, reservation_id) references reservations,
  constraint head_counts_programme_fkey foreign key (facility_id, programme_id) references programmes,
  constraint head_counts_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint head_counts_of_check check (num_nonnulls(reservation_id, programme_id, space_id) >= 1),
  constraint head_counts_number_check check (on_site >= 0 and online >= 0 and on_site + online > 0)
);
create index head_counts_reservation_idx on head_counts (facility_id, reservation_id) where (reservation_id is not null);
create index head_counts_programme_idx on head_counts (facility_id, programme_id) where (programme_id is not null);
create index head_counts_day_idx on head_counts (facility_id, counted_on);
