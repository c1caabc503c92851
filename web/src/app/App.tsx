import { useEffect } from 'preact/hooks'
import { Button } from '../components/Button.tsx'
import { iconReload } from '../components/icons.ts'
import { Notice } from '../components/Notice.tsx'
import { Spinner } from '../components/Spinner.tsx'
import { t } from '../text/shell.ts'
import { Frame } from './Frame.tsx'
import { followLocation, go, path } from './location.ts'
import { startPath } from './navigation.ts'
import { NotAllowed } from './NotAllowed.tsx'
import { isScreen, pageAt, ScreenPage, SignInPage } from './pages.tsx'
import { may, restoreSession, session, sessionState } from './session.ts'

export function App() {
  useEffect(followLocation, [])
  // A screen on a wall has no frame and nobody who signs in.
  if (isScreen(path.value)) return <ScreenPage path={path.value} />
  return (
    <Frame>
      <Content />
    </Frame>
  )
}

/**
 * The sign-in page stands in the place of what was asked for, so that after signing in one is where one was. When a session ends by itself
 * it stands before the page, which stays as it is: what was typed, dragged or chosen there is still there afterwards.
 */
function Content() {
  const known = session.value
  const expired = sessionState.value.kind === 'signed-out' && known !== null
  return (
    <>
      {known && (
        // Somebody else who signs in begins anew.
        <div class="behind" key={known.user.id} inert={expired}>
          <Inside address={path.value} />
        </div>
      )}
      {expired ? (
        <div class="before">
          <SignInPage expired />
        </div>
      ) : (
        !known && <Outside />
      )}
    </>
  )
}

function Outside() {
  switch (sessionState.value.kind) {
    case 'unknown':
      return (
        <div class="whole-page">
          <Spinner />
        </div>
      )
    case 'unreachable':
      return (
        <Notice tone="warn" loud offline>
          <p>{t('offline')}</p>
          <p>
            <Button icon={iconReload} onClick={() => void restoreSession()}>
              {t('retry')}
            </Button>
          </p>
        </Notice>
      )
    case 'signed-out':
      // What everybody may see is seen by those who are nobody, too.
      if (pageAt(path.value).scope === 'public') return <Inside address={path.value} />
      return <SignInPage expired={sessionState.value.expired} />
    case 'signed-in':
      return null
  }
}

function Inside({ address }: { readonly address: string }) {
  if (address === '/' || address === '/sign-in') return session.value ? <Start /> : <SignInPage expired={false} />
  const { Page, params, pattern, scope } = pageAt(address)
  if (!may(scope)) return <NotAllowed />
  return <Page key={pattern} params={params} />
}

/** `/` and `/sign-in` lead to where the role's work is. */
function Start() {
  useEffect(() => go(startPath(), true), [])
  return null
}
