import type { ServiceWire } from '@gongyue/shared/api/services.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { iconMore } from '../../components/icons.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/services.ts'
import { dayLabel, durationLabel } from '../../text/when.ts'

/** One entry of the menu: what, for whom, how long, by when. */
export function ServiceCard({ service, onChoose }: { readonly service: ServiceWire; readonly onChoose: () => void }) {
  const { name, summary, kind, minutes, audienceMin, audienceMax, orderBy, givenAt, route, from, until } = service
  const title = nameIn(name)
  const facts = [
    durationLabel(minutes),
    t('people', { least: audienceMin, most: audienceMax }),
    t(`at-${givenAt}`),
    ...(orderBy.days > 0 ? [t(`by-${orderBy.unit}`, { days: orderBy.days })] : []),
    ...(from !== null || until !== null ? [seasonText(from, until)] : []),
  ]
  return (
    <article class="card stack-s menu-card">
      <div class="classes-head">
        <h3>{title}</h3>
        <Chip tone="quiet">{t(`kind-${kind}`)}</Chip>
      </div>
      {nameIn(summary) !== '' && <p>{nameIn(summary)}</p>}
      <p class="small faint">{facts.join(' · ')}</p>
      <div class="row">
        <Button look="primary" icon={iconMore} aria-label={t('chooseOf', { title })} onClick={onChoose}>
          {t('choose')}
        </Button>
        {route === 'direct' && <Chip tone="good">{t('direct')}</Chip>}
      </div>
    </article>
  )
}

function seasonText(from: string | null, until: string | null): string {
  const day = (date: string | null) => (date === null ? t('openEnd') : dayLabel(date))
  return t('season', { from: day(from), until: day(until) })
}
