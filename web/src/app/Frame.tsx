import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../components/Button.tsx'
import { Icon } from '../components/Icon.tsx'
import { iconMenu, iconSettings } from '../components/icons.ts'
import { Toasts } from '../components/Toasts.tsx'
import { nameIn } from '../text/locale.ts'
import { t } from '../text/shell.ts'
import { Brand } from './Brand.tsx'
import { lazily } from './lazy.tsx'
import { path } from './location.ts'
import { entriesForReader, isAt, isWithin, loadFurtherEntries, pagesBeside } from './navigation.ts'
import { may, session, sessionState } from './session.ts'
import { followUnread, unread } from './unread.ts'

const SettingsDialog = lazily(() => import('./SettingsDialog.tsx').then((one) => one.SettingsDialog))

/** Pages that take the whole width of the window. */
const FULL_WIDTH =
  /^\/((board|queue|term|conflicts|closures|holidays|people|orders?|menu|dispatch|services|print|figures)$|(classes|programmes|series|rounds|results|partners|volunteers|accounts)\b)/

function isFullWidth(at: string): boolean {
  return FULL_WIDTH.test(at)
}

/** So many tabs a thumb can tell apart; more of them, and all behind the fourth go under one. */
const TABS = 5

/** Where the reader answers messages. */
function unreadAt(): string {
  return may('desk') ? '/queue' : '/orders'
}

/** What stands around every page: bar, navigation (below on the phone, above elsewhere), settings, toasts. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  const at = path.value
  const main = useRef<HTMLElement>(null)
  const settingsOpen = useSignal(false)
  const shownPath = useRef(at)
  useEffect(() => {
    if (shownPath.current === at) return
    shownPath.current = at
    // A new page starts at its top, for eyes and for screen readers.
    window.scrollTo(0, 0)
    main.current?.focus()
  }, [at])
  const reader = session.value?.user.id
  useEffect(() => void loadFurtherEntries(), [reader])
  useEffect(() => (reader && may('orders') ? followUnread() : undefined), [reader])
  // While the session has to be renewed there is nowhere to go.
  const entries = sessionState.value.kind === 'signed-in' ? entriesForReader() : []
  const isTabbed = entries.length > TABS
  const links = entries.map((entry) => (
    <a key={entry.to} href={entry.to} aria-current={isAt(entry, at) ? 'page' : undefined}>
      <Icon of={entry.icon} />
      <span>{entry.label()}</span>
      {entry.to === unreadAt() && unread.value > 0 && (
        <b class="nav-badge">
          <span aria-hidden="true">{unread.value > 99 ? '99+' : unread.value}</span>
          <span class="hidden-text">{t('unread', { count: unread.value })}</span>
        </b>
      )}
    </a>
  ))
  const beside = entries.length > 0 ? pagesBeside(at) : []
  return (
    <div class="frame">
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <header class="top-bar">
        <div class="top-bar-inner">
          <a class="brand" href="/">
            <Brand />
            <span class="brand-name">{t('product')}</span>
            {session.value && <span class="brand-facility">{nameIn(session.value.facility.name)}</span>}
          </a>
          {links.length > 0 && (
            <nav class="top-nav" aria-label={t('mainNavigation')}>
              {links}
            </nav>
          )}
          <div class="top-bar-end">
            <Button look="plain" icon={iconSettings} aria-haspopup="dialog" onClick={() => (settingsOpen.value = true)}>
              {t('settings')}
            </Button>
          </div>
        </div>
      </header>
      {beside.length > 1 && (
        <nav class="sub-nav" aria-label={t('besideNavigation')}>
          <div class="sub-nav-inner">
            {beside.map(({ to, label }) => (
              <a key={to} href={to} aria-current={isWithin(to, at) ? 'page' : undefined}>
                {label()}
              </a>
            ))}
          </div>
        </nav>
      )}
      <main id="main" ref={main} tabIndex={-1} class={`frame-main${session.value && isFullWidth(at) ? ' full' : ''}`}>
        {children}
      </main>
      {links.length > 0 && (
        <nav class="tab-bar" aria-label={t('mainNavigation')}>
          {isTabbed ? links.slice(0, TABS - 1) : links}
          {isTabbed && (
            // Another page, and it is shut again.
            <details class="tab-more" key={at}>
              <summary>
                <Icon of={iconMenu} />
                <span>{t('more')}</span>
              </summary>
              <div class="tab-more-list">{links.slice(TABS - 1)}</div>
            </details>
          )}
        </nav>
      )}
      <Toasts />
      {settingsOpen.value && <SettingsDialog onClose={() => (settingsOpen.value = false)} />}
    </div>
  )
}
