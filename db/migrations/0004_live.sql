-- What changed, for every open board: one row for each thing that a board, a queue or a branch's page shows. Triggers write it, so that a form, a
-- script, an import and a hand in psql are all seen. Readers look at it through snapshots: whatever they see now and did not see before is new,
-- in whichever order transactions commit.
create table changes (
  facility_id uuid        not null,
  xact        xid8        not null default pg_current_xact_id(),
  change_id   bigint      not null generated always as identity,
  at          timestamptz not null default now(),
  noun        text        not null,
  noun_id     uuid        not null,
  order_id    uuid,
  party_id    uuid,
  -- where the thing stood or stands now; one that was moved has a row for each place
  space_id    uuid,
  held_from   timestamptz,
  held_until  timestamptz,
  constraint changes_pkey primary key (facility_id, xact, change_id),
  -- facts: spaces, hours, rules, names; rights: sessions and roles; reset: too much at once to be told one by one
  constraint changes_noun_check check (noun in ('reservation', 'request', 'hold', 'closure', 'order', 'facts', 'rights', 'reset'))
);

create function reservations_added() returns trigger language plpgsql as $$
begin
  if (select count(*) from changed) > 500 then
    insert into changes (facility_id, noun, noun_id) select distinct facility_id, 'reset', facility_id from changed;
  else
    insert into changes (facility_id, noun, noun_id, order_id, party_id, space_id, held_from, held_until)
    select facility_id, 'reservation', reservation_id, order_id, party_id, space_id, held_from, held_until from changed;
  end if;
  return null;
end $$;

create function reservations_changed() returns trigger language plpgsql as $$
begin
  if (select count(*) from changed) > 500 then
    insert into changes (facility_id, noun, noun_id) select distinct facility_id, 'reset', facility_id from changed;
  else
    insert into changes (facility_id, noun, noun_id, order_id, party_id, space_id, held_from, held_until)
    select c.facility_id, 'reservation', c.reservation_id, c.order_id, c.party_id, c.space_id, c.held_from, c.held_until
    from changed c
    join before b on b.facility_id = c.facility_id and b.reservation_id = c.reservation_id
    where b.* is distinct from c.*
    union all
    select b.facility_id, 'reservation', b.reservation_id, b.order_id, b.party_id, b.space_id, b.held_from, b.held_until
    from before b
    left join changed c on c.facility_id = b.facility_id and c.reservation_id = b.reservation_id
    where c.reservation_id is null
      or (c.space_id, c.held_from, c.held_until) is distinct from (b.space_id, b.held_from, b.held_until);
  end if;
  return null;
end $$;

-- A request is a line that waits; a line that was accepted is told of by its reservation. So the hot path of an order asks only the condition.
create function request_changed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.state = 'pending' then
    insert into changes (facility_id, noun, noun_id, order_id, party_id, space_id, held_from, held_until)
    values (old.facility_id, 'request', old.line_id, old.order_id, old.party_id, old.space_id, old.held_from, old.held_until);
  end if;
  if tg_op <> 'DELETE' and new.state = 'pending'
    and (tg_op = 'INSERT' or old.state <> 'pending'
      or (new.space_id, new.held_from, new.held_until) is distinct from (old.space_id, old.held_from, old.held_until)) then
    insert into changes (facility_id, noun, noun_id, order_id, party_id, space_id, held_from, held_until)
    values (new.facility_id, 'request', new.line_id, new.order_id, new.party_id, new.space_id, new.held_from, new.held_until);
  end if;
  return null;
end $$;

-- The block of a request shows its order's title, head-count and version.
create function order_changed() returns trigger language plpgsql as $$
begin
  insert into changes (facility_id, noun, noun_id, order_id, party_id)
  values (new.facility_id, 'order', new.order_id, new.order_id, new.party_id);
  insert into changes (facility_id, noun, noun_id, order_id, party_id, space_id, held_from, held_until)
  select facility_id, 'request', line_id, order_id, party_id, space_id, held_from, held_until
  from order_lines
  where facility_id = new.facility_id and order_id = new.order_id and state = 'pending';
  return null;
end $$;

