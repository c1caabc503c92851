import { useEffect, useMemo, useRef } from 'preact/hooks'
import { followOrders } from '../../api/follow-orders.ts'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconAccepted } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/conflicts.ts'
import { ConflictRow } from './ConflictRow.tsx'
import { Detail } from './Detail.tsx'
import { focusRow, inboxKeyOf } from './keys.ts'
import { createInboxModel, type InboxModel } from './model.ts'
import './page.css'

/** Changes come by themselves; what is broken by a rule or a date that passes does not. */
const REFRESH_MS = 60_000

/** Everything that is or will be broken, with its ways out. */
export function ConflictsPage() {
  usePageTitle(t('title'))
  const model = useMemo(() => createInboxModel(), [])
  const facility = session.value?.facility.code
  useEffect(() => {
    if (facility) void loadSpaceNames(facility)
  }, [facility])
  useEffect(() => {
    const stops = [
      followOrders(
        () => true,
        () => void model.refresh(),
      ),
      keepFresh(model.refresh, REFRESH_MS),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [model])
  useEffect(() => followAddress(model), [model])
  useEffect(() => followKeys(model), [model])
  const state = model.state.value
  const opened = model.opened.value
  const asked = useRef(false)
  useEffect(() => {
    if (state.kind !== 'shown' || asked.current) return
    // the address is asked once, when the list is there
    asked.current = true
    openAsked(model)
  }, [state.kind])
  return (
    <div class="conflicts stack">
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failing' && <Failure failing={state.failing} onRetry={() => void model.refresh()} />}
      {opened ? (
        <Detail key={opened.conflict.key} opened={opened} model={model} onGo={(key) => goTo(model, key)} />
      ) : (
        state.kind === 'shown' && <List model={model} stale={state.stale} now={Date.parse(state.at)} />
      )}
    </div>
  )
}

interface ListProps {
  readonly model: InboxModel
  readonly stale: boolean
  readonly now: number
}

function List({ model, stale, now }: ListProps) {
  const groups = model.groups.value
  return (
    <>
      <header class="conflicts-head">
        <h1>{t('title')}</h1>
        <p class="faint">{t('count', { count: model.items.value.length })}</p>
        <p class="small faint conflicts-keys">{t('keys')}</p>
      </header>
      {stale && (
        <Notice tone="warn" offline>
          <p>{t('stale')}</p>
        </Notice>
      )}
      {groups.length === 0 && (
        <Empty icon={iconAccepted} title={t('empty')}>
          <p class="small">{t('emptyHint')}</p>
        </Empty>
      )}
      {groups.map(({ urgency, items }) => (
        <section key={urgency} class="stack-s" aria-labelledby={`group-${urgency}`}>
          <h2 id={`group-${urgency}`} class="conflicts-group">
            {t(`group-${urgency}`)} <span class="faint">{items.length}</span>
          </h2>
          <ol class="stack-s">
            {items.map((conflict) => (
              <li key={conflict.key}>
                <ConflictRow conflict={conflict} now={now} onOpen={() => goTo(model, conflict.key)} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

/** Opens one, or goes back to the list; the address tells which, for links and for the browser's back. */
function goTo(model: InboxModel, key: string | null): void {
  const wasOpen = model.opened.value !== null
  if (key === null) model.close()
  else if (!model.open(key)) return
  const to = key === null ? '/conflicts' : `/conflicts?open=${encodeURIComponent(key)}`
  if (wasOpen) history.replaceState(null, '', to)
  else history.pushState(null, '', to)
  window.scrollTo(0, 0)
}

/** `?open=closure …` as links write it; `?repair=…` finds what that repair is for. */
function openAsked(model: InboxModel): void {
  const query = new URLSearchParams(location.search)
  const repairId = query.get('repair')
  const key =
    repairId === null
      ? query.get('open')
      : (model.items.value.find((item) => item.repairId === repairId)?.key ?? `repair ${repairId}`)
  if (key === null || !model.open(key)) model.close()
}

function followAddress(model: InboxModel): () => void {
  const onPop = (): void => openAsked(model)
  window.addEventListener('popstate', onPop)
  return () => {
    window.removeEventListener('popstate', onPop)
    model.close()
  }
}

function followKeys(model: InboxModel): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = inboxKeyOf(event)
    if (key && press(model, key)) event.preventDefault()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function press(model: InboxModel, key: 'next' | 'previous' | 'close'): boolean {
  if (!model.opened.value) return key !== 'close' && focusRow(key)
  const to = key === 'close' ? null : model.beside(key === 'next' ? 1 : -1)
  if (key !== 'close' && to === null) return false
  goTo(model, to)
  return true
}
