import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { PartyWire } from '@gongyue/shared/api/parties.ts'
import { isProblem, type call } from '../../../api/call.ts'
import { idempotencyKeys } from '../../../api/idempotency.ts'
import { createParty } from '../../../api/more-routes.ts'
import type { Failing } from '../../../components/Failure.tsx'
import { findParties, foundParty, type FoundParty } from './parties.ts'
import { keepRecent, recentParties } from './recent-parties.ts'

/** Somebody who books for the first time, while the desk writes down who it is. `exists`: the number belongs to one who is known. */
export interface NewPerson {
  readonly name: string
  readonly phone: string
  readonly state:
    | { readonly kind: 'open' | 'sending' | 'wanting' }
    | { readonly kind: 'exists'; readonly parties: readonly FoundParty[] }
    | { readonly kind: 'failing'; readonly failing: Failing }
}

/** For whom: nobody by name, somebody found, or somebody new. */
export interface PartyChoice {
  readonly query: ReadonlySignal<string>
  /** Null: nobody by name. */
  readonly party: ReadonlySignal<FoundParty | null>
  readonly found: ReadonlySignal<readonly FoundParty[]>
  /** What the last answer was about; null while one is awaited. */
  readonly answered: ReadonlySignal<string | null>
  readonly recent: ReadonlySignal<readonly FoundParty[]>
  readonly person: ReadonlySignal<NewPerson | null>
  readonly look: (query: string) => void
  readonly choose: (party: FoundParty | null) => void
  readonly note: (party: FoundParty) => void
  readonly startPerson: () => void
  readonly typePerson: (change: Partial<Pick<NewPerson, 'name' | 'phone'>>) => void
  readonly createPerson: () => Promise<void>
  readonly dropPerson: () => void
}

const REST_MS = 150
/** As the server takes it. */
const PHONE = /^\+?[0-9][0-9 -]{4,22}$/

export function createPartyChoice(send: typeof call, onChange: () => void = () => undefined): PartyChoice {
  const query = signal('')
  const party = signal<FoundParty | null>(null)
  const found = signal<readonly FoundParty[]>([])
  const answered = signal<string | null>('')
  const recent = signal(recentParties())
  const person = signal<NewPerson | null>(null)
  const keyFor = idempotencyKeys()
  let question = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const choose = (chosen: FoundParty | null): void => {
    question += 1
    clearTimeout(timer)
    batch(() => {
      party.value = chosen
      query.value = chosen?.name ?? ''
      found.value = []
      answered.value = ''
      person.value = null
      recent.value = recentParties()
    })
    onChange()
  }

  const look = (typed: string): void => {
    question += 1
    const mine = question
    const changed = party.value !== null
    batch(() => {
      query.value = typed
      party.value = null
      answered.value = null
      if (typed.trim() === '') {
        found.value = []
        answered.value = ''
      }
    })
    if (changed) onChange()
    clearTimeout(timer)
    if (typed.trim() === '') return
    timer = setTimeout(() => {
      void findParties(send, typed).then((parties) => {
        if (mine !== question) return
        batch(() => {
          found.value = parties ?? []
          answered.value = parties === null ? null : typed.trim()
        })
      })
    }, REST_MS)
  }

  const createPerson = async (): Promise<void> => {
    const now = person.value
    if (!now || now.state.kind === 'sending') return
    const name = now.name.trim()
    const phone = now.phone.trim()
    if (name === '' || (phone !== '' && !PHONE.test(phone))) {
      person.value = { ...now, state: { kind: 'wanting' } }
      return
    }
    person.value = { ...now, state: { kind: 'sending' } }
    const body = { kind: 'person' as const, name, ...(phone !== '' && { phone }) }
    const reply = await send(createParty, { body, idempotencyKey: keyFor(body) })
    if (!person.value) return
    if (reply.kind === 'ok') return choose(foundParty(reply.body))
    const exists = reply.kind === 'problem' && isProblem(reply.problem, 'party-exists')
    person.value = {
      ...person.value,
      state: exists
        ? // the contract of this problem
          { kind: 'exists', parties: (reply.problem.current as readonly PartyWire[]).map(foundParty) }
        : { kind: 'failing', failing: reply },
    }
  }

  return {
    query,
    party,
    found,
    answered,
    recent,
    person,
    look,
    choose,
    note: (used) => (recent.value = keepRecent(used)),
    startPerson: () => {
      const typed = query.value.trim()
      const number = PHONE.test(typed)
      person.value = { name: number ? '' : typed, phone: number ? typed : '', state: { kind: 'open' } }
    },
    typePerson: (change) => {
      if (person.value) person.value = { ...person.value, ...change, state: { kind: 'open' } }
    },
    createPerson,
    dropPerson: () => (person.value = null),
  }
}
