import { useSignal } from '@preact/signals'
import { PARTY_KIND_NAMES } from '@gongyue/shared/domain/party.ts'
import type { ImpactWire } from '@gongyue/shared/api/impact.ts'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { When } from '../../components/When.tsx'
import { t } from '../../text/closures.ts'
import { nameIn } from '../../text/locale.ts'
import type { ClosuresModel } from './model.ts'

/** Whom it would hit, as it is typed. */
export function ImpactPanel({ model }: { readonly model: ClosuresModel }) {
  const impact = model.impact.value
  return (
    <div class="closure-impact" aria-live="polite">
      <h2>{t('impact')}</h2>
      {impact.kind === 'none' && <p class="faint">{t('impactEmpty')}</p>}
      {impact.kind === 'asking' && <Spinner>{t('asking')}</Spinner>}
      {impact.kind === 'failed' && <Failure failing={impact.failing} />}
      {impact.kind === 'shown' && (
        <Shown impact={impact.impact} free={t(model.form.value.kind === 'priority' ? 'impactFree' : 'impactNone')} />
      )}
    </div>
  )
}

/** More than so many are read on demand. */
const SHOWN = 6

interface ShownProps {
  readonly impact: ImpactWire
  /** What to say when nobody is hit. */
  readonly free: string
}

function Shown({ impact, free }: ShownProps) {
  const all = useSignal(false)
  const { ahead, running, series, people, parties } = impact
  const partners = parties.filter(({ kind }) => kind === 'partner').length
  const hits = all.value ? ahead : ahead.slice(0, SHOWN)
  if (ahead.length === 0 && running.length === 0)
    return (
      <Notice tone="good">
        <p>{free}</p>
      </Notice>
    )
  return (
    <>
      <dl class="impact-figures">
        <Figure value={ahead.length} name={t('bookings')} />
        <Figure value={series} name={t('series')} />
        <Figure value={people} name={t('people')} />
        <Figure value={parties.length} name={t('parties')} />
      </dl>
      {partners > 0 && <p class="small">{t('partners', { count: partners })}</p>}
      {running.length > 0 && (
        <Notice tone="warn" title={t('running', { count: running.length })}>
          <Hits hits={running} />
        </Notice>
      )}
      {parties.length > 0 && (
        <ul class="small impact-parties">
          {parties.slice(0, 8).map(({ partyId, name, kind, bookings, people: theirs }) => (
            <li key={partyId}>
              <strong>{name}</strong>{' '}
              <span class="faint">
                {t('partyLine', { kind: nameIn(PARTY_KIND_NAMES[kind]), bookings, people: theirs })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {ahead.length > 0 && (
        <div>
          <h3>{t('ahead')}</h3>
          <Hits hits={hits} />
          {ahead.length > hits.length && (
            <Button look="plain" onClick={() => (all.value = true)}>
              {t('more', { count: ahead.length })}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

function Figure({ value, name }: { readonly value: number; readonly name: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Hits({ hits }: { readonly hits: ImpactWire['ahead'] }) {
  return (
    <ul class="impact-hits small">
      {hits.map(({ reservationId, title, partyName, spaceId, start, end }) => (
        <li key={reservationId}>
          <span>
            <When start={start} end={end} />
          </span>
          <span>
            <strong>{title}</strong>{' '}
            <span class="faint">
              {partyName} · {spaceName(spaceId)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
