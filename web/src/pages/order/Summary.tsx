import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../components/Button.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconMore, iconReload, iconRemove } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { RouteChip } from '../../components/RouteChip.tsx'
import { When } from '../../components/When.tsx'
import { newSeriesAddress } from '../../series/new-address.ts'
import { t } from '../../text/order.ts'
import { t as repeating } from '../../text/repeat.ts'
import { durationLabel, minutesBetween, spanLabel } from '../../text/when.ts'
import { Conditions } from './Conditions.tsx'
import { Details } from './Details.tsx'
import { gapsIn } from './draft.ts'
import type { OrderModel } from './model.ts'
import { VerdictPanel } from './VerdictPanel.tsx'
import { nameOf } from './space-name.ts'
import './summary.css'

/** What will be sent: the basket, the activity, the conditions, the verdict, and the one button. */
export function Summary({ model }: { readonly model: OrderModel }) {
  const place = useRef<HTMLFormElement>(null)
  const sending = model.sending.value
  const { lines } = model.draft.value
  useEffect(() => {
    if (sending.kind === 'refused') place.current?.querySelector<HTMLElement>('.verdict')?.focus()
    if (sending.kind !== 'incomplete') return
    const first = place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    first?.focus()
  }, [sending])

  const submit = (event: Event) => {
    event.preventDefault()
    void model.place()
  }
  return (
    <form class="order-summary" noValidate ref={place} onSubmit={submit} aria-label={t('basket')}>
      <section class="card stack">
        <div class="step-head">
          <h2>{t('basket')}</h2>
          {lines.length > 1 && <span class="faint small">{t('total', { count: lines.length })}</span>}
        </div>
        <Basket model={model} />
        <VerdictPanel model={model} />
        <Details model={model} />
        <Conditions model={model} />
        {sending.kind === 'failed' && <Failure failing={sending.failing} onRetry={() => void model.place()} />}
        {sending.kind === 'incomplete' && (
          <Notice tone="warn" loud>
            <p>{t('incomplete')}</p>
          </Notice>
        )}
        <SubmitBar model={model} />
      </section>
    </form>
  )
}

function Basket({ model }: { readonly model: OrderModel }) {
  const { lines } = model.draft.value
  const verdict = model.verdict.value
  const routes =
    verdict.kind === 'answered'
      ? verdict.answer.routes
      : verdict.kind === 'checking'
        ? (verdict.former?.routes ?? [])
        : []
  const spaceName = nameOf(model)
  return (
    <div class="stack-s">
      <ul class="basket">
        {lines.map((line, index) => {
          const route = routes.length === lines.length ? routes[index] : undefined
          const when = spanLabel(line.start, line.end)
          return (
            <li key={`${line.spaceId} ${line.start}`}>
              <div class="basket-text">
                <span class="space-name">{spaceName(line.spaceId)}</span>
                <span>
                  <When {...line} />{' '}
                  <span class="faint no-break">{durationLabel(minutesBetween(line.start, line.end))}</span>
                </span>
                {route && (
                  <span>
                    <RouteChip route={route} />
                  </span>
                )}
              </div>
              <button
                type="button"
                class="button plain square"
                aria-label={t('removeLine', { what: `${spaceName(line.spaceId)} ${when}` })}
                onClick={() => model.removeLine(index)}
              >
                <Icon of={iconRemove} />
              </button>
            </li>
          )
        })}
      </ul>
      <Button
        look="plain"
        icon={iconMore}
        onClick={() => {
          model.addAnother()
          document.getElementById('step-space')?.scrollIntoView()
        }}
      >
        {t('addAnother')}
      </Button>
      {lines.length === 1 && lines[0] && (
        <a class="button plain" href={newSeriesAddress(lines[0])}>
          <Icon of={iconReload} />
          <span>{repeating('repeat')}</span>
        </a>
      )}
    </div>
  )
}

/** Always in reach: at the foot of the phone's screen, at the foot of the card elsewhere. */
function SubmitBar({ model }: { readonly model: OrderModel }) {
  const { lines } = model.draft.value
  const verdict = model.verdict.value
  const answer = verdict.kind === 'answered' ? verdict.answer : null
  const approval =
    answer?.verdict === 'fits' && answer.routes.length > 0 && answer.routes.every((route) => route === 'approval')
  const ready = gapsIn(model.draft.value, model.headcount.value, model.withConditions.value) === null
  const last = lines[lines.length - 1]
  return (
    <div class="submit-bar">
      <div class="submit-what" aria-hidden="true">
        {lines.length > 1 ? (
          <span class="space-name">{t('total', { count: lines.length })}</span>
        ) : (
          last && <span class="space-name">{nameOf(model)(last.spaceId)}</span>
        )}
        {last && (
          <span class="small faint">
            <When {...last} />
          </span>
        )}
      </div>
      <Button look="primary" type="submit" busy={model.sending.value.kind === 'sending'}>
        {ready ? t(approval ? 'submitApproval' : 'submit') : t('next')}
      </Button>
    </div>
  )
}
