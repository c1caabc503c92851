import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import { t } from '../text/booking.ts'
import { reasonSentence } from '../text/sentences.ts'
import { spanLabel } from '../text/when.ts'
import { Button } from './Button.tsx'
import { RouteChip } from './RouteChip.tsx'
import { When } from './When.tsx'

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
      {alternatives.map((alternative) => (
        <li key={alternative.lines.map(({ spaceId, start, end }) => `${spaceId} ${start} ${end}`).join()}>
          <div class="offer">
            {alternative.lines.map((line) => (
              <p key={`${line.spaceId} ${line.start}`}>
                <span class="offer-line">
                  <When {...line} />
                </span>{' '}
                <span class="offer-where">{spaceName(line.spaceId)}</span>
              </p>
            ))}
            <p class="offer-reasons">
              <RouteChip route={alternative.route} />
              <span>{reasonsOf(alternative)}</span>
            </p>
          </div>
          <Button aria-label={`${t('take')} ${labelOf(alternative, spaceName)}`} onClick={() => onTake(alternative)}>
            {t('take')}
          </Button>
        </li>
      ))}
    </ol>
  )
}

/** Why this one; that it is another space is said by naming it. */
function reasonsOf({ reasons, headcount }: AlternativeWire): string {
  const sentences = reasons.filter(({ key }) => key !== 'other-space').map(reasonSentence)
  const fewer = headcount !== undefined && !reasons.some(({ key }) => key === 'fewer-people')
  return [...sentences, ...(fewer ? [t('atMostPeople', { people: headcount })] : [])].join(t('comma'))
}

function labelOf({ lines }: AlternativeWire, spaceName: AlternativeListProps['spaceName']): string {
  return lines.map(({ spaceId, start, end }) => `${spanLabel(start, end)} ${spaceName(spaceId)}`).join('; ')
}
