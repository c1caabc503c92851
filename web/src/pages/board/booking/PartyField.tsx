import { useSignal } from '@preact/signals'
import type { Ref } from 'preact'
import { useId } from 'preact/hooks'
import { Field } from '../../../components/Field.tsx'
import { Icon } from '../../../components/Icon.tsx'
import { iconMore } from '../../../components/icons.ts'
import { t } from '../../../text/desk-booking.ts'
import { NewPersonFields } from './NewPersonFields.tsx'
import type { PartyChoice } from './party-choice.ts'
import type { FoundParty } from './parties.ts'
import './party-field.css'

export interface PartyFieldProps {
  readonly choice: PartyChoice
  readonly wanting: boolean
  /** What it means to leave it empty. */
  readonly empty: string
  readonly input: Ref<HTMLInputElement>
}

type Option =
  | { readonly kind: 'party'; readonly party: FoundParty }
  /** Somebody who is not known yet. */
  | { readonly kind: 'new' }

/** For whom: nothing is a walk-in, a few letters find somebody, the last option takes somebody new down. Arrows choose, Enter takes. */
export function PartyField({ choice, wanting, empty, input }: PartyFieldProps) {
  const at = useSignal(-1)
  const open = useSignal(false)
  const id = useId()
  const query = choice.query.value
  const typed = query.trim()
  const options = optionsOf(choice)
  const recent = typed === ''
  const shown = open.value && !choice.party.value && !choice.person.value && options.length > (recent ? 1 : 0)
  const active = at.value >= 0 ? Math.min(at.value, options.length - 1) : recent ? -1 : 0
  const take = (option: Option | undefined): void => {
    if (!option) return
    at.value = -1
    open.value = false
    if (option.kind === 'new') choice.startPerson()
    else choice.choose(option.party)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!shown) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      at.value =
        event.key === 'ArrowDown' ? (active + 1) % options.length : active <= 0 ? options.length - 1 : active - 1
    } else if ((event.key === 'Enter' || (event.key === 'Tab' && !recent)) && active >= 0) {
      if (event.key === 'Enter') event.preventDefault()
      const option = options[active]
      if (event.key === 'Enter' || option?.kind === 'party') take(option)
    }
  }
  return (
    <Field label={t('who')} hint={hintOf(choice, typed, empty)} fault={wanting && t('whoMissing')}>
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
            {...(shown && active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
            autocomplete="off"
            placeholder={t('whoHint')}
            maxLength={60}
            value={query}
            onInput={(event) => {
              at.value = -1
              open.value = true
              choice.look(event.currentTarget.value)
            }}
            onFocus={() => (open.value = true)}
            onBlur={() => (open.value = false)}
            onKeyDown={onKeyDown}
          />
          <div
            class={`party-list${recent ? ' recent' : ''}`}
            role="listbox"
            id={`${id}-list`}
            aria-label={recent ? t('whoRecent') : t('who')}
            hidden={!shown}
          >
            {shown &&
              options.map((option, index) => (
                <div
                  key={option.kind === 'party' ? option.party.id : 'new'}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  onPointerDown={(event) => {
                    event.preventDefault()
                    take(option)
                  }}
                >
                  {option.kind === 'party' ? (
                    <PartyOption party={option.party} />
                  ) : (
                    <span class="party-new">
                      <Icon of={iconMore} />
                      <span>{typed === '' ? t('personNew') : t('personNewNamed', { name: typed })}</span>
                    </span>
                  )}
                </div>
              ))}
          </div>
          <NewPersonFields choice={choice} />
        </div>
      )}
    </Field>
  )
}

function PartyOption({ party: { name, hint, suspended } }: { readonly party: FoundParty }) {
  return (
    <>
      <span>{name}</span>
      {hint && <span class="small faint"> {hint}</span>}
      {suspended && <span class="small party-suspended"> {t('suspended')}</span>}
    </>
  )
}

/** Those used last while nothing is typed; those found; and, once the house has answered, somebody new. */
function optionsOf({ query, found, recent, answered }: PartyChoice): readonly Option[] {
  const typed = query.value.trim()
  const parties = (typed === '' ? recent.value : found.value).map((party) => ({ kind: 'party' as const, party }))
  return answered.value === typed ? [...parties, { kind: 'new' }] : parties
}

function hintOf({ party, found, answered, person }: PartyChoice, typed: string, empty: string): string | undefined {
  if (party.value || person.value) return undefined
  if (typed === '') return empty
  if (answered.value !== typed) return undefined
  return found.value.length > 0 ? t('whoFound', { count: found.value.length }) : t('whoNothing')
}