create function hold_changed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.status = 'tentative' then
    insert into changes (facility_id, noun, noun_id, space_id, held_from, held_until)
    values (old.facility_id, 'hold', old.claim_id, old.space_id, old.held_from, old.held_until);
  end if;
  if tg_op <> 'DELETE' and new.status = 'tentative' then
    insert into changes (facility_id, noun, noun_id, space_id, held_from, held_until)
    values (new.facility_id, 'hold', new.claim_id, new.space_id, new.held_from, new.held_until);
  end if;
  return null;
end $$;

create function closure_changed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into changes (facility_id, noun, noun_id, space_id, held_from, held_until)
    values (old.facility_id, 'closure', old.closure_id, old.space_id, old.starts_at, old.ends_at);
  end if;
  if tg_op <> 'DELETE' then
    insert into changes (facility_id, noun, noun_id, space_id, held_from, held_until)
    values (new.facility_id, 'closure', new.closure_id, new.space_id, new.starts_at, new.ends_at);
  end if;
  return null;
end $$;

create function rights_changed() returns trigger language plpgsql as $$
begin
  insert into changes (facility_id, noun, noun_id) select distinct facility_id, 'rights', user_id from changed;
  return null;
end $$;

create function everything_changed() returns trigger language plpgsql as $$
begin
  insert into changes (facility_id, noun, noun_id) select facility_id, 'reset', facility_id from facilities;
  return null;
end $$;

-- Closures are told one by one; the other facts are asked for anew.
create or replace function facts_changed() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(facility_id || ' facts', 0))
  from (select distinct facility_id from changed order by facility_id) as facilities;
  update facilities set facts_version = facts_version + 1
  where facility_id in (select facility_id from changed);
  if tg_table_name <> 'closures' then
    insert into changes (facility_id, noun, noun_id) select distinct facility_id, 'facts', facility_id from changed;
  end if;
  return null;
end $$;

create trigger reservations_added after insert on reservations
  referencing new table as changed for each statement execute function reservations_added();
create trigger reservations_changed after update on reservations
  referencing old table as before new table as changed for each statement execute function reservations_changed();
create trigger reservations_removed after delete on reservations
  referencing old table as changed for each statement execute function reservations_added();

create trigger request_added after insert on order_lines
  for each row when (new.state = 'pending') execute function request_changed();
create trigger request_changed after update on order_lines
  for each row when (old.state = 'pending' or new.state = 'pending') execute function request_changed();
create trigger request_removed after delete on order_lines
  for each row when (old.state = 'pending') execute function request_changed();
create trigger order_changed after update on orders
  for each row when ((old.version, old.title, old.headcount, old.state) is distinct from (new.version, new.title, new.headcount, new.state))
  execute function order_changed();

create trigger hold_added after insert on claims
  for each row when (new.status = 'tentative') execute function hold_changed();
create trigger hold_changed after update on claims
  for each row when (old.status = 'tentative' or new.status = 'tentative') execute function hold_changed();
create trigger hold_removed after delete on claims
  for each row when (old.status = 'tentative') execute function hold_changed();

create trigger closure_changed after insert or update or delete on closures
  for each row execute function closure_changed();

create trigger sessions_ended after delete on sessions
  referencing old table as changed for each statement execute function rights_changed();
create trigger sessions_changed after update on sessions
  referencing new table as changed for each statement execute function rights_changed();
create trigger users_changed after update on users
  referencing new table as changed for each statement execute function rights_changed();
create trigger user_roles_added after insert on user_roles
  referencing new table as changed for each statement execute function rights_changed();
create trigger user_roles_changed after update on user_roles
  referencing new table as changed for each statement execute function rights_changed();
create trigger user_roles_removed after delete on user_roles
  referencing old table as changed for each statement execute function rights_changed();
create trigger user_parties_added after insert on user_parties
  referencing new table as changed for each statement execute function rights_changed();
create trigger user_parties_removed after delete on user_parties
  referencing old table as changed for each statement execute function rights_changed();

create trigger reservations_emptied after truncate on reservations for each statement execute function everything_changed();
create trigger order_lines_emptied after truncate on order_lines for each statement execute function everything_changed();
create trigger claims_emptied after truncate on claims for each statement execute function everything_changed();
