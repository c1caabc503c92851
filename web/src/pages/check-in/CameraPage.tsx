import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { arrivals, useArrivals } from '../../check-in/arrivals.ts'
import '../../check-in/check-in.css'
import { createDoorSpace, doorQuery } from '../../check-in/door-space.ts'
import { DoorAnswer } from '../../check-in/DoorAnswer.tsx'
import { createDoorModel } from '../../check-in/model.ts'
import { DoorSpaceField } from '../../check-in/DoorSpaceField.tsx'
import { QueueNotice } from '../../check-in/QueueNotice.tsx'
import { Button } from '../../components/Button.tsx'
import { Field } from '../../components/Field.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/check-in.ts'
import { nameIn } from '../../text/locale.ts'
import { startCamera, type CameraState } from './camera.ts'

/** The same door on a phone: its camera reads the code, six digits are always possible. */
export function CameraPage() {
  usePageTitle(t('cameraTitle'))
  const facility = session.value?.facility
  return facility ? <Scanning facility={facility} /> : <Spinner />
}

type Facility = NonNullable<typeof session.value>['facility']

function Scanning({ facility }: { readonly facility: Facility }) {
  const { id: facilityId, timeZone: zone, code } = facility
  const video = useRef<HTMLVideoElement>(null)
  const state = useSignal<CameraState>('starting')
  const attempt = useSignal(0)
  const text = useSignal('')
  const at = useMemo(() => createDoorSpace(location.search), [])
  const model = useMemo(
    () => createDoorModel({ facilityId, zone, queue: arrivals, here: () => at.space.value }),
    [facilityId, zone, at],
  )
  useArrivals()
  useEffect(() => void loadSpaceNames(code), [code])
  useEffect(() => void model.refresh(), [model])

  const tries = attempt.value
  useEffect(() => {
    const place = video.current
    if (!place) return undefined
    let gone = false
    let stop = (): void => undefined
    const onText = (scanned: string): void => {
      // A card that waits for its answer is not swept away by the code that is still in the picture.
      const { kind } = model.door.value
      if (kind === 'found' || kind === 'looking' || kind === 'unknown-offline') return
      text.value = scanned
      void model.enter(scanned)
    }
    void startCamera(place, onText, (next) => (state.value = next)).then((end) => {
      stop = end
      if (gone) stop()
    })
    return () => {
      gone = true
      stop()
    }
  }, [model, tries])

  const place = at.space.value
  const shut = state.value === 'denied' || state.value === 'missing'
  return (
    <div class="door stack">
      <h1>{place ? t('titleAt', { space: nameIn(place.name) }) : t('cameraTitle')}</h1>
      <QueueNotice queue={arrivals} zone={zone} />
      {shut ? (
        <Notice tone="warn" loud>
          <p>{t(state.value === 'denied' ? 'cameraDenied' : 'cameraMissing')}</p>
          <p>
            <Button onClick={() => (attempt.value += 1)}>{t('cameraRetry')}</Button>
          </p>
        </Notice>
      ) : (
        <p class="faint">{t(state.value === 'running' ? 'cameraHint' : 'cameraStarting')}</p>
      )}
      <div class="camera" hidden={shut}>
        <video ref={video} muted playsInline aria-label={t('cameraTitle')} />
      </div>
      <DoorAnswer model={model} asked={text.value} />
      <form
        class="door-form"
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
              type="text"
              inputMode="numeric"
              autocomplete="off"
              maxLength={60}
              value={text.value}
              onInput={(event) => {
                text.value = event.currentTarget.value
                if (/^\d{6}$/.test(text.value)) void model.enter(text.value)
              }}
            />
          )}
        </Field>
        <Button type="submit">{t('look')}</Button>
      </form>
      <DoorSpaceField door={at} />
      <p>
        <a href={`/check-in${doorQuery(at.code.value)}`}>{t('backToDesk')}</a>
      </p>
    </div>
  )
}
