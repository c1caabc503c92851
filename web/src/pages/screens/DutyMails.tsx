import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { listDutyMails, setDutyMails } from '../../api/more-routes.ts'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { iconMore, iconRemove } from '../../components/icons.ts'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/screens.ts'
import { draftOf, wireOf, type DutyDraft } from './duty-draft.ts'

/** When the duty list goes out by mail, and to whom. */
export function DutyMails() {
  const drafts = useSignal<readonly DutyDraft[] | null>(null)
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  const load = async (): Promise<void> => {
    const reply = await call(listDutyMails)
    failing.value = reply.kind === 'ok' ? null : reply
    if (reply.kind === 'ok') drafts.value = reply.body.items.map(draftOf)
  }
  useEffect(() => void load(), [])
  const save = async (): Promise<void> => {
    if (busy.value || drafts.value === null) return
    busy.value = true
    const reply = await call(setDutyMails, { body: { items: drafts.value.map(wireOf) } })
    busy.value = false
    failing.value = reply.kind === 'ok' ? null : reply
    if (reply.kind !== 'ok') return
    drafts.value = reply.body.items.map(draftOf)
    toast(t('saved'))
  }
  const all = drafts.value ?? []
  const set = (at: number, part: Partial<DutyDraft>) =>
    (drafts.value = all.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <section class="card stack">
      <h2>{t('dutyTitle')}</h2>
      <p>{t('dutyHint')}</p>
      {failing.value && <Failure failing={failing.value} />}
      {drafts.value !== null && all.length === 0 && <p class="faint">{t('dutyNone')}</p>}
      {all.map((draft, at) => (
        <fieldset key={draft.key} class="duty-row">
          <legend class="unseen">{at + 1}</legend>
          <Field label={t('dutyTime')}>
            {(control) => (
              <input
                {...control}
                class="input"
                type="time"
                value={draft.time}
                onInput={(event) => set(at, { time: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t('dutyDay')}>
            {(control) => (
              <select
                {...control}
                class="input"
                value={String(draft.daysAhead)}
                onChange={(event) => set(at, { daysAhead: Number(event.currentTarget.value) })}
              >
                <option value="0">{t('dutyToday')}</option>
                <option value="1">{t('dutyTomorrow')}</option>
              </select>
            )}
          </Field>
          <Field label={t('dutyTo')} hint={t('dutyToHint')}>
            {(control) => (
              <input
                {...control}
                class="input"
                value={draft.to}
                onInput={(event) => set(at, { to: event.currentTarget.value })}
              />
            )}
          </Field>
          <Button
            icon={iconRemove}
            aria-label={t('dutyRemove', { number: at + 1 })}
            onClick={() => (drafts.value = all.filter((_, index) => index !== at))}
          >
            {t('dutyRemoveWord')}
          </Button>
        </fieldset>
      ))}
      <div class="row">
        <Button
          icon={iconMore}
          onClick={() =>
            (drafts.value = [
              ...all,
              { key: 1 + Math.max(-1, ...all.map((one) => one.key)), time: '07:00', daysAhead: 0, to: '' },
            ])
          }
        >
          {t('dutyAdd')}
        </Button>
        <Button look="primary" busy={busy.value} onClick={() => void save()}>
          {t('save')}
        </Button>
      </div>
    </section>
  )
}
