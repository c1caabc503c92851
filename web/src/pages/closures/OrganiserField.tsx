import { useSignal } from '@preact/signals'
import { useEffect, useId, useRef } from 'preact/hooks'
import type { PartyWire } from '@gongyue/shared/api/parties.ts'
import { call } from '../../api/call.ts'
import { findParties } from '../../api/more-routes.ts'
import { Field } from '../../components/Field.tsx'
import { t } from '../../text/closures.ts'

type Party = Pick<PartyWire, 'id' | 'name'>

export interface OrganiserFieldProps {
  readonly party: Party | null
  readonly wanting: boolean
  readonly onChoose: (party: Party | null) => void
}

const REST_MS = 200

/** For whom: a few letters find it; the browser's own list offers them, and a name typed in full is chosen. */
export function OrganiserField({ party, wanting, onChoose }: OrganiserFieldProps) {
  const found = useSignal<readonly Party[]>([])
  const query = useSignal(party?.name ?? '')
  const list = useId()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const take = (name: string): void => {
    const known = found.value.find((one) => one.name === name) ?? null
    if (known?.id !== party?.id) onChoose(known)
  }
  const look = async (text: string): Promise<void> => {
    const reply = await call(findParties, { query: { q: text, limit: 12 } })
    if (reply.kind !== 'ok' || query.value.trim() !== text) return
    found.value = reply.body.items
    take(text)
  }
  return (
    <Field label={t('party')} hint={t('partyHint')} fault={wanting && t('partyMissing')}>
      {(control) => (
        <>
          <input
            {...control}
            class="input"
            list={list}
            autocomplete="off"
            maxLength={60}
            value={query.value}
            onInput={(event) => {
              query.value = event.currentTarget.value
              const text = query.value.trim()
              take(text)
              clearTimeout(timer.current)
              if (text !== '') timer.current = setTimeout(() => void look(text), REST_MS)
            }}
          />
          <datalist id={list}>
            {found.value.map(({ id, name }) => (
              <option key={id} value={name}>
                {name}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
