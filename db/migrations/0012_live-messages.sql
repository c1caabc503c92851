-- A line of a thread and a file handed in change their order for whoever looks at it: open threads are told like open boards.
create function thread_changed() returns trigger language plpgsql as $$
begin
  insert into changes (facility_id, noun, noun_id, order_id, party_id)
  select distinct o.facility_id, 'order', o.order_id, o.order_id, o.party_id
  from changed c
  join orders o on o.facility_id = c.facility_id and o.order_id = c.order_id;
  return null;
end $$;

create trigger messages_added after insert on messages
  referencing new table as changed for each statement execute function thread_changed();
create trigger attachments_added after insert on attachments
  referencing new table as changed for each statement execute function thread_changed();
create trigger attachments_removed after delete on attachments
  referencing old table as changed for each statement execute function thread_changed();
