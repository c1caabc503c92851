import type { Decision, SampleLine, SampleOrder } from './agenda.ts'
import type { Row } from './rows.ts'

/** Who did what to an order, for the audit trail: in the words and with the data of the server's own rows. */
export interface Deed {
  readonly at: number
  /** The user's id. */
  readonly by: string
  readonly action: 'place-order' | 'decide-order' | 'cancel-order'
  readonly data: Row
}

/** Placed first, then decided and cancelled as time went on; what one officer answered at once is one deed. */
export function deedsOf(order: SampleOrder, reference: string, lineIds: readonly string[]): readonly Deed[] {
  const lines = order.lines.map((line, index) => ({ line, id: lineIds[index] ?? '' }))
  const direct = lines.every(({ line }) => 'decision' in line.fate && line.fate.decision.by === null)
  const placed: Deed = {
    at: order.placedAt,
    by: order.placedBy.id,
    action: 'place-order',
    data: {
      reference,
      state: direct ? 'accepted' : 'placed',
      lines: lines.map(({ line, id }) => ({
        lineId: id,
        spaceId: line.space.id,
        start: line.during.start,
        end: line.during.end,
      })),
    },
  }
  const later = lines.flatMap(({ line, id }) => [...answers(line, id), ...changesOfMind(line, id, order)])
  const atOnce = Map.groupBy(later, ({ at, action, data }) => `${at} ${action} ${String(data['decision'])}`)
  const joined = [...atOnce.values()].flatMap((deeds): readonly Deed[] => {
    const [first] = deeds
    if (first === undefined) return []
    const { at, by, action, data } = first
    return [{ at, by, action, data: { ...data, lineIds: deeds.map(({ lineId }) => lineId) } }]
  })
  return [placed, ...joined.toSorted((a, b) => a.at - b.at)]
}

type LineDeed = Deed & { readonly lineId: string }

function answers({ fate }: SampleLine, lineId: string): readonly LineDeed[] {
  const decision: Decision | null = 'decision' in fate ? fate.decision : null
  if (decision === null || decision.by === null) return []
  const data = fate.kind === 'declined' ? { decision: 'decline', reasonCode: fate.code } : { decision: 'accept' }
  return [{ lineId, at: decision.at, by: decision.by.id, action: 'decide-order', data }]
}

function changesOfMind({ fate }: SampleLine, lineId: string, { placedBy }: SampleOrder): readonly LineDeed[] {
  if (fate.kind !== 'cancelled' && fate.kind !== 'withdrawn') return []
  return [{ lineId, at: fate.at, by: placedBy.id, action: 'cancel-order', data: {} }]
}
