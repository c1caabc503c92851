import { useSignal } from '@preact/signals'
import type { Ref } from 'preact'
import { useId } from 'preact/hooks'
import { Field } from '../../../components/Field.tsx'
import { t } from '../../../text/desk-booking.ts'
import type { Booking } from './model.ts'
import type { FoundParty } from './parties.ts'

export interface PartyFieldProps {
  readonly booking: Booking
  readonly wanting: boolean
  readonly input: Ref<HTMLInputElement>
}

/** For whom: a few letters of the name find it; arrows choose, Enter takes. */
export function PartyField({ booking, wanting, input }: PartyFieldProps) {
  const at = useSignal(0)
  const open = useSignal(false)
  const id = useId()
  const form = booking.form.value
  const found = booking.found.value.slice(0, 8)
  const shown = open.value && form?.party === null && found.length > 0
  const take = (party: FoundParty | undefined): void => {
    if (!party) return
    booking.choose(party)
    open.value = false
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!shown) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      at.value = (at.value + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      if (event.key === 'Enter') event.preventDefault()
      take(found[at.value])
    }
  }
  return (
    <Field label={t('who')} fault={wanting && t('whoMissing')}>
      {(control) => (
        <div class="party-field">
          <input
            {...control}
            ref={input}
            class="input"
            role="combobox"
            aria-expanded={shown}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            {...(shown ? { 'aria-activedescendant': `${id}-${at.value}` } : {})}
            autocomplete="off"
            placeholder={t('whoHint')}
            maxLength={60}
            value={form?.query ?? ''}
            onInput={(event) => {
              at.value = 0
              open.value = true
              booking.look(event.currentTarget.value)
            }}
            onFocus={() => (open.value = true)}
            onBlur={() => (open.value = false)}
            onKeyDown={onKeyDown}
          />
          <div class="party-list" role="listbox" id={`${id}-list`} aria-label={t('who')} hidden={!shown}>
            {found.map((party, index) => (
              <div
                key={party.id}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at.value}
                onPointerDown={(event) => {
                  event.preventDefault()
                  take(party)
                }}
              >
                <span>{party.name}</span>
                {party.hint && <span class="small faint"> {party.hint}</span>}
              </div>
            ))}
          </div>
        </div>
      )}
    </Field>
  )
}
