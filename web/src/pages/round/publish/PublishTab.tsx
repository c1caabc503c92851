import { useSignal } from '@preact/signals'
import type { RoundWire } from '@gongyue/shared/api/rounds.ts'
import type { publishRound as publishContract } from '@gongyue/shared/api/publication.ts'
import type { Static } from 'typebox'
import { call } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import { may } from '../../../app/session.ts'
import { Address } from '../../../components/Address.tsx'
import { Button } from '../../../components/Button.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Failure, type Failing } from '../../../components/Failure.tsx'
import { iconPublish } from '../../../components/icons.ts'
import { Notice } from '../../../components/Notice.tsx'
import { Spinner } from '../../../components/Spinner.tsx'
import { toast } from '../../../components/Toasts.tsx'
import { SelectField } from '../../../classes/TextField.tsx'
import { publishRound } from '../../../rounds/routes.ts'
import { t } from '../../../text/round.ts'
import { t as solve } from '../../../text/round-solve.ts'
import { clockOf, dayLabel, dayOf } from '../../../text/when.ts'
import { valueOf, type RoundModel } from '../model.ts'
import { PublishedList } from './PublishedList.tsx'

export type Published = Static<(typeof publishContract)['replies'][200]>

interface PublishTabProps {
  readonly model: RoundModel
  readonly round: RoundWire
  readonly onSolve: () => void
}

/** A trial first, figures next, and only then the act itself; afterwards where the result stands. */
export function PublishTab({ model, round, onSolve }: PublishTabProps) {
  const plans = valueOf(model.plans.state.value) ?? []
  const published = round.state === 'published'
  const planId = useSignal(round.planId ?? '')
  const tried = useSignal<{ readonly planId: string; readonly what: Published } | null>(null)
  const done = useSignal<Published | null>(null)
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  const asking = useSignal(false)
  const send = async (dryRun: boolean): Promise<void> => {
    busy.value = true
    const reply = await call(publishRound, {
      params: { id: model.id },
      query: { dryRun },
      body: { planId: planId.value },
      idempotencyKey: randomKey(),
      // a season of series is written in one transaction: whoever waits, waits for the server
      signal: new AbortController().signal,
    })
    busy.value = false
    failing.value = reply.kind === 'ok' ? null : reply
    if (reply.kind !== 'ok') return
    if (dryRun) tried.value = { planId: planId.value, what: reply.body }
    else {
      tried.value = null
      done.value = reply.body
      toast(t('publishDone', { booked: reply.body.booked }))
      await model.refresh()
    }
  }
  const name = plans.find(({ id }) => id === planId.value)?.name
  const trial = tried.value?.planId === planId.value ? tried.value.what : null
  const figures = trial && { booked: trial.booked, lost: trial.lost, mails: trial.mails }
  const ready = round.state === 'handled' || published
  return (
    <div class="stack">
      {published && (
        <section class="card stack-s" aria-labelledby="public-title">
          <h2 id="public-title">{t('publicAddress')}</h2>
          {round.publishedAt && (
            <p class="small faint">
              {t('publishedAt', { when: `${dayLabel(dayOf(round.publishedAt))} ${clockOf(round.publishedAt)}` })}
            </p>
          )}
          <Address label={t('publicAddress')} address={`${location.origin}/results/${round.id}`} />
          <p>
            <a href={`/results/${round.id}`}>{t('publicOpen')}</a>
          </p>
        </section>
      )}
      {published && (
        <section class="card stack-s" aria-labelledby="after-title">
          <h2 id="after-title">{t('afterTitle')}</h2>
          <p class="small faint">{t('afterHint')}</p>
          <div class="row">
            <Button onClick={onSolve}>{t('resolve')}</Button>
          </div>
        </section>
      )}
      {!ready || planId.value === '' ? (
        <p class="faint">{t('publishNoPlan')}</p>
      ) : (
        <section class="card stack-s" aria-labelledby="publish-title">
          <h2 id="publish-title">{t(published ? 'publishAgain' : 'publish')}</h2>
          {published ? (
            <SelectField
              label={solve('plans')}
              value={planId.value}
              onChoose={(id) => (planId.value = id)}
              options={plans.map((plan) => ({ value: plan.id, label: plan.name }))}
            />
          ) : (
            <p>{t('publishPlan', { name: name ?? '' })}</p>
          )}
          <p class="small faint">{t('publishHint')}</p>
          {failing.value && <Failure failing={failing.value} />}
          {busy.value && <Spinner />}
          <div class="row">
            <Button busy={busy.value} onClick={() => void send(true)}>
              {t('publishCheck')}
            </Button>
            {figures && may('management') && (
              <Button look="primary" icon={iconPublish} busy={busy.value} onClick={() => (asking.value = true)}>
                {t('publishConfirm', figures)}
              </Button>
            )}
          </div>
          {!may('management') && <Notice tone="info" title={t('publishOnlyManager')} />}
          {trial && <PublishedList model={model} published={trial} />}
        </section>
      )}
      {done.value && <PublishedList model={model} published={done.value} />}
      {asking.value && figures && (
        <Dialog
          title={t('publishAsk')}
          onClose={() => (asking.value = false)}
          foot={
            <>
              <Button onClick={() => (asking.value = false)}>{t('cancel')}</Button>
              <Button
                look="primary"
                icon={iconPublish}
                onClick={() => {
                  asking.value = false
                  void send(false)
                }}
              >
                {t('publish')}
              </Button>
            </>
          }
        >
          <p>{t('publishAskBody', figures)}</p>
        </Dialog>
      )}
    </div>
  )
}
