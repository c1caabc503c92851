import type pg from 'pg'
import { orderStateOf, type OrderState, type ServiceLineState } from '@gongyue/shared/domain/order.ts'

/** What must hold of the stored bookings at any moment, whatever was done and by how many at once; each as a query for its breaches. */
const BREACHES = {
  'two live claims overlap on one atom': `
    select a.claim_id from claims a join claims b on b.facility_id = a.facility_id and b.atom_id = a.atom_id
      and b.claim_id > a.claim_id and b.held && a.held
    where a.status <> 'released' and b.status <> 'released'`,
  'a reservation that stands does not hold just the atoms of its space': `
    select r.reservation_id from reservations r where r.state = 'confirmed' and
      (select array_agg(sa.atom_id order by sa.atom_id) from space_atoms sa where sa.facility_id = r.facility_id and sa.space_id = r.space_id)
      is distinct from
      (select array_agg(c.atom_id order by c.atom_id) from claims c where c.facility_id = r.facility_id
        and c.reservation_id = r.reservation_id and c.status = 'confirmed' and c.held_from = r.held_from and c.held_until = r.held_until)`,
  'a live claim has no reservation that stands': `
    select c.claim_id from claims c left join reservations r using (facility_id, reservation_id)
    where c.status = 'confirmed' and c.visit_id is null and c.viewing_id is null and r.state is distinct from 'confirmed'`,
  'a visit that stands does not hold just its crew, vehicle and kits': `
    select v.visit_id from visits v where v.state = 'planned' and
      (select array_agg(m.id order by m.id) from (
        select person_id as id from visit_people p where (p.facility_id, p.visit_id) = (v.facility_id, v.visit_id)
        union all select equipment_id from visit_equipment e where (e.facility_id, e.visit_id) = (v.facility_id, v.visit_id)) m)
      is distinct from
      (select array_agg(c.atom_id order by c.atom_id) from claims c where c.facility_id = v.facility_id and c.visit_id = v.visit_id
        and c.status = 'confirmed' and c.held_from = v.departs_at and c.held_until = v.returns_at)`,
  'a viewing does not hold just its guide, or holds one after it was withdrawn': `
    select v.viewing_id from viewings v where
      (select array_agg(c.atom_id) from claims c where c.facility_id = v.facility_id and c.viewing_id = v.viewing_id
        and c.status = 'confirmed' and c.held_from = v.starts_at and c.held_until = v.ends_at)
      is distinct from case when v.state = 'booked' and v.guide_id is not null then array[v.guide_id] end`,
  'a visit that is cancelled holds something': `
    select c.claim_id from claims c join visits v using (facility_id, visit_id) where v.state = 'cancelled' and c.status <> 'released'`,
  'a service line and its visit tell two stories': `
    select l.line_id from service_lines l left join visits v using (facility_id, line_id)
    where case l.state when 'accepted' then v.state is distinct from 'planned' when 'delivered' then v.state is distinct from 'delivered'
      else v.state is not null and v.state <> 'cancelled' end`,
  'a line and its reservation tell two stories': `
    select l.line_id from order_lines l left join reservations r using (facility_id, line_id)
    where case l.state
      when 'accepted' then r.state is distinct from 'confirmed'
      when 'withdrawn' then r.state is not null and r.state <> 'cancelled'
      else r.state is not null end`,
  'a reservation is not of its line': `
    select l.line_id from order_lines l join reservations r using (facility_id, line_id) join orders o on o.order_id = l.order_id
    where (r.order_id, r.space_id, r.party_id, r.starts_at, r.ends_at) is distinct from
      (l.order_id, l.space_id, o.party_id, l.starts_at, l.ends_at)`,
  'an order has another number of audit rows than of versions': `
    select o.order_id from orders o
    where o.version <> (select count(*) from audit_events a where a.facility_id = o.facility_id and a.noun_id = o.order_id)`,
  'an audit row is of no order': `
    select a.audit_id from audit_events a left join orders o on o.order_id = a.noun_id where a.noun = 'order' and o.order_id is null`,
  'a key was kept without its order or act': `
    select k.key from idempotency_keys k left join orders o on o.order_id = coalesce(k.response#>>'{order,id}', k.response->>'id')::uuid
    left join acts a on a.act_id = (k.response->>'id')::uuid where o.order_id is null and a.act_id is null`,
  'an act was taken back into another place than it began': `
    select b.act_id from acts a join acts b on b.facility_id = a.facility_id and b.undoes = a.act_id
    cross join lateral jsonb_array_elements(a.changes) with ordinality x (change, n)
    join lateral jsonb_array_elements(b.changes) with ordinality y (change, n) on y.n = x.n
    where y.change->'reservationId' <> x.change->'reservationId'
      or (y.change->'before') - 'version' <> (x.change->'after') - 'version' or (y.change->'after') - 'version' <> (x.change->'before') - 'version'`,
} as const

/** The names of what does not hold; empty when all is well. */
export async function breaches(pool: pg.Pool): Promise<readonly string[]> {
  const each = Object.entries(BREACHES).map(
    ([name, query]) => `select '${name}' as name, count(*)::int as count from (${query}) as found`,
  )
  const found = await pool.query<{ name: string; count: number }>(each.join(' union all '))
  const { rows } = await pool.query<{ state: OrderState; lines: readonly ServiceLineState[] }>(
    `select o.state, array_agg(l.state) as lines
     from orders o join (select facility_id, order_id, state from order_lines union all
       select facility_id, order_id, state from service_lines) l using (facility_id, order_id) group by o.facility_id, o.order_id`,
  )
  const astray = rows.filter(({ state, lines }) => state !== orderStateOf(lines)).length
  const named = { name: 'an order’s state is not that of its lines', count: astray }
  return [...found.rows, named].filter(({ count }) => count > 0).map(({ name, count }) => `${name}: ${count}`)
}
