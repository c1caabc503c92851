import type { SubstituteWire } from '@gongyue/shared/api/people.ts'
import { useSignal } from '@preact/signals'
import { Button } from '../components/Button.tsx'
import { t } from '../text/class.ts'
import { reasonWords } from './substitute-words.ts'

interface Offered extends Pick<SubstituteWire, 'personId' | 'name' | 'reasons'> {
  readonly skills?: readonly string[]
}

interface SubstituteListProps {
  readonly substitutes: readonly Offered[]
  readonly onChoose: (personId: string, name: string) => Promise<void>
  /** Only so many; the best come first. */
  readonly most?: number
}

/** Who could take a session, best first, each with why; one tap takes them. */
export function SubstituteList({ substitutes, onChoose, most = 20 }: SubstituteListProps) {
  const busy = useSignal<string | null>(null)
  if (substitutes.length === 0) return <p>{t('noSubstitute')}</p>
  return (
    <ol class="substitutes">
      {substitutes.slice(0, most).map(({ personId, name, reasons, skills }) => (
        <li key={personId}>
          <div>
            <p>
              <b>{name}</b>
            </p>
            <p class="small faint">
              {skills ? t('knows', { skills: skills.join('、') }) : reasons.map(reasonWords).join(' · ')}
            </p>
          </div>
          <Button
            aria-label={t('chooseOf', { name })}
            busy={busy.value === personId}
            onClick={() => {
              busy.value = personId
              void onChoose(personId, name).finally(() => (busy.value = null))
            }}
          >
            {t('choose')}
          </Button>
        </li>
      ))}
    </ol>
  )
}
