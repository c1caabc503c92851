import { useSignal } from '@preact/signals'
import type { UserWire } from '@gongyue/shared/api/users.ts'
import { ROLES, type Role } from '@gongyue/shared/domain/role.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { PartyPick, type PickedParty } from '../../classes/PartyPick.tsx'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import type { Failing } from '../../components/Failure.tsx'
import { iconRemove } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { t } from '../../text/accounts.ts'
import type { AccountDraft } from './model.ts'

interface AccountFormProps {
  readonly title: string
  readonly first: UserWire | null
  readonly onSave: (draft: AccountDraft) => Promise<Failing | null>
  readonly onClose: () => void
}

/** Who it is, what they may do, whom they act for. */
export function AccountForm({ title, first, onSave, onClose }: AccountFormProps) {
  const draft = useSignal({
    ...{ username: first?.username ?? '', displayName: first?.displayName ?? '', email: first?.email ?? '' },
    roles: first?.roles ?? (['branch-officer'] as readonly Role[]),
    parties: first?.parties ?? ([] as readonly PickedParty[]),
    active: first?.active ?? true,
  })
  const picks = useSignal(0)
  const tried = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const email = shown.email.trim()
  const faults = {
    username: first === null && !/^[a-z0-9][a-z0-9._-]{2,39}$/.test(shown.username.trim()) && t('usernameWrong'),
    displayName: shown.displayName.trim() === '' && t('nameMissing'),
    email: email !== '' && !/^[^\s@,;<>]+@[^\s@,;<>]+$/.test(email) && t('emailWrong'),
    roles: shown.roles.length === 0 && t('rolesMissing'),
  }
  const told = (fault: string | false): string | false => tried.value && fault
  const save = async () => {
    tried.value = true
    if (Object.values(faults).some(Boolean)) return 'stay' as const
    return await onSave({
      ...{ username: shown.username.trim(), displayName: shown.displayName.trim(), active: shown.active },
      ...{ roles: [...shown.roles], partyIds: shown.parties.map(({ id }) => id), email: email === '' ? null : email },
    })
  }
  const toggle = (role: Role): void => {
    const without = shown.roles.filter((one) => one !== role)
    set({ roles: without.length < shown.roles.length ? without : [...shown.roles, role] })
  }
  const pick = (party: PickedParty | null): void => {
    if (party === null || shown.parties.some(({ id }) => id === party.id)) return
    set({ parties: [...shown.parties, party] })
    picks.value += 1
  }
  return (
    <FormDialog title={title} onClose={onClose} onSave={save}>
      {first === null && (
        <TextField
          label={t('username')}
          hint={t('usernameHint')}
          maxLength={40}
          fault={told(faults.username)}
          value={shown.username}
          onInput={(username) => set({ username })}
        />
      )}
      <div class="form-pair">
        <TextField
          label={t('displayName')}
          maxLength={60}
          fault={told(faults.displayName)}
          value={shown.displayName}
          onInput={(displayName) => set({ displayName })}
        />
        <TextField
          label={t('email')}
          maxLength={254}
          fault={told(faults.email)}
          value={shown.email}
          onInput={(value) => set({ email: value })}
        />
      </div>
      <fieldset class="field">
        <legend>{t('roles')}</legend>
        {ROLES.map((role) => (
          <label class="tick" key={role}>
            <input type="checkbox" checked={shown.roles.includes(role)} onChange={() => toggle(role)} />
            <span>{t(`role-${role}`)}</span>
          </label>
        ))}
      </fieldset>
      {told(faults.roles) && (
        <Notice tone="warn" loud>
          {faults.roles}
        </Notice>
      )}
      <PartyPick key={picks.value} label={t('parties')} hint={t('partiesHint')} value={null} onPick={pick} />
      {shown.parties.length > 0 && (
        <ul class="row">
          {shown.parties.map(({ id, name }) => (
            <li key={id}>
              <Button
                icon={iconRemove}
                aria-label={t('removeParty', { name })}
                onClick={() => set({ parties: shown.parties.filter((one) => one.id !== id) })}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {first && (
        <label class="tick">
          <input
            type="checkbox"
            checked={shown.active}
            onChange={(event) => set({ active: event.currentTarget.checked })}
          />
          <span>{t('active')}</span>
        </label>
      )}
    </FormDialog>
  )
}
