import { useSignal } from '@preact/signals'
import { useEffect, useId } from 'preact/hooks'
import { call } from '../api/call.ts'
import { remote } from '../api/routes.ts'
import { Field } from '../components/Field.tsx'

type Parties = typeof import('@gongyue/shared/api/parties.ts')
const findParties = remote<Parties['findParties']>('GET', '/parties')

/** Enough to stop typing before it is asked. */
const PAUSE_MS = 250

/** A party and its name; null while none is chosen. */
export interface PickedParty {
  readonly id: string
  readonly name: string
}

interface PartyPickProps {
  readonly label: string
  readonly hint?: string
  readonly fault?: string | false
  readonly value: PickedParty | null
  readonly onPick: (party: PickedParty | null) => void
}

/** A party by its name, pinyin or code; the browser's own list of suggestions. */
export function PartyPick({ label, hint, fault, value, onPick }: PartyPickProps) {
  const id = useId()
  const text = useSignal(value?.name ?? '')
  const found = useSignal<readonly PickedParty[]>([])
  useEffect(() => {
    const q = text.value.trim()
    if (q === '' || q === value?.name) return undefined
    const timer = setTimeout(() => {
      void call(findParties, { query: { q, limit: 12 } }).then((reply) => {
        if (reply.kind !== 'ok') return
        found.value = reply.body.items
        const exact = reply.body.items.find(({ name }) => name === text.value.trim())
        if (exact) onPick(exact)
      })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text.value])
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(control) => (
        <>
          <input
            {...control}
            class="input"
            list={`${id}-list`}
            autocomplete="off"
            maxLength={60}
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value
              const exact = found.value.find(({ name }) => name === text.value.trim())
              onPick(exact ?? null)
            }}
          />
          <datalist id={`${id}-list`}>
            {found.value.map((party) => (
              <option key={party.id} value={party.name}>
                {party.name}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
