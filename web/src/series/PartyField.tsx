import { useSignal } from '@preact/signals'
import { useEffect, useId, useRef } from 'preact/hooks'
import { call } from '../api/call.ts'
import { findParties } from '../api/more-routes.ts'
import { may, session } from '../app/session.ts'
import { Field } from '../components/Field.tsx'
import { t } from '../text/series.ts'

type Party = { readonly id: string; readonly name: string }

export interface PartyFieldProps {
  readonly value: Party | null
  readonly fault?: string | false | undefined
  readonly onChange: (party: Party | null) => void
}

/** For whom: officers choose among their own, the desk finds anybody. */
export function PartyField(props: PartyFieldProps) {
  return may('desk') ? <FoundParty {...props} /> : <OwnParty {...props} />
}

function OwnParty({ value, fault, onChange }: PartyFieldProps) {
  const parties = session.value?.parties ?? []
  return (
    <Field label={t('who')} fault={fault}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={value?.id ?? ''}
          onChange={(event) => onChange(parties.find(({ id }) => id === event.currentTarget.value) ?? null)}
        >
          {parties.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const REST_MS = 150

/** The browser's own list under a field: a few letters find it, arrows choose. */
function FoundParty({ value, fault, onChange }: PartyFieldProps) {
  const id = useId()
  const typed = useSignal(value?.name ?? '')
  const found = useSignal<readonly (Party & { readonly shown: string })[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const look = (text: string): void => {
    typed.value = text
    const chosen = found.value.find(({ shown }) => shown === text)
    onChange(chosen ?? null)
    clearTimeout(timer.current)
    if (chosen || text.trim() === '') return
    timer.current = setTimeout(async () => {
      const reply = await call(findParties, { query: { q: text.trim(), limit: 12 } })
      if (reply.kind !== 'ok' || typed.peek() !== text) return
      const names = reply.body.items.map(({ name }) => name)
      found.value = reply.body.items.map((party) => ({
        id: party.id,
        name: party.name,
        // two of one name are told apart
        shown: names.filter((name) => name === party.name).length > 1 ? `${party.name} ${party.code}` : party.name,
      }))
      const exact = found.value.find(({ shown }) => shown === text.trim())
      if (exact) onChange(exact)
    }, REST_MS)
  }
  return (
    <Field label={t('who')} hint={value ? undefined : t('whoHint')} fault={fault}>
      {(control) => (
        <>
          <input
            {...control}
            class="input"
            list={`${id}-parties`}
            autocomplete="off"
            maxLength={60}
            value={typed.value}
            onInput={(event) => look(event.currentTarget.value)}
          />
          <datalist id={`${id}-parties`}>
            {found.value.map((party) => (
              <option key={party.id} value={party.shown}>
                {party.shown}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
