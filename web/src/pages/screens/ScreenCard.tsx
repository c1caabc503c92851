import { useSignal } from '@preact/signals'
import type { DeviceWire } from '@gongyue/shared/api/devices.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconAccepted, iconClock, iconDeclined, iconOffline } from '../../components/icons.ts'
import { toast } from '../../components/Toasts.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/screens.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import type { ScreensModel } from './model.ts'

/** A screen asks three times a minute; one that was silent for three minutes is off. */
const OFF_AFTER = 3 * 60_000

interface ScreenCardProps {
  readonly device: DeviceWire
  readonly spaces: readonly SpaceWire[]
  readonly model: ScreensModel
  readonly onEdit: () => void
}

/** One screen: what it shows, whether it is on, and what can be done about it. */
export function ScreenCard({ device, spaces, model, onEdit }: ScreenCardProps) {
  const asking = useSignal<'renew' | 'revoke' | null>(null)
  const failing = useSignal<Failing | null>(null)
  const act = async (deed: 'renew' | 'revoke'): Promise<void> => {
    failing.value = await model[deed](device.id)
    if (failing.value === null) {
      asking.value = null
      if (deed === 'revoke') toast(t('revoked'))
    }
  }
  const { name, kind, revokedAt } = device
  return (
    <article class={`card stack-s${revokedAt === null ? '' : ' faint'}`}>
      <div class="screens-head">
        <h2>{name}</h2>
        <Seen device={device} />
      </div>
      <p class="small">
        {t(kind === 'wall' ? 'kindWall' : 'kindDoor')} · {placesText(device, spaces)}
      </p>
      {revokedAt === null && (
        <div class="row">
          <Button aria-label={t('editOf', { name })} onClick={onEdit}>
            {t('edit')}
          </Button>
          <Button aria-label={t('renewOf', { name })} onClick={() => (asking.value = 'renew')}>
            {t('renew')}
          </Button>
          <Button look="danger" aria-label={t('revokeOf', { name })} onClick={() => (asking.value = 'revoke')}>
            {t('revoke')}
          </Button>
        </div>
      )}
      {asking.value !== null && (
        <Dialog
          title={t(asking.value === 'renew' ? 'renewOf' : 'revokeOf', { name })}
          onClose={() => (asking.value = null)}
          foot={
            <>
              <Button onClick={() => (asking.value = null)}>{t('cancel')}</Button>
              <Button
                look={asking.value === 'renew' ? 'primary' : 'danger'}
                onClick={() => void act(asking.value ?? 'renew')}
              >
                {t(asking.value)}
              </Button>
            </>
          }
        >
          <div class="stack">
            <p>{t(asking.value === 'renew' ? 'renewAsk' : 'revokeAsk')}</p>
            {failing.value && <Failure failing={failing.value} />}
          </div>
        </Dialog>
      )}
    </article>
  )
}

function Seen({ device: { lastSeenAt, revokedAt } }: { readonly device: DeviceWire }) {
  if (revokedAt !== null)
    return (
      <Chip tone="quiet" icon={iconDeclined}>
        {t('revokedOn', { when: whenText(revokedAt) })}
      </Chip>
    )
  if (lastSeenAt === null)
    return (
      <Chip tone="quiet" icon={iconClock}>
        {t('never')}
      </Chip>
    )
  const off = isOff(lastSeenAt)
  return (
    <Chip tone={off ? 'warn' : 'good'} icon={off ? iconOffline : iconAccepted}>
      {off ? t('seen', { when: whenText(lastSeenAt) }) : t('online')}
    </Chip>
  )
}

function isOff(lastSeenAt: string): boolean {
  return Date.now() - Date.parse(lastSeenAt) > OFF_AFTER
}

function whenText(instant: string): string {
  return `${dayLabel(dayOf(instant))} ${clockOf(instant)}`
}

function placesText({ spaceCodes }: DeviceWire, spaces: readonly SpaceWire[]): string {
  if (spaceCodes.length === 0) return t('allPlaces')
  if (spaceCodes.length > 3) return t('placesCount', { count: spaceCodes.length })
  return spaceCodes
    .map((code) => spaces.find((space) => space.code === code))
    .map((space, at) => (space ? nameIn(space.name) : (spaceCodes[at] ?? '')))
    .join('、')
}
