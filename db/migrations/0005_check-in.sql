-- Who came: when, let in by whom, how many; until when it had been booked before its rest was given back. And the points of those who did not come.

alter table reservations
  add column checked_in_at timestamptz,
  add column checked_in_by uuid,
  add column present integer,
  add column checked_out_at timestamptz,
  add column booked_until timestamptz,
  add constraint reservations_present_check check (present > 0),
  add constraint reservations_check_in_check check (checked_in_at is not null
    or (checked_in_by is null and present is null and checked_out_at is null)),
  add constraint reservations_booked_until_check check (booked_until > ends_at);

-- One for each reservation: a sweep that is run twice, or by two at once, gives one. Taken back ones stay on record.
create table no_show_points (
  facility_id    uuid        not null,
  reservation_id uuid        not null,
  party_id       uuid        not null,
  -- the member who booked; null when staff did it on the party's behalf, and then it is the party's own
  person_id      uuid,
  points         integer     not null,
  given_at       timestamptz not null,
  expires_at     timestamptz not null,
  lifted_at      timestamptz,
  lifted_by      uuid,
  reason         text,
  constraint no_show_points_pkey primary key (facility_id, reservation_id),
  constraint no_show_points_reservation_fkey foreign key (facility_id, reservation_id) references reservations,
  constraint no_show_points_party_fkey foreign key (facility_id, party_id) references parties,
  constraint no_show_points_points_check check (points > 0),
  constraint no_show_points_span_check check (given_at < expires_at)
);
create index no_show_points_live_idx on no_show_points (facility_id, expires_at) where (lifted_at is null);

-- Points are facts: the rule reads them without asking for them with every order. Boards need not be told.
create function points_changed() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(facility_id || ' facts', 0))
  from (select distinct facility_id from changed order by facility_id) as facilities;
  update facilities set facts_version = facts_version + 1
  where facility_id in (select facility_id from changed);
  return null;
end $$;

create trigger no_show_points_added after insert on no_show_points
  referencing new table as changed for each statement execute function points_changed();
create trigger no_show_points_changed after update on no_show_points
  referencing new table as changed for each statement execute function points_changed();
create trigger no_show_points_removed after delete on no_show_points
  referencing old table as changed for each statement execute function points_changed();

create function points_emptied() returns trigger language plpgsql as $$
begin
  update facilities set facts_version = facts_version + 1;
  return null;
end $$;

create trigger no_show_points_emptied after truncate on no_show_points for each statement execute function points_emptied();
