import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import { t } from '../text/booking.ts'
import { reasonSentence } from '../text/sentences.ts'
import { spanLabel } from '../text/when.ts'
import { Button } from './Button.tsx'
import { RouteChip } from './RouteChip.tsx'

export interface AlternativeListProps {
  readonly alternatives: readonly AlternativeWire[]
  /** Name of a space by id, in the reader's language. */
  readonly spaceName: (spaceId: string) => string
  readonly onTake: (alternative: AlternativeWire) => void
}

/** What to do instead, best first: when, where, why this one, and one tap to take it. */
export function AlternativeList({ alternatives, spaceName, onTake }: AlternativeListProps) {
  return (
    <ol class="alternatives">
      {alternatives.map((alternative) => {
        const lines = alternative.lines.map(({ spaceId, start, end }) => ({
          when: spanLabel(start, end),
          where: spaceName(spaceId),
        }))
        const key = alternative.lines.map(({ spaceId, start, end }) => `${spaceId} ${start} ${end}`).join()
        return (
          <li key={key}>
            <div class="offer">
              {lines.map(({ when, where }) => (
                <div key={`${when} ${where}`}>
                  <span class="offer-line">{when}</span> <span class="offer-where">{where}</span>
                </div>
              ))}
              <div class="row small faint">
                <RouteChip route={alternative.route} />
                {alternative.reasons.map((reason) => (
                  <span key={reason.key}>{reasonSentence(reason)}</span>
                ))}
                {alternative.headcount !== undefined && (
                  <span>{t('atMostPeople', { people: alternative.headcount })}</span>
                )}
              </div>
            </div>
            <Button
              aria-label={`${t('take')} ${lines.map(({ when, where }) => `${when} ${where}`).join('; ')}`}
              onClick={() => onTake(alternative)}
            >
              {t('take')}
            </Button>
          </li>
        )
      })}
    </ol>
  )
}
