import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { Brand } from '../../app/Brand.tsx'
import { usePageTitle } from '../../app/page-title.ts'
import { Button } from '../../components/Button.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { Notice } from '../../components/Notice.tsx'
import { t } from '../../text/sign-in.ts'
import { createSignInModel, type DemoAccount } from './model.ts'
import './sign-in.css'

/** Stands in the place of whatever was asked for; after signing in, that is where the reader is. */
export function SignInPage({ expired }: { readonly expired: boolean }) {
  usePageTitle(t('title'))
  const model = useMemo(createSignInModel, [])
  const usernameInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  useEffect(() => void model.loadDemoAccounts(), [])
  const shown = useSignal(false)
  const attempt = model.attempt.value
  const missing = attempt.kind === 'incomplete' ? attempt : { username: false, password: false }

  const submit = async (event: Event) => {
    event.preventDefault()
    await model.submit()
    const { value } = model.attempt
    if (value.kind === 'incomplete') (value.username ? usernameInput : passwordInput).current?.focus()
    if (value.kind === 'failed') passwordInput.current?.select()
  }

  return (
    <div class="sign-in">
      <div class="sign-in-head">
        <Brand />
        <h1>{t('welcome')}</h1>
        <p class="faint">{t('welcomeHint')}</p>
      </div>
      {expired && (
        <Notice tone="info">
          <p>{t('expired')}</p>
        </Notice>
      )}
      <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
        <Field label={t('username')} fault={missing.username && t('usernameMissing')}>
          {(control) => (
            <input
              {...control}
              ref={usernameInput}
              class="input"
              name="username"
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              maxLength={80}
              value={model.username.value}
              onInput={(event) => model.type('username', event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('password')} fault={missing.password && t('passwordMissing')}>
          {(control) => (
            <input
              {...control}
              ref={passwordInput}
              class="input"
              name="password"
              {...(shown.value ? ({ type: 'text' } as const) : ({ type: 'password' } as const))}
              autocomplete="current-password"
              maxLength={200}
              value={model.password.value}
              onInput={(event) => model.type('password', event.currentTarget.value)}
            />
          )}
        </Field>
        <label class="tick">
          <input
            type="checkbox"
            checked={shown.value}
            onChange={(event) => (shown.value = event.currentTarget.checked)}
          />
          <span>{t('showPassword')}</span>
        </label>
        {attempt.kind === 'failed' && <Failure failing={attempt.failing} />}
        <Button look="primary" type="submit" wide busy={attempt.kind === 'sending'}>
          {t('submit')}
        </Button>
        <p class="small faint">{t('help')}</p>
      </form>
      {model.demoAccounts.value.length > 0 && (
        <section class="stack-s" aria-labelledby="demo-title">
          <h2 id="demo-title">{t('demo')}</h2>
          <p class="small faint">{t('demoHint')}</p>
          <div class="demo-accounts">
            {model.demoAccounts.value.map((account) => (
              <DemoButton
                key={account.username}
                account={account}
                chosen={model.username.value === account.username}
                onChoose={() => {
                  model.type('username', account.username)
                  passwordInput.current?.focus()
                }}
              />
            ))}
          </div>
        </section>
      )}
    </div>
  )
}

interface DemoButtonProps {
  readonly account: DemoAccount
  readonly chosen: boolean
  readonly onChoose: () => void
}

function DemoButton({ account, chosen, onChoose }: DemoButtonProps) {
  return (
    <button type="button" class="demo-account" aria-pressed={chosen} onClick={onChoose}>
      <span class="demo-role">{t(`role-${account.role}`)}</span>
      <span class="demo-name">{account.username}</span>
    </button>
  )
}
