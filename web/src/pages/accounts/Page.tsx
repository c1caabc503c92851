import { useSignal } from '@preact/signals'
import type { UserWire } from '@gongyue/shared/api/users.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconMore } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/accounts.ts'
import { AccountForm } from './AccountForm.tsx'
import { createAccountsModel, shownUsers, type AccountsModel } from './model.ts'
import '../../classes/classes.css'
import '../../partners/partners.css'

type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'reset'; readonly user: UserWire }

/** Who may sign in, and what they may do. */
export function AccountsPage() {
  usePageTitle(t('title'))
  const model = useMemo(createAccountsModel, [])
  useEffect(() => void model.load(), [model])
  const text = useSignal('')
  const open = useSignal<Open | null>(null)
  const close = (): void => void (open.value = null)
  const state = model.state.value
  const shown = open.value
  return (
    <div class="stack">
      <div class="classes-head">
        <h1>{t('title')}</h1>
        <Button look="primary" icon={iconMore} onClick={() => (open.value = { kind: 'new' })}>
          {t('add')}
        </Button>
      </div>
      <p class="small faint">{t('hint')}</p>
      <div class="classes-filters">
        <TextField label={t('find')} type="search" value={text.value} onInput={(value) => (text.value = value)} />
      </div>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && (
        <UsersTable users={shownUsers(state.value, text.value)} onOpen={(chosen) => (open.value = chosen)} />
      )}
      {shown?.kind === 'new' && (
        <AccountForm title={t('add')} first={null} onSave={async (draft) => await model.add(draft)} onClose={close} />
      )}
      {shown?.kind === 'edit' && (
        <AccountForm
          title={t('editOf', { name: shown.user.displayName })}
          first={shown.user}
          onClose={close}
          onSave={async (draft) => {
            const answer = await model.change(shown.user, draft)
            if (answer === null) toast(t('saved'))
            return answer
          }}
        />
      )}
      {shown?.kind === 'reset' && (
        <FormDialog
          title={t('resetOf', { name: shown.user.displayName })}
          save={t('reset')}
          onClose={close}
          onSave={async () => await model.reset(shown.user)}
        >
          <p>{t('resetHint')}</p>
        </FormDialog>
      )}
      <PasswordDialog model={model} />
    </div>
  )
}

function UsersTable({ users, onOpen }: { readonly users: readonly UserWire[]; readonly onOpen: (open: Open) => void }) {
  return (
    <>
      <p class="small faint">{t('shown', { count: users.length })}</p>
      <div class="class-scroll">
        <table class="class-table cards">
          <thead>
            <tr>
              {(['username', 'displayName', 'roles', 'parties', 'email', 'deeds'] as const).map((word) => (
                <th key={word} scope="col">
                  {t(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {users.map((user) => (
              <tr key={user.id} class={user.active ? undefined : 'gone'}>
                <th scope="row">{user.username}</th>
                <td>
                  {user.displayName}
                  {!user.active && <p class="small">{t('inactive')}</p>}
                  {user.active && !user.hasPassword && <p class="small faint">{t('noPassword')}</p>}
                </td>
                <td>{user.roles.map((role) => t(`role-${role}`)).join('、')}</td>
                <td>{user.parties.map(({ name }) => name).join('、')}</td>
                <td>{user.email}</td>
                <td>
                  <div class="row">
                    <Button
                      look="plain"
                      aria-label={t('editOf', { name: user.displayName })}
                      onClick={() => onOpen({ kind: 'edit', user })}
                    >
                      {t('edit')}
                    </Button>
                    <Button
                      look="plain"
                      aria-label={t('resetOf', { name: user.displayName })}
                      onClick={() => onOpen({ kind: 'reset', user })}
                    >
                      {t('reset')}
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

/** Told once: closed, it is gone. */
function PasswordDialog({ model }: { readonly model: AccountsModel }) {
  const made = model.made.value
  if (made === null) return null
  const close = (): void => void (model.made.value = null)
  return (
    <Dialog
      title={t('password', { name: made.user.displayName })}
      onClose={close}
      foot={
        <Button look="primary" onClick={close}>
          {t('told')}
        </Button>
      }
    >
      <div class="stack">
        <p>
          {made.user.username} · <output class="new-password">{made.password}</output>
        </p>
        <p class="small faint">{t('passwordHint')}</p>
      </div>
    </Dialog>
  )
}
