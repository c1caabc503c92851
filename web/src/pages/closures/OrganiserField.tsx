import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { PartyWire } from '@gongyue/shared/api/parties.ts'
import { call } from '../../api/call.ts'
import { findParties } from '../../api/more-routes.ts'
import { Field } from '../../components/Field.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconChosen } from '../../components/icons.ts'
import { t } from '../../text/closures.ts'

type Party = Pick<PartyWire, 'id' | 'name'>

export interface OrganiserFieldProps {
  readonly party: Party | null
  readonly wanting: boolean
  readonly onChoose: (party: Party | null) => void
}

const REST_MS = 200

/** For whom: a few letters of the name, its pinyin or a code find it; what is found stands below as buttons. */
export function OrganiserField({ party, wanting, onChoose }: OrganiserFieldProps) {
  const found = useSignal<readonly PartyWire[]>([])
  const query = useSignal(party?.name ?? '')
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const look = async (text: string): Promise<void> => {
    const reply = await call(findParties, { query: { q: text, limit: 6 } })
    if (reply.kind === 'ok' && query.value.trim() === text) found.value = reply.body.items
  }
  const type = (text: string): void => {
    query.value = text
    if (party) onChoose(null)
    clearTimeout(timer.current)
    if (text.trim() === '') found.value = []
    else timer.current = setTimeout(() => void look(text.trim()), REST_MS)
  }
  return (
    <div class="organiser">
      <Field label={t('party')} hint={party ? undefined : t('partyHint')} fault={wanting && t('partyMissing')}>
        {(control) => (
          <input
            {...control}
            class="input"
            autocomplete="off"
            maxLength={60}
            value={query.value}
            onInput={(event) => type(event.currentTarget.value)}
          />
        )}
      </Field>
      {party ? (
        <p class="small organiser-chosen" role="status">
          <Icon of={iconChosen} /> {t('chosen')}
        </p>
      ) : (
        <ul class="organiser-found">
          {found.value.map(({ id, name, parentName, code }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => {
                  query.value = name
                  found.value = []
                  onChoose({ id, name })
                }}
              >
                {name} <span class="small faint">{parentName ?? code}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
