import type { DoorWire, WallWire } from '@gongyue/shared/api/wall.ts'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { match } from '../../app/location.ts'
import { locale as readerLocale } from '../../text/locale.ts'
import { screenText } from '../../text/wall.ts'
import { wallClockAt } from '../../text/when.ts'
import { DoorDisplay } from './Door.tsx'
import { ageText, isNight, shiftAt } from './lines.ts'
import { createScreen, type ScreenBody, type ScreenModel } from './model.ts'
import { useStage, type Look } from './stage.ts'
import { screenToken } from './token.ts'
import { WallBoard } from './Wall.tsx'
import './wall.css'

/** A screen on a wall or beside a door: nobody is signed in, nobody touches it, and it stands for months. */
export function ScreenPage({ path }: { readonly path: string }) {
  const door = match('/wall/door/:code', path)
  // A new address opened in the same window is a new screen.
  useEffect(() => {
    const onHash = () => location.reload()
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
  }, [])
  if (door) {
    const code = door['code'] ?? ''
    return <Showing<DoorWire> ask={`/wall/doors/${encodeURIComponent(code)}`} Draw={DoorDisplay} />
  }
  return <Showing<WallWire> ask={`/wall${askedFor(location.search)}`} Draw={WallBoard} />
}

/** What a screen is drawn from. */
export interface Drawn<B> {
  readonly body: B
  /** The facility's time, epoch milliseconds. */
  readonly now: number
  readonly locale: Locale
  readonly tall: boolean
  /** Since when nothing new has come, in words; null while all is well. */
  readonly stale: string | null
  /** When the server last answered, on the facility's clock. */
  readonly fresh: string
}

interface Screened extends ScreenBody {
  readonly look: Look
  readonly facility: { readonly timeZone: string }
}

function Showing<B extends Screened>({ ask, Draw }: { readonly ask: string; readonly Draw: ComponentType<Drawn<B>> }) {
  const screen = useMemo<ScreenModel<B>>(() => createScreen<B>(ask, screenToken()), [ask])
  useEffect(() => screen.start(), [screen])
  const state = screen.state.value
  if (state.kind !== 'shown') return <Message kind={state.kind} />
  const { body, at, kept } = state
  const { look, facility } = body
  const now = screen.now.value
  const time = wallClockAt(facility.timeZone, at).slice(11, 16)
  const age = ageText(now - at, look.locale)
  return (
    <Stage look={look} now={now} night={isNight(wallClockAt(facility.timeZone, now).slice(11))}>
      {(tall) => (
        <Draw
          body={body}
          now={now}
          tall={tall}
          locale={look.locale}
          stale={kept ? screenText(look.locale, tall ? 'staleShort' : 'stale', { time, age }) : null}
          fresh={screenText(look.locale, 'fresh', { time })}
        />
      )}
    </Stage>
  )
}

/** Holds the picture: which way it lies, how bright, and a hair's breadth elsewhere each minute. */
function Stage({
  look,
  now,
  night,
  children,
}: {
  readonly look: Look
  readonly now: number
  readonly night: boolean
  readonly children: (tall: boolean) => ComponentChildren
}) {
  const { shape, turned } = useStage(look.orientation)
  const { x, y } = shiftAt(now)
  const theme = look.theme === 'auto' ? (night ? 'dark' : 'light') : look.theme
  return (
    <div class={`screen ${shape} ${theme}${turned ? ' turned' : ''}${night ? ' night' : ''}`} lang={look.locale}>
      <main class="screen-picture" style={{ '--shift-x': x / 1000, '--shift-y': y / 1000 }}>
        {children(shape === 'tall')}
      </main>
    </div>
  )
}

/** Nothing to show, and why; nothing of what was shown before. */
function Message({ kind }: { readonly kind: 'connecting' | 'unreachable' | 'unknown' | 'revoked' | 'gone' }) {
  const locale = readerLocale.value
  const text = (key: Parameters<typeof screenText>[1]) => screenText(locale, key)
  const [title, hint] = {
    connecting: [text('connecting'), ''],
    unreachable: [text('connecting'), text('never')],
    unknown: [text('unknownTitle'), text('unknownHint')],
    revoked: [text('revokedTitle'), text('revokedHint')],
    gone: [text('title'), text('gone')],
  }[kind]
  return (
    <div class="screen message dark" lang={locale}>
      <main class="screen-picture">
        <h1>{title}</h1>
        {hint && <p role="status">{hint}</p>}
      </main>
    </div>
  )
}

/** What the address asks for beyond what the screen is set to; nothing else of it goes to the server. */
function askedFor(search: string): string {
  const given = new URLSearchParams(search)
  const asked = new URLSearchParams()
  const spaces = given.get('spaces')
  const hours = Number(given.get('hours'))
  if (spaces) asked.set('spaces', spaces)
  if (Number.isInteger(hours) && hours >= 1 && hours <= 24) asked.set('hours', String(hours))
  const text = asked.toString()
  return text ? `?${text}` : ''
}
