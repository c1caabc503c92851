import type { MyServiceWire } from '@gongyue/shared/api/volunteers.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { createLoaded } from '../../classes/loaded.ts'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconPeople } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { hoursText } from '../../partners/money.ts'
import { readMyService } from '../../partners/routes.ts'
import { ServiceList } from '../../partners/ServiceList.tsx'
import { t } from '../../text/volunteers.ts'
import { dayLabel, dayOf } from '../../text/when.ts'
import '../../classes/classes.css'
import '../../partners/partners.css'

/** A volunteer's own page: hours, what comes next, what was. */
export function MyServicePage() {
  usePageTitle(t('myTitle'))
  const model = useMemo(() => createLoaded<MyServiceWire>(async () => await call(readMyService)), [])
  useEffect(() => void model.load(), [model])
  const state = model.state.value
  return (
    <div class="stack">
      <h1>{t('myTitle')}</h1>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && <MyService mine={state.value} />}
    </div>
  )
}

function MyService({ mine: { person, offer, minutes, stars, upcoming, services } }: { readonly mine: MyServiceWire }) {
  if (person === null)
    return (
      <>
        {offer && (
          <Notice tone={offer.state === 'waiting' ? 'info' : 'quiet'}>
            {t(`offer-${offer.state}`, { when: dayLabel(dayOf(offer.askedAt)), reason: offer.reason })}
          </Notice>
        )}
        {offer?.state !== 'waiting' && (
          <Empty icon={iconPeople} title={t('noPerson')}>
            <a class="button primary" href="/volunteer">
              <span>{t('toForm')}</span>
            </a>
          </Empty>
        )}
      </>
    )
  return (
    <>
      <article class="card stack-s">
        <h2>{person.name}</h2>
        <p class="small faint">{[t(`kind-${person.kind}`), ...person.skills].join(' · ')}</p>
        <p>
          <b>{t('mySum', { hours: hoursText(minutes) })}</b>
          {stars > 0 && ` · ${t('starsText', { count: stars })}`}
        </p>
      </article>
      <section class="stack-s" aria-labelledby="upcoming">
        <h2 id="upcoming">{t('upcoming')}</h2>
        {upcoming.length === 0 ? <p class="faint">{t('upcomingEmpty')}</p> : <ServiceList services={upcoming} />}
      </section>
      <section class="stack-s" aria-labelledby="history">
        <h2 id="history">{t('history')}</h2>
        {services.length === 0 ? <p class="faint">{t('noServices')}</p> : <ServiceList services={services} />}
      </section>
    </>
  )
}
