-- Whoever writes an order holds the facts shared, from before the check until the commit. A change of facts takes the lock alone: it waits for
-- the orders that were checked by the old facts, and the next ones wait for it. So a closure sees every reservation that got in before it.
create or replace function facts_changed() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(facility_id || ' facts', 0))
  from (select distinct facility_id from changed order by facility_id) as facilities;
  update facilities set facts_version = facts_version + 1
  where facility_id in (select facility_id from changed);
  return null;
end $$;
