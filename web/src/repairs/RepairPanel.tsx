import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { spaceName } from '../app/spaces.ts'
import { Button } from '../components/Button.tsx'
import { Empty } from '../components/Empty.tsx'
import { Failure } from '../components/Failure.tsx'
import { Field } from '../components/Field.tsx'
import { iconCalendar, iconReload } from '../components/icons.ts'
import { Notice } from '../components/Notice.tsx'
import { ViolationList } from '../components/ViolationList.tsx'
import { t } from '../text/repairs.ts'
import { clockOf, spanLabel } from '../text/when.ts'
import { AppliedPanel } from './AppliedPanel.tsx'
import { DismissDialog } from './DismissDialog.tsx'
import { planKey, type WhatChanged } from './facts.ts'
import type { RepairModel, RepairState } from './model.ts'
import { PlanCard } from './PlanCard.tsx'
import { Working } from './Working.tsx'
import './repairs.css'

export interface RepairPanelProps {
  readonly model: RepairModel
  /** What to offer when the search was stopped. */
  readonly onStopped?: () => void
  /** More to do beside the plans. */
  readonly children?: ComponentChildren
}

/** A collision and its ways out: worked out, compared, applied, told. */
export function RepairPanel({ model, onStopped, children }: RepairPanelProps) {
  const state = model.state.value
  switch (state.kind) {
    case 'idle':
      return (
        <p>
          <Button icon={iconReload} onClick={() => void model.again()}>
            {t('again')}
          </Button>
        </p>
      )
    case 'working':
      return (
        <Working
          since={state.since}
          onStop={() => {
            model.stop()
            onStopped?.()
          }}
        />
      )
    case 'failed':
      return (
        <>
          <Failure failing={state.failing} onRetry={() => void model.again()} />
          {state.failing.kind === 'problem' && state.failing.problem.violations && (
            <ViolationList violations={state.failing.problem.violations} />
          )}
        </>
      )
    case 'open':
      return (
        <Open model={model} state={state}>
          {children}
        </Open>
      )
    case 'settled':
      return <AppliedPanel key={state.repair.id} repair={state.repair} />
  }
}

interface OpenProps {
  readonly model: RepairModel
  readonly state: Extract<RepairState, { kind: 'open' }>
  readonly children?: ComponentChildren
}

function Open({ model, state: { repair, applying, changed, failing }, children }: OpenProps) {
  const dismissing = useSignal(false)
  const { plans, running } = repair
  const dearest = Math.max(0, ...plans.map(({ cost }) => cost))
  return (
    <div class="stack">
      {changed && <ChangedNotice changed={changed} />}
      {failing && <Failure failing={failing} />}
      {failing?.kind === 'problem' && failing.problem.violations && (
        <ViolationList violations={failing.problem.violations} />
      )}
      {running.length > 0 && (
        <Notice tone="warn" title={t('running')}>
          <ul>
            {running.map(({ reservationId, title, partyName, end }) => (
              <li key={reservationId}>{t('runningUntil', { title, party: partyName, time: clockOf(end) })}</li>
            ))}
          </ul>
        </Notice>
      )}
      {plans.length === 0 ? (
        <Empty icon={iconCalendar} title={t('noPlans')}>
          <p class="small">{t('noPlansHint')}</p>
        </Empty>
      ) : (
        <>
          <div class="plans-head">
            <div>
              <h2>{t('plans', { count: plans.length })}</h2>
              <p class="small faint">{t('plansHint')}</p>
            </div>
            <Field label={t('reason')}>
              {(control) => (
                <input
                  {...control}
                  class="input"
                  maxLength={500}
                  value={model.reason.value}
                  onInput={(event) => model.sayWhy(event.currentTarget.value)}
                />
              )}
            </Field>
          </div>
          <div class="plans" role="group" aria-label={t('plans', { count: plans.length })}>
            {plans.map((plan, index) => (
              <PlanCard
                key={`${repair.version} ${planKey(plan)}`}
                plan={plan}
                index={index}
                dearest={dearest}
                busy={applying === index}
                onApply={() => void model.apply(index)}
              />
            ))}
          </div>
        </>
      )}
      <div class="repair-foot">
        {children}
        <Button icon={iconReload} onClick={() => void model.again()}>
          {t('again')}
        </Button>
        <Button look="plain" aria-haspopup="dialog" onClick={() => (dismissing.value = true)}>
          {t('dismiss')}
        </Button>
      </div>
      {dismissing.value && <DismissDialog model={model} onClose={() => (dismissing.value = false)} />}
    </div>
  )
}

/** The world moved on: nothing was done, and this is what is different. */
function ChangedNotice({ changed: { more, less, taken } }: { readonly changed: WhatChanged }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [])
  const told = [
    ...taken.map(({ title, to }) =>
      t('changedTaken', { title, where: `${spanLabel(to.start, to.end)} ${spaceName(to.spaceId)}` }),
    ),
    ...(more.length > 0 ? [t('changedMore', { titles: more.join(t('sep')) })] : []),
    ...(less.length > 0 ? [t('changedLess', { titles: less.join(t('sep')) })] : []),
  ]
  return (
    <div ref={place}>
      <Notice tone="warn" loud title={t('changedTitle')}>
        <ul>
          {(told.length > 0 ? told : [t('changedOther')]).map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <p>{t('changedHint')}</p>
      </Notice>
    </div>
  )
}
