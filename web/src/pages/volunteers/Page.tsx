import { useSignal } from '@preact/signals'
import type { VolunteerWire } from '@gongyue/shared/api/volunteers.ts'
import { PERSON_KINDS } from '@gongyue/shared/domain/person.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { addressOf } from '../../api/call.ts'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconDownload, iconPeople, iconPrint } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { hoursText } from '../../partners/money.ts'
import { readCertificates } from '../../partners/routes.ts'
import { todayHere } from '../../partners/today.ts'
import { t } from '../../text/volunteers.ts'
import { createVolunteersModel, queryOf, type VolunteersModel } from './model.ts'
import { NoteDialog } from './NoteDialog.tsx'
import { OffersList } from './OffersList.tsx'
import { ServicesDialog } from './ServicesDialog.tsx'
import '../../classes/classes.css'
import '../../partners/partners.css'

const REFRESH_MS = 60_000

type Open = { readonly kind: 'note' | 'services'; readonly person: VolunteerWire }

/** Those who give their time: hours of a period, offers to be looked at, the list to be signed. */
export function VolunteersPage() {
  usePageTitle(t('title'))
  const model = useMemo(() => {
    const year = todayHere().slice(0, 4)
    return createVolunteersModel({ kind: '', from: `${year}-01-01`, until: `${year}-12-31` })
  }, [])
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  const tab = useSignal<'people' | 'offers'>('people')
  const open = useSignal<Open | null>(null)
  const close = (): void => void (open.value = null)
  const offers = model.offers.state.value
  const waiting = offers.kind === 'ready' ? offers.value.length : 0
  const state = model.people.state.value
  const shown = open.value
  return (
    <div class="stack">
      <div class="classes-head">
        <h1>{t('title')}</h1>
        <div class="row">
          <a class="button" href={addressOf(readCertificates.path, { query: queryOf(model.filter.value) })} download>
            <Icon of={iconDownload} />
            <span>{t('certificates')}</span>
          </a>
          <Button icon={iconPrint} onClick={() => print()}>
            {t('print')}
          </Button>
        </div>
      </div>
      <p class="small faint">{t('hint')}</p>
      <Choice
        legend={t('title')}
        quiet
        value={tab.value}
        onChoose={(chosen) => (tab.value = chosen)}
        options={[
          { value: 'people' as const, label: t('people') },
          { value: 'offers' as const, label: t('offers', { count: waiting }) },
        ]}
      />
      {tab.value === 'offers' && <OffersList model={model} />}
      {tab.value === 'people' && (
        <>
          <Filters model={model} />
          {state.kind === 'loading' && <Spinner />}
          {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
          {state.kind === 'ready' && state.value.length === 0 && (
            <Empty icon={iconPeople} title={t('empty')}>
              <p class="small">{t('emptyHint')}</p>
            </Empty>
          )}
          {state.kind === 'ready' && state.value.length > 0 && (
            <PeopleTable people={state.value} onOpen={(chosen) => (open.value = chosen)} />
          )}
        </>
      )}
      {shown?.kind === 'note' && <NoteDialog model={model} person={shown.person} onClose={close} />}
      {shown?.kind === 'services' && <ServicesDialog model={model} person={shown.person} onClose={close} />}
    </div>
  )
}

function Filters({ model }: { readonly model: VolunteersModel }) {
  const { kind, from, until } = model.filter.value
  return (
    <div class="row partner-filters">
      <SelectField
        label={t('kind')}
        value={kind}
        onChoose={(value) => void model.narrow({ kind: value })}
        options={[
          { value: '', label: t('allKinds') },
          ...PERSON_KINDS.map((value) => ({ value, label: t(`kind-${value}`) })),
        ]}
      />
      <TextField label={t('from')} type="date" value={from} onInput={(value) => void model.narrow({ from: value })} />
      <TextField
        label={t('until')}
        type="date"
        fault={from !== '' && until !== '' && until < from && t('periodWrong')}
        value={until}
        onInput={(value) => void model.narrow({ until: value })}
      />
    </div>
  )
}

function PeopleTable({
  people,
  onOpen,
}: {
  readonly people: readonly VolunteerWire[]
  readonly onOpen: (open: Open) => void
}) {
  const sum = (of: (one: VolunteerWire) => number): number => people.reduce((all, one) => all + of(one), 0)
  return (
    <>
      <p>
        {t('total', {
          people: people.filter(({ minutes }) => minutes > 0).length,
          services: sum(({ services }) => services),
          hours: hoursText(sum(({ minutes }) => minutes)),
        })}
      </p>
      <div class="class-scroll">
        <table class="class-table cards">
          <thead>
            <tr>
              {(['name', 'skills', 'phone'] as const).map((word) => (
                <th key={word} scope="col">
                  {t(word)}
                </th>
              ))}
              {(['served', 'services', 'all', 'stars'] as const).map((word) => (
                <th key={word} scope="col" class="amount">
                  {t(word)}
                </th>
              ))}
              <th scope="col">{t('lastOn')}</th>
              <th scope="col" class="screen-only">
                {t('deeds')}
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.personId} class={person.active ? undefined : 'gone'}>
                <th scope="row">
                  {person.name}
                  <p class="small faint">
                    {[t(`kind-${person.kind}`), person.partyName, person.active ? null : t('inactive')]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </th>
                <td>{person.skills.join('、')}</td>
                <td class="nowrap">{person.phone}</td>
                <td class="amount" data-label={t('served')}>
                  {t('hoursText', { hours: hoursText(person.minutes) })}
                </td>
                <td class="amount" data-label={t('services')}>
                  {person.services}
                </td>
                <td class="amount" data-label={t('all')}>
                  {t('hoursText', { hours: hoursText(person.allMinutes) })}
                </td>
                <td class="amount" data-label={t('stars')}>
                  {person.stars === 0 ? t('noStars') : t('starsText', { count: person.stars })}
                </td>
                <td class="nowrap" data-label={t('lastOn')}>
                  {person.lastOn ?? t('never')}
                </td>
                <td class="screen-only">
                  <div class="row">
                    <Button
                      look="plain"
                      aria-label={t('showOf', { name: person.name })}
                      onClick={() => onOpen({ kind: 'services', person })}
                    >
                      {t('show')}
                    </Button>
                    <Button
                      look="plain"
                      aria-label={t('noteOf', { name: person.name })}
                      onClick={() => onOpen({ kind: 'note', person })}
                    >
                      {t('note')}
                    </Button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
