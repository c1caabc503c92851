import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from '../../../components/Button.tsx'
import { Failure } from '../../../components/Failure.tsx'
import { Field } from '../../../components/Field.tsx'
import { t } from '../../../text/desk-booking.ts'
import type { PartyChoice } from './party-choice.ts'

/** Name and telephone of somebody new, where the name was typed; who has the number already is offered instead. */
export function NewPersonFields({ choice }: { readonly choice: PartyChoice }) {
  const place = useRef<HTMLDivElement>(null)
  const person = choice.person.value
  const open = person !== null
  const exists = person?.state.kind === 'exists'
  // Before the next key arrives: who types on at once must not lose a digit to the field before.
  useLayoutEffect(() => {
    if (!open) return
    const inputs = [...(place.current?.querySelectorAll('input') ?? [])]
    const next = exists
      ? place.current?.querySelector('button')
      : (inputs.find(({ value }) => value === '') ?? inputs[0])
    next?.focus()
  }, [open, exists])
  if (!person) return null
  const { name, phone, state } = person
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      choice.dropPerson()
    } else if (event.key === 'Enter') {
      // Enter here takes the person down; the booking is sent by the next one.
      event.preventDefault()
      void choice.createPerson()
    }
  }
  return (
    <div class="new-person" role="group" aria-label={t('personNew')} ref={place}>
      <Field label={t('personName')} fault={state.kind === 'wanting' && name.trim() === '' && t('personNameMissing')}>
        {(control) => (
          <input
            {...control}
            class="input"
            maxLength={60}
            autocomplete="off"
            onKeyDown={onKeyDown}
            value={name}
            onInput={(event) => choice.typePerson({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('personPhone')} fault={state.kind === 'wanting' && name.trim() !== '' && t('personPhoneWrong')}>
        {(control) => (
          <input
            {...control}
            class="input"
            inputMode="tel"
            maxLength={24}
            autocomplete="off"
            onKeyDown={onKeyDown}
            value={phone}
            onInput={(event) => choice.typePerson({ phone: event.currentTarget.value })}
          />
        )}
      </Field>
      {state.kind === 'exists' && (
        <div class="stack-s" role="alert">
          <p>{t('personExists')}</p>
          {state.parties.map((party) => (
            <p key={party.id}>
              <Button look="primary" onClick={() => choice.choose(party)}>
                {t('personIsThis', { name: party.name })}
              </Button>{' '}
              <span class="small faint">{party.hint}</span>
            </p>
          ))}
        </div>
      )}
      {state.kind === 'failing' && <Failure failing={state.failing} />}
      <div class="new-person-buttons">
        <Button onClick={choice.dropPerson}>{t('personBack')}</Button>
        {!exists && (
          <Button look="primary" busy={state.kind === 'sending'} onClick={() => void choice.createPerson()}>
            {t('personSave')}
          </Button>
        )}
      </div>
    </div>
  )
}
