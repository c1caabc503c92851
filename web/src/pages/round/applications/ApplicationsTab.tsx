import { useSignal } from '@preact/signals'
import type { ApplicationWire, RoundWire } from '@gongyue/shared/api/rounds.ts'
import { call } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import { TextField } from '../../../classes/TextField.tsx'
import { Button } from '../../../components/Button.tsx'
import { Chip } from '../../../components/Chip.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { Failure, type Failing } from '../../../components/Failure.tsx'
import { iconMore, iconOrders } from '../../../components/icons.ts'
import { Icon } from '../../../components/Icon.tsx'
import { Spinner } from '../../../components/Spinner.tsx'
import { toast } from '../../../components/Toasts.tsx'
import { weighSection, withdrawApplication } from '../../../rounds/routes.ts'
import { hoursOf } from '../../../rounds/week-cells.ts'
import { t } from '../../../text/round.ts'
import { clockOf, dayLabel, dayOf } from '../../../text/when.ts'
import { valueOf, type RoundModel } from '../model.ts'
import { SectionRow } from './SectionRow.tsx'

/** Who wants what, party by party; the house adds weights and enters what comes late. */
export function ApplicationsTab({ model, round }: { readonly model: RoundModel; readonly round: RoundWire }) {
  const state = model.applications.state.value
  const find = useSignal('')
  const failing = useSignal<Failing | null>(null)
  const leaving = useSignal<ApplicationWire | null>(null)
  const people = valueOf(model.people.state.value) ?? []
  if (state.kind === 'loading') return <Spinner />
  if (state.kind === 'failed') return <Failure failing={state.failing} onRetry={() => void model.applications.load()} />
  const wanted = find.value.trim().toLowerCase()
  const shown = state.value.filter(
    ({ partyName, sections }) =>
      wanted === '' || [partyName, ...sections.map(({ title }) => title)].join(' ').toLowerCase().includes(wanted),
  )
  const late = round.state !== 'open' && round.state !== 'upcoming'
  const withdraw = async (application: ApplicationWire): Promise<void> => {
    const reply = await call(withdrawApplication, { params: { id: application.id }, idempotencyKey: randomKey() })
    failing.value = reply.kind === 'ok' ? null : reply
    if (reply.kind === 'ok') toast(t('withdrawDone', { party: application.partyName }))
    await model.applications.load()
  }
  const { applications, sections, asked } = round.counts
  return (
    <div class="stack">
      <div class="classes-head">
        <p>{t('applicationsCount', { applications, sections, asked })}</p>
        <div class="row">
          <TextField label={t('find')} type="search" value={find.value} onInput={(text) => (find.value = text)} />
          {round.state !== 'cancelled' && (
            <a class="button" href={`/seasons/${round.id}`}>
              <Icon of={iconMore} />
              <span>{t(late ? 'lateEntry' : 'entry')}</span>
            </a>
          )}
        </div>
      </div>
      {failing.value && <Failure failing={failing.value} />}
      {state.value.length === 0 ? (
        <Empty icon={iconOrders} title={t('noApplications')}>
          <p class="small">{t('noApplicationsHint')}</p>
        </Empty>
      ) : (
        shown.length === 0 && <p class="faint">{t('nothingFound')}</p>
      )}
      <ul class="stack">
        {shown.map((application) => (
          <li key={application.id} class="card stack-s">
            <div class="round-card-head">
              <h3>{application.partyName}</h3>
              <div class="row">
                {application.late && <Chip tone="warn">{t('late')}</Chip>}
                {application.state === 'withdrawn' && <Chip tone="quiet">{t('withdrawn')}</Chip>}
                <span class="small faint">
                  {t('sentAt', { when: `${dayLabel(dayOf(application.sentAt))} ${clockOf(application.sentAt)}` })}
                </span>
              </div>
            </div>
            {application.note && <p class="small">{application.note}</p>}
            {application.state === 'sent' && (
              <>
                <ul>
                  {application.sections.map((section) => (
                    <SectionRow
                      key={section.id}
                      section={section}
                      hours={hoursOf(round.windows)}
                      people={people}
                      onWeigh={async (weighing) => {
                        const reply = await call(weighSection, { params: { id: section.id }, body: weighing })
                        failing.value = reply.kind === 'ok' ? null : reply
                        if (reply.kind === 'ok') toast(t('saved'))
                        await model.applications.load()
                      }}
                    />
                  ))}
                </ul>
                <div class="row">
                  <Button
                    look="plain"
                    aria-label={t('withdrawOf', { party: application.partyName })}
                    onClick={() => (leaving.value = application)}
                  >
                    {t('withdraw')}
                  </Button>
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
      {leaving.value && (
        <Dialog
          title={t('withdrawOf', { party: leaving.value.partyName })}
          onClose={() => (leaving.value = null)}
          foot={
            <>
              <Button onClick={() => (leaving.value = null)}>{t('keep')}</Button>
              <Button
                look="danger"
                onClick={() => {
                  const application = leaving.value
                  leaving.value = null
                  if (application) void withdraw(application)
                }}
              >
                {t('withdraw')}
              </Button>
            </>
          }
        >
          <p>{t('withdrawHint')}</p>
        </Dialog>
      )}
    </div>
  )
}
