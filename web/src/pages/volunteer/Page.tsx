import { useSignal } from '@preact/signals'
import { VOLUNTEER_CONSENT } from '@gongyue/shared/domain/service.ts'
import { call } from '../../api/call.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { isPhone } from '../../classes/phone.ts'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Notice } from '../../components/Notice.tsx'
import * as routes from '../../partners/routes.ts'
import { t } from '../../text/volunteers.ts'
import '../../classes/classes.css'
import '../../partners/partners.css'

/** Somebody offers to help, signed in or not: a form for a phone. */
export function VolunteerPage() {
  usePageTitle(t('formTitle'))
  const draft = useSignal({ name: session.value?.user.name ?? '', phone: '', skills: '', note: '', agreed: false })
  const tried = useSignal(false)
  const busy = useSignal(false)
  const sent = useSignal(false)
  const failing = useSignal<Failing | null>(null)
  const { name, phone, skills, note, agreed } = draft.value
  const set = (part: Partial<typeof draft.value>): void => void (draft.value = { ...draft.value, ...part })
  const faults = {
    name: name.trim() === '' && t('nameMissing'),
    phone: !isPhone(phone) && t('phoneWrong'),
    agreed: !agreed && t('consentMissing'),
  }
  const send = async (): Promise<void> => {
    tried.value = true
    if (busy.value || Object.values(faults).some(Boolean)) return
    busy.value = true
    const facility = new URLSearchParams(location.search).get('facility') ?? session.value?.facility.code
    const words = skills.split(/[、，,;；]/).map((word) => word.trim().slice(0, 40))
    const reply = await call(routes.offerHelp, {
      body: {
        ...(facility && { facility }),
        ...{ name: name.trim(), phone: phone.trim(), note: note.trim(), consent: VOLUNTEER_CONSENT },
        skills: [...new Set(words.filter((word) => word !== ''))].slice(0, 20),
      },
    })
    busy.value = false
    if (reply.kind === 'ok') sent.value = true
    else failing.value = reply
  }
  if (sent.value)
    return (
      <div class="stack sign-form">
        <h1>{t('formTitle')}</h1>
        <Notice tone="good" title={t('sent')} loud>
          <p>{t('sentHint')}</p>
        </Notice>
        {session.value && (
          <p>
            <a href="/my-service">{t('toMine')}</a>
          </p>
        )}
      </div>
    )
  return (
    <form
      class="stack sign-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h1>{t('formTitle')}</h1>
      <p>{t('formHint')}</p>
      {failing.value && <Failure failing={failing.value} />}
      <TextField
        label={t('formName')}
        maxLength={60}
        fault={tried.value && faults.name}
        value={name}
        onInput={(value) => set({ name: value })}
      />
      <TextField
        label={t('formPhone')}
        type="tel"
        maxLength={20}
        fault={tried.value && faults.phone}
        value={phone}
        onInput={(value) => set({ phone: value })}
      />
      <TextField
        label={t('formSkills')}
        hint={t('formSkillsHint')}
        maxLength={400}
        value={skills}
        onInput={(value) => set({ skills: value })}
      />
      <TextField label={t('formNote')} maxLength={1000} value={note} onInput={(value) => set({ note: value })} />
      <label class="tick">
        <input
          type="checkbox"
          checked={agreed}
          aria-invalid={tried.value && !agreed}
          onChange={(event) => set({ agreed: event.currentTarget.checked })}
        />
        <span>{t('consent')}</span>
      </label>
      {tried.value && faults.agreed && (
        <Notice tone="warn" loud>
          {faults.agreed}
        </Notice>
      )}
      <Button look="primary" type="submit" wide busy={busy.value}>
        {t('send')}
      </Button>
    </form>
  )
}
