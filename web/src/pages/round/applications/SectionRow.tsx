import { useSignal } from '@preact/signals'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import type { SectionWire, weighSection as weighContract } from '@gongyue/shared/api/rounds.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { WeekStrip } from '../../../rounds/WeekStrip.tsx'
import { likeWords, wantWords } from '../../../rounds/section-words.ts'
import { t } from '../../../text/round.ts'

export type Weighing = BodyOf<typeof weighContract>

interface SectionRowProps {
  readonly section: SectionWire
  readonly hours: { readonly from: number; readonly until: number }
  readonly people: readonly PersonWire[]
  readonly onWeigh: (weighing: Weighing) => Promise<void>
}

const WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** One wish, with what the house adds to it. */
export function SectionRow({ section, hours, people, onWeigh }: SectionRowProps) {
  const busy = useSignal(false)
  const { title, times, weight, must, personIds } = section
  const weigh = async (weighing: Weighing): Promise<void> => {
    busy.value = true
    await onWeigh(weighing)
    busy.value = false
  }
  return (
    <li class="section-row" aria-busy={busy.value}>
      <WeekStrip
        label={t('wishes')}
        hours={hours}
        spans={times.map(({ rank, ...span }) => ({ ...span, look: rank }))}
      />
      <div class="section-words">
        <h4>{title}</h4>
        <p class="small">{wantWords(section)}</p>
        <p class="small faint">{likeWords(section)}</p>
      </div>
      <div class="section-house">
        <label>
          <span aria-hidden="true">{t('weight')}</span>
          <select
            class="input"
            aria-label={t('weightOf', { title })}
            value={weight ?? 5}
            onChange={(event) => void weigh({ weight: Number(event.currentTarget.value) })}
          >
            {WEIGHTS.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <label class="tick">
          <input
            type="checkbox"
            aria-label={t('mustOf', { title })}
            checked={must === true}
            onChange={(event) => void weigh({ must: event.currentTarget.checked })}
          />
          <span aria-hidden="true">{t('must')}</span>
        </label>
        <select
          class="input"
          aria-label={t('personOf', { title })}
          value={personIds?.[0] ?? ''}
          onChange={(event) =>
            void weigh({ personIds: event.currentTarget.value === '' ? [] : [event.currentTarget.value] })
          }
        >
          <option value="">{t('nobody')}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </li>
  )
}
