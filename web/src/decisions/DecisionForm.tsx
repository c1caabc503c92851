import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { ViolationWire } from '@gongyue/shared/api/problem.ts'
import type { Role } from '@gongyue/shared/domain/role.ts'
import { Button } from '../components/Button.tsx'
import { Failure } from '../components/Failure.tsx'
import { iconAccepted, iconDeclined } from '../components/icons.ts'
import { Notice } from '../components/Notice.tsx'
import { t } from '../text/decisions.ts'
import { DeclineFields } from './DeclineFields.tsx'
import './decisions.css'
import { LosersNotice } from './LosersNotice.tsx'
import type { Choice, Decision, Loser } from './model.ts'
import { ObstacleList } from './ObstacleList.tsx'
import { obstaclesOf, readinessOf, type WaiverDraft } from './waivers.ts'

export interface DecisionFormProps {
  readonly decision: Decision
  /** What the rules say now, of all the lines in question. */
  readonly violations: readonly ViolationWire[]
  /** How many other requests would lose, as far as is known before asking. */
  readonly competitors: number
  /** Those of them that are known by name: told beside the button, before it is pressed. */
  readonly losers?: readonly Loser[]
  readonly lines: number
  readonly roles: readonly Role[]
  /** Names the question for screen readers: several forms stand on one page. */
  readonly about: string
}

const NOBODY: readonly Loser[] = []

/** Accept or decline: what stands in the way, who would lose, and the reasons, before anything happens. */
export function DecisionForm({
  decision,
  violations,
  competitors,
  losers = NOBODY,
  lines,
  roles,
  about,
}: DecisionFormProps) {
  const declining = useSignal(false)
  const draft = useSignal<WaiverDraft>({})
  const insisted = useSignal(false)
  const place = useRef<HTMLDivElement>(null)
  const state = decision.state.value
  const busy = state.kind === 'sending'
  const obstacles = obstaclesOf(state.kind === 'refused' ? state.violations : violations, roles)
  const readiness = readinessOf(obstacles, draft.value)
  const accept = (displace: boolean): void => {
    insisted.value = true
    if (readiness.kind !== 'ready')
      return place.current?.querySelector<HTMLElement>('[aria-invalid], textarea')?.focus()
    void decision.decide({ decision: 'accept', waivers: readiness.waivers, displace })
  }
  const decline = (choice: Extract<Choice, { readonly decision: 'decline' }>): void => void decision.decide(choice)

  // A warning that appears must be met: the focus goes to it, whatever it was on.
  useEffect(() => {
    if (state.kind === 'displacing' || state.kind === 'refused')
      place.current?.querySelector<HTMLElement>('[data-warning]')?.focus()
  }, [state.kind])

  return (
    <div class="decision" role="group" aria-label={about} ref={place}>
      {obstacles.length > 0 && (
        <ObstacleList
          obstacles={obstacles}
          draft={draft.value}
          insisted={insisted.value}
          onDraft={(constraint, reason) => (draft.value = { ...draft.value, [constraint]: reason })}
        />
      )}
      {state.kind === 'failing' && <Failure failing={state.failing} onRetry={decision.reopen} />}
      {state.kind === 'late' && (
        <Notice tone="info" loud>
          <p>{state.order ? t('late') : t('gone')}</p>
        </Notice>
      )}
      {state.kind === 'displacing' && (
        <LosersNotice losers={state.losers} onConfirm={() => accept(true)} onBack={decision.reopen} />
      )}
      {declining.value && <DeclineFields busy={busy} onDecline={decline} onBack={() => (declining.value = false)} />}
      {!declining.value && (state.kind === 'open' || state.kind === 'sending' || state.kind === 'refused') && (
        <div class="decision-buttons">
          {losers.length > 0 && readiness.kind !== 'barred' && (
            <p class="decision-losers small">{t('wouldLose', { names: namesOf(losers) })}</p>
          )}
          <Button icon={iconDeclined} busy={busy} data-key="d" onClick={() => (declining.value = true)}>
            {lines > 1 ? t('declineAll') : t('decline')}
          </Button>
          {readiness.kind === 'barred' ? (
            <p class="small faint">{t('cannotAccept')}</p>
          ) : (
            <Button look="primary" icon={iconAccepted} busy={busy} data-key="a" onClick={() => accept(false)}>
              {acceptLabel(competitors, lines)}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

/** Two or three by name; a crowd by the first of them. */
function namesOf(losers: readonly Loser[]): string {
  const named = losers.slice(0, 3).map(({ title, partyName }) => t('loserNamed', { title, partyName }))
  const rest = losers.length - named.length
  return [...named, ...(rest > 0 ? [t('losersMore', { count: rest })] : [])].join(t('comma'))
}

function acceptLabel(competitors: number, lines: number): string {
  if (competitors > 0) return t('acceptDisplacing', { count: competitors })
  return lines > 1 ? t('acceptAll', { count: lines }) : t('accept')
}
