import { useSignal } from '@preact/signals'
import type { DispatchLineWire } from '@gongyue/shared/api/service-lines.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconBack, iconForward, iconPeople } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/dispatch.ts'
import { addDays, dayLabel, dayOf, todayAt } from '../../text/when.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { DayCards, type LineAct } from './DayCards.tsx'
import { DaySheets } from './DaySheets.tsx'
import { Joins } from './Joins.tsx'
import { createDispatchModel, mondayOf, type DispatchModel, type Week } from './model.ts'
import { Wishes } from './Wishes.tsx'
import '../../classes/classes.css'
import '../people/page.css'
import './page.css'

const REFRESH_MS = 60_000

/** 派工: who goes where in a week, and what still waits for somebody. */
export function DispatchPage() {
  usePageTitle(t('title'))
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const facility = session.value?.facility.code ?? ''
  const today = useMemo(() => todayAt(timeZone, Date.now()), [timeZone])
  const model = useMemo(() => createDispatchModel(mondayOf(today)), [])
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  useEffect(() => void loadSpaceNames(facility), [facility])
  const state = model.state.value
  const monday = model.week.value
  return (
    <div class="stack dispatch">
      <div class="classes-head screen-only">
        <h1>{t('title')}</h1>
        <div class="row">
          <Button icon={iconBack} onClick={() => void model.turn(-7)}>
            {t('previous')}
          </Button>
          <Button onClick={() => void model.turn(0)}>{t('thisWeek')}</Button>
          <Button icon={iconForward} onClick={() => void model.turn(7)}>
            {t('next')}
          </Button>
        </div>
      </div>
      <p class="small faint screen-only">
        {t('weekOf', { from: dayLabel(monday), until: dayLabel(addDays(monday, 6)) })} · {t('hint')}
      </p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && <WeekView model={model} week={state.value} today={today} />}
    </div>
  )
}

type Open = { readonly kind: LineAct; readonly line: DispatchLineWire }

function WeekView({
  model,
  week,
  today,
}: {
  readonly model: DispatchModel
  readonly week: Week
  readonly today: string
}) {
  const open = useSignal<Open | null>(null)
  const close = (): void => void (open.value = null)
  const act = (kind: LineAct, line: DispatchLineWire): void => void (open.value = { kind, line })
  const days = [...new Set(week.lines.map(({ start }) => dayOf(start)))]
  const shown = open.value
  // read with the week: what has begun since shows with the next reading
  const now = useMemo(() => Date.now(), [week])
  return (
    <>
      {week.lines.length === 0 && (
        <Empty icon={iconPeople} title={t('empty')}>
          <p class="small">{t('emptyHint')}</p>
          {week.services.length === 0 && (
            <a class="button" href="/services">
              {t('noMenu')}
            </a>
          )}
        </Empty>
      )}
      <DayCards lines={week.lines} outreach={week.outreach} now={now} onAct={act} />
      {week.later.length > 0 && (
        <>
          <p class="dispatch-later screen-only">{t('later', { count: week.later.length })}</p>
          <DayCards lines={week.later} outreach={week.outreach} now={now} onAct={act} />
        </>
      )}
      <div class="screen-only">
        <Joins model={model} week={week} />
      </div>
      <Wishes model={model} week={week} />
      <DaySheets model={model} outreach={week.outreach} today={days.find((day) => day >= today) ?? today} />
      {shown?.kind === 'assign' && (
        <AssignDialog model={model} line={shown.line} outreach={week.outreach} onClose={close} />
      )}
      {shown?.kind === 'decline' && <DeclineForm model={model} line={shown.line} onClose={close} />}
      {shown?.kind === 'deliver' && <DeliverForm model={model} line={shown.line} onClose={close} />}
    </>
  )
}

interface LineFormProps {
  readonly model: DispatchModel
  readonly line: DispatchLineWire
  readonly onClose: () => void
}

function DeclineForm({ model, line, onClose }: LineFormProps) {
  const reason = useSignal('')
  const tried = useSignal(false)
  return (
    <FormDialog
      title={t('declineOf', { title: line.title })}
      save={t('decline')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (reason.value.trim() === '') return 'stay'
        const failing = await model.decline(line, reason.value.trim())
        if (failing === null) toast(t('declined'))
        return failing
      }}
    >
      <TextField
        label={t('declineReason')}
        fault={tried.value && reason.value.trim() === '' && t('needed')}
        maxLength={500}
        value={reason.value}
        onInput={(value) => (reason.value = value)}
      />
    </FormDialog>
  )
}

function DeliverForm({ model, line, onClose }: LineFormProps) {
  const onSite = useSignal(String(line.headcount))
  const online = useSignal('0')
  const isNumber = (text: string) => /^\d{1,7}$/.test(text.trim())
  return (
    <FormDialog
      title={t('deliveredOf', { title: line.title })}
      save={t('delivered')}
      onClose={onClose}
      onSave={async () => {
        if (!isNumber(onSite.value) || !isNumber(online.value)) return 'stay'
        const failing = await model.deliver(line.id, Number(onSite.value), Number(online.value))
        if (failing === null) toast(t('noted'))
        return failing
      }}
    >
      <div class="form-pair">
        <TextField
          label={t('onSite')}
          numeric
          fault={!isNumber(onSite.value) && t('needed')}
          value={onSite.value}
          onInput={(value) => (onSite.value = value)}
        />
        <TextField
          label={t('online')}
          numeric
          fault={!isNumber(online.value) && t('needed')}
          value={online.value}
          onInput={(value) => (online.value = value)}
        />
      </div>
    </FormDialog>
  )
}
