import type { ConflictWire } from '@gongyue/shared/api/conflicts.ts'
import type { DraftWire, PlannedChangeWire, PlanWire, RepairWire } from '@gongyue/shared/api/repairs.ts'

/* Repairs as the server tells them; a test writes only what matters to it. */

export function place(spaceId: string, day: string, from = '19:00', until = '20:30') {
  return { spaceId, start: `${day}T${from}:00+08:00`, end: `${day}T${until}:00+08:00` }
}

export function change(id: string, more: Partial<PlannedChangeWire> = {}): PlannedChangeWire {
  return {
    kind: 'move',
    reservationId: id,
    title: `title ${id}`,
    partyId: `party-${id}`,
    partyName: `party of ${id}`,
    people: 20,
    date: '2026-12-05',
    from: place('room', '2026-12-05'),
    to: place('other', '2026-12-05'),
    reasons: [],
    consent: false,
    ...more,
  }
}

export function plan(changes: readonly PlannedChangeWire[], more: Partial<PlanWire> = {}): PlanWire {
  return { strategy: 'least', cost: 10, parts: [], changes: [...changes], ...more }
}

export function repairWire(plans: readonly PlanWire[], more: Partial<RepairWire> = {}): RepairWire {
  return {
    id: 'repair-1',
    cause: { kind: 'closure', closureId: 'closure-1' },
    state: 'open',
    version: 1,
    at: '2026-12-02T10:00:00+08:00',
    by: '周启明',
    hit: 1,
    people: 20,
    running: [],
    plans: [...plans],
    applied: null,
    ...more,
  }
}

export function appliedWire(of: RepairWire, more: Partial<NonNullable<RepairWire['applied']>> = {}): RepairWire {
  const applied = {
    plan: 0,
    at: '2026-12-02T10:05:00+08:00',
    by: '周启明',
    actId: 'act-1',
    closureId: null,
    orderId: null,
    drafts: 0,
    ...more,
  }
  return { ...of, state: 'applied', applied }
}

export function draftWire(id: string, more: Partial<DraftWire> = {}): DraftWire {
  return {
    id,
    repairId: 'repair-1',
    partyId: `party-${id}`,
    partyName: `party of ${id}`,
    address: `${id}@example.org`,
    phone: null,
    subject: `subject ${id}`,
    body: `body ${id}`,
    consent: false,
    state: 'draft',
    version: 1,
    ...more,
  }
}

export function conflict(key: string, day: string, more: Partial<ConflictWire> = {}): ConflictWire {
  return {
    kind: 'broken',
    key,
    at: `${day}T19:00:00+08:00`,
    since: null,
    title: `title ${key}`,
    partyName: null,
    spaceId: null,
    people: 20,
    reservationIds: [key],
    dates: [day],
    violations: [],
    repairId: null,
    cause: { kind: 'conflict', reservationIds: [key] },
    ...more,
  }
}
