import { useSignal } from '@preact/signals'
import type { CallWire } from '@gongyue/shared/api/enrolments.ts'
import { session } from '../../app/session.ts'
import { isPhone } from '../../classes/phone.ts'
import { missingOf, slotWords } from '../../classes/slots.ts'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/learn.ts'
import { clockOf, dayLabel, dayOf, durationLabel } from '../../text/when.ts'
import type { LearnModel } from './model.ts'

/** A course that opens when enough people join: when could you come? */
export function CallCard({ model, call }: { readonly model: LearnModel; readonly call: CallWire }) {
  const { id, title, summary, slots, bySlot, minutes, sessions, votes, closesAt, mine } = call
  const chosen = useSignal<readonly number[]>(mine?.slots ?? [])
  const phone = useSignal('')
  const tried = useSignal(false)
  const failing = useSignal<Failing | null>(null)
  const busy = useSignal(false)
  const missing = missingOf(call)
  const wantsPhone = model.wantsPhone.value
  const send = async (): Promise<void> => {
    tried.value = true
    if (chosen.value.length === 0 || busy.value || (wantsPhone && !isPhone(phone.value))) return
    busy.value = true
    failing.value = await model.vote(id, chosen.value, wantsPhone ? phone.value.trim() : undefined)
    busy.value = false
    if (failing.value === null) toast(t('voted'))
  }
  return (
    <article class="card stack-s learn-card">
      <div class="classes-head">
        <h3>{title}</h3>
        <b>{missing > 0 ? t('missing', { count: missing }) : t('enough')}</b>
      </div>
      <p class="small">{summary}</p>
      <p class="small faint">
        {t('sessions', { sessions, duration: durationLabel(minutes) })} · {t('votes', { votes })} ·{' '}
        {t('until', { when: `${dayLabel(dayOf(closesAt))} ${clockOf(closesAt)}` })}
      </p>
      {failing.value && <Failure failing={failing.value} />}
      <fieldset class="stack-s">
        <legend class="small">{t('couldCome')}</legend>
        {slots.map((slot, at) => (
          <label class="tick" key={`${slot.weekday} ${slot.from}`}>
            <input
              type="checkbox"
              disabled={session.value === null}
              checked={chosen.value.includes(at)}
              onChange={(event) =>
                (chosen.value = event.currentTarget.checked
                  ? [...chosen.value, at]
                  : chosen.value.filter((one) => one !== at))
              }
            />
            <span>
              {slotWords(slot, minutes)} <span class="small faint">{t('slotCount', { count: bySlot[at] ?? 0 })}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {tried.value && chosen.value.length === 0 && <p class="small learn-fault">{t('slotMissing')}</p>}
      {wantsPhone && (
        <TextField
          label={t('ownPhone')}
          hint={t('ownPhoneHint')}
          fault={tried.value && !isPhone(phone.value) && t('phoneMissing')}
          type="tel"
          maxLength={20}
          value={phone.value}
          onInput={(value) => (phone.value = value)}
        />
      )}
      <div class="row">
        {session.value ? (
          <Button
            look={mine ? 'normal' : 'primary'}
            busy={busy.value}
            aria-label={t(mine ? 'voteAgainOf' : 'voteOf', { title })}
            onClick={() => void send()}
          >
            {t(mine ? 'voteAgain' : 'vote')}
          </Button>
        ) : (
          <a class="button primary" href={`/learn/${id}`} aria-label={`${t('signIn')}：${title}`}>
            {t('signIn')}
          </a>
        )}
      </div>
    </article>
  )
}
