import { spacesNow } from '../app/spaces.ts'
import { Field } from '../components/Field.tsx'
import { Notice } from '../components/Notice.tsx'
import { t } from '../text/check-in.ts'
import { nameIn } from '../text/locale.ts'
import type { DoorSpace } from './door-space.ts'

/** Where this device stands: at the desk, or at the door of one room, which then lets nobody in for another. */
export function DoorSpaceField({ door }: { readonly door: DoorSpace }) {
  return (
    <>
      {door.unknown.value && (
        <Notice tone="warn" loud>
          <p>{t('doorUnknown', { code: door.code.value ?? '' })}</p>
        </Notice>
      )}
      <Field label={t('doorAt')}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={door.space.value?.code ?? ''}
            onChange={(event) => door.choose(event.currentTarget.value || null)}
          >
            <option value="">{t('doorDesk')}</option>
            {spacesNow().map(({ code, name }) => (
              <option key={code} value={code}>
                {nameIn(name)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  )
}
