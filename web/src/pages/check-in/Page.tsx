import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { arrivals, useArrivals } from '../../check-in/arrivals.ts'
import '../../check-in/check-in.css'
import { createDoorSpace, doorQuery } from '../../check-in/door-space.ts'
import { ArrivalList, DoorAnswer } from '../../check-in/DoorAnswer.tsx'
import { createDoorModel } from '../../check-in/model.ts'
import { DoorSpaceField } from '../../check-in/DoorSpaceField.tsx'
import { QueueNotice } from '../../check-in/QueueNotice.tsx'
import { createScanner } from '../../check-in/scanner.ts'
import { Button } from '../../components/Button.tsx'
import { Field } from '../../components/Field.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconCode } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/check-in.ts'
import { nameIn } from '../../text/locale.ts'

const REFRESH_MS = 30_000
const SHOWN = 12

/** The desk's door: a code, a scanner, a name. */
export function CheckInPage() {
  usePageTitle(t('title'))
  const facility = session.value?.facility
  return facility ? <Door facility={facility} /> : <Spinner />
}

type Facility = NonNullable<typeof session.value>['facility']

function Door({ facility }: { readonly facility: Facility }) {
  const { id: facilityId, timeZone: zone, code } = facility
  const text = useSignal('')
  const field = useRef<HTMLInputElement>(null)
  const at = useMemo(() => createDoorSpace(location.search), [])
  const model = useMemo(
    () => createDoorModel({ facilityId, zone, queue: arrivals, here: () => at.space.value }),
    [facilityId, zone, at],
  )
  useArrivals()
  useEffect(() => void loadSpaceNames(code), [code])
  useEffect(() => keepFresh(model.refresh, REFRESH_MS), [model])
  // What a scanner types belongs here wherever the focus is.
  useEffect(() => {
    const onKeyDown = createScanner((scanned) => {
      text.value = scanned
      void model.enter(scanned)
    })
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [model])
  // The next one: the field is empty and has the focus.
  const kind = model.door.value.kind
  useEffect(() => {
    if (kind !== 'idle' && kind !== 'in' && kind !== 'queued') return
    text.value = ''
    field.current?.focus()
  }, [kind])

  const expected = model.expected.value
  const place = at.space.value
  return (
    <div class="door stack">
      <h1>{place ? t('titleAt', { space: nameIn(place.name) }) : t('title')}</h1>
      <form
        class="door-form"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          void model.enter(text.value)
        }}
      >
        <Field label={t('field')}>
          {(control) => (
            <input
              {...control}
              class="input"
              ref={field}
              type="text"
              autocomplete="off"
              enterkeyhint="search"
              maxLength={60}
              value={text.value}
              onInput={(event) => {
                text.value = event.currentTarget.value
                // Six digits are whole: no key needed after them.
                if (/^\d{6}$/.test(text.value)) void model.enter(text.value)
              }}
            />
          )}
        </Field>
        <Button type="submit">{t('look')}</Button>
        <a class="button" href={`/check-in/camera${doorQuery(at.code.value)}`}>
          <Icon of={iconCode} />
          <span>{t('camera')}</span>
        </a>
      </form>
      <p class="small faint">{t('fieldHint')}</p>
      <QueueNotice queue={arrivals} zone={zone} />
      <DoorAnswer model={model} asked={text.value} />
      {(kind === 'idle' || kind === 'in' || kind === 'queued') && (
        <section class="stack-s">
          <h2>{expected.length > 0 ? t('expected', { count: expected.length }) : t('nobodyExpected')}</h2>
          <ArrivalList model={model} items={expected.slice(0, SHOWN)} />
          {expected.length > SHOWN && <p class="faint">{t('more', { count: expected.length - SHOWN })}</p>}
        </section>
      )}
      <DoorSpaceField door={at} />
    </div>
  )
}
