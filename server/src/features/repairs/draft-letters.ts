import type { FastifyInstance } from 'fastify'
import type { CauseWire } from '@gongyue/shared/api/repairs.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { letterText, type LetterPlace } from '@gongyue/shared/i18n/letters.ts'
import { dayText } from '@gongyue/shared/i18n/say.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { NewDraft } from '@gongyue/db/queries/drafts.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { StoredChange, StoredPlace, StoredPlan } from './stored.ts'

/** One letter for each party that a plan touches; one that is asked for its consent gets that apart. New dates are nobody's news. */
export function draftLetters(
  app: FastifyInstance,
  who: Who,
  cause: CauseWire,
  { changes }: StoredPlan,
  facts: Facts,
): readonly NewDraft[] {
  const told = changes.filter(({ reservationId, insteadOf }) => reservationId !== null || insteadOf !== null)
  const place = (one: StoredPlace | null): LetterPlace | null =>
    one && {
      space: facts.spaces.get(one.spaceId)?.name['zh-CN'] ?? one.spaceId,
      start: formatInstant(one.start, facts.timeZone),
      end: formatInstant(one.end, facts.timeZone),
    }
  const groups = Map.groupBy(told, ({ partyId, consent }) => `${partyId} ${consent}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const letter = letterText({
      facility: who.facilityName['zh-CN'],
      party: first.partyName,
      why: whyOf(cause, facts),
      items: group
        .filter((one) => !isHeldLater(one, group))
        .map((one) => ({ title: one.title, from: place(fromOf(one, group)), to: place(one.to) })),
      consent: first.consent,
    })
    return [{ id: app.newId(), partyId: first.partyId, consent: first.consent, ...letter }]
  })
}

/** A date given up and held later is one line of the letter: that of the later date. */
function isHeldLater({ reservationId }: StoredChange, group: readonly StoredChange[]): boolean {
  return reservationId !== null && group.some(({ insteadOf }) => insteadOf === reservationId)
}

function fromOf({ from, insteadOf }: StoredChange, group: readonly StoredChange[]): StoredPlace | null {
  return insteadOf === null ? from : (group.find(({ reservationId }) => reservationId === insteadOf)?.from ?? null)
}

function whyOf(cause: CauseWire, { closures, spaces }: Facts): string {
  const nameOf = (spaceId: string | null) =>
    spaceId === null ? '全馆' : (spaces.get(spaceId)?.name['zh-CN'] ?? spaceId)
  switch (cause.kind) {
    case 'closure': {
      const closure = closures.find(({ id }) => id === cause.closureId)
      return closure ? `${nameOf(closure.spaceId)}关闭（${closure.reason}）` : '场地关闭'
    }
    case 'planned-closure':
      return `${nameOf(cause.spaceId)}自 ${dayText(cause.start, 'zh-CN')} 起关闭（${cause.reason}）`
    case 'broken-room':
      return `${nameOf(cause.spaceId)}自 ${dayText(cause.start, 'zh-CN')} 起停用（${cause.reason}）`
    case 'absence':
      return `授课人员临时缺席（${cause.reason}）`
    case 'priority':
      return `保障上级重要活动（${cause.reason}）`
    case 'refused-series':
      return '场地安排冲突'
    case 'conflict':
      return '原场地或时段不能再使用'
  }
}
