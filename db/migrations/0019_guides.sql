-- Who guides visitors through an exhibition is held like everybody else of the house: by a claim on the guide's atom. Until now a class placed
-- afterwards did not see the viewing.
alter table claims add column viewing_id uuid;
alter table claims drop constraint claims_standing_check;
alter table claims add constraint claims_standing_check
  check (status <> 'confirmed' or num_nonnulls(reservation_id, visit_id, viewing_id) = 1);
alter table claims drop constraint claims_space_check;
alter table claims add constraint claims_space_check check ((space_id is null) = (num_nonnulls(visit_id, viewing_id) = 1));
alter table claims add constraint claims_viewing_fkey foreign key (facility_id, viewing_id) references viewings;
create index claims_viewing_idx on claims (facility_id, viewing_id) where (viewing_id is not null);

-- Those that stand. A guide who is promised twice already stays so: the house settles that, no migration does.
insert into claims (facility_id, claim_id, atom_id, viewing_id, held_from, held_until, status)
select facility_id, gen_random_uuid(), guide_id, viewing_id, starts_at, ends_at, 'confirmed'
from viewings where guide_id is not null and state = 'booked'
on conflict do nothing;
