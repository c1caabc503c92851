import { signal } from '@preact/signals'
import type { EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { PersonWire } from '@gongyue/shared/api/people.ts'
import type {
  PlacedSessionsWire,
  ProgrammeDraftWire,
  ProgrammeSessionWire,
  ProgrammeWire,
  RollWire,
  TermWire,
} from '@gongyue/shared/api/programmes.ts'
import type { RuleWire } from '@gongyue/shared/api/recurrence.ts'
import type { Mark, ProgrammeState } from '@gongyue/shared/domain/enrolment.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys, randomKey } from '../../api/idempotency.ts'
import { createLoaded, type Loaded } from '../../classes/loaded.ts'
import * as routes from '../../classes/routes.ts'
import type { Failing } from '../../components/Failure.tsx'

export interface ClassPage {
  readonly programme: ProgrammeWire
  readonly enrolments: readonly EnrolmentWire[]
  readonly roll: RollWire['items']
  readonly people: readonly PersonWire[]
  readonly terms: readonly TermWire[]
}

/** Where and when a class is to be held. */
export interface Placing {
  readonly spaceId: string
  readonly rule: Rule
  readonly onConflict: 'refuse' | 'skip'
}

/** Somebody the desk enrols. */
export interface NewMember {
  readonly name: string
  readonly phone: string
  readonly partyId: string | null
}

export type ClassModel = ReturnType<typeof createClassModel>

/** One class with all that belongs to it, and what the desk can do about it. */
export function createClassModel(id: string) {
  const keyOf = idempotencyKeys()
  const preview = signal<PlacedSessionsWire | Failing | 'asking' | null>(null)
  const loaded: Loaded<ClassPage> = createLoaded<ClassPage>(async () => {
    const [programme, enrolments, roll, people, terms] = await Promise.all([
      call(routes.readProgramme, { params: { id } }),
      call(routes.listEnrolments, { params: { id } }),
      call(routes.readRoll, { params: { id } }),
      call(routes.listPeople),
      call(routes.listTerms),
    ])
    for (const reply of [programme, enrolments, roll, people, terms]) if (reply.kind !== 'ok') return reply
    if (programme.kind !== 'ok' || enrolments.kind !== 'ok' || roll.kind !== 'ok') return { kind: 'offline' }
    if (people.kind !== 'ok' || terms.kind !== 'ok') return { kind: 'offline' }
    return {
      kind: 'ok',
      body: {
        programme: programme.body,
        enrolments: enrolments.body.items,
        roll: roll.body.items,
        people: people.body.items,
        terms: terms.body.items,
      },
    }
  })
  /** Whatever was answered, what stands now is shown. */
  const after = async <R extends { readonly kind: 'ok' } | Failing>(reply: R): Promise<R> => {
    await loaded.load()
    return reply
  }
  const failingOf = (reply: { readonly kind: 'ok' } | Failing): Failing | null => (reply.kind === 'ok' ? null : reply)
  let asked = 0
  return {
    ...loaded,
    preview,
    async change(draft: ProgrammeDraftWire, state: ProgrammeState): Promise<Failing | null> {
      return failingOf(await after(await call(routes.changeProgramme, { params: { id }, body: { ...draft, state } })))
    },
    /** What would become of each date; the answer to an older question is dropped. */
    async ask(placing: Placing | null): Promise<void> {
      asked += 1
      const mine = asked
      if (placing === null) return void (preview.value = null)
      preview.value = 'asking'
      const sent = { params: { id }, query: { dryRun: true }, body: wireOf(placing), idempotencyKey: randomKey() }
      const reply = await call(routes.placeSessions, sent)
      if (mine !== asked) return
      if (reply.kind !== 'ok') preview.value = reply
      else if (reply.status === 200) preview.value = reply.body
    },
    async place(placing: Placing): Promise<number | Failing> {
      const body = wireOf(placing)
      const reply = await after(
        await call(routes.placeSessions, { params: { id }, body, idempotencyKey: keyOf({ place: body }) }),
      )
      if (reply.kind !== 'ok') return reply
      return reply.status === 201 ? reply.body.sessions : 0
    },
    async staff({ reservationId, version }: ProgrammeSessionWire, personId: string): Promise<Failing | null> {
      const body = { version, people: [personId] }
      return failingOf(await after(await call(routes.staffSession, { params: { id: reservationId }, body })))
    },
    async makeUps(reservationId: string) {
      return await call(routes.makeUpSession, { params: { id }, body: { reservationId } })
    },
    async holdMakeUp(
      lost: ProgrammeSessionWire,
      { spaceId, start, end }: Pick<ProgrammeSessionWire, 'spaceId' | 'start' | 'end'>,
      people: readonly string[],
    ): Promise<Failing | null> {
      const body = { spaceId, start, end, makesUpFor: lost.reservationId, people: [...people] }
      return failingOf(
        await after(await call(routes.holdMakeUp, { params: { id }, body, idempotencyKey: keyOf({ hold: body }) })),
      )
    },
    async callRoll(reservationId: string, marks: ReadonlyMap<string, Mark>): Promise<Failing | null> {
      const body = { marks: [...marks].map(([enrolmentId, mark]) => ({ enrolmentId, mark })) }
      return failingOf(await after(await call(routes.callRoll, { params: { id: reservationId }, body })))
    },
    async enrol(body: NewMember): Promise<EnrolmentWire | Failing> {
      const reply = await after(
        await call(routes.enrol, { params: { id }, body, idempotencyKey: keyOf({ enrol: body }) }),
      )
      return reply.kind === 'ok' ? reply.body : reply
    },
    async withdraw(enrolmentId: string): Promise<Failing | null> {
      const sent = { params: { id: enrolmentId }, idempotencyKey: keyOf({ withdraw: enrolmentId }) }
      return failingOf(await after(await call(routes.withdrawEnrolment, sent)))
    },
    async accept(enrolmentId: string): Promise<Failing | null> {
      const sent = { params: { id: enrolmentId }, idempotencyKey: keyOf({ accept: enrolmentId }) }
      return failingOf(await after(await call(routes.acceptEnrolmentOffer, sent)))
    },
  }
}

function wireOf({ spaceId, rule, onConflict }: Placing) {
  // the same shape; the contract only says nothing of what may be changed
  return { spaceId, rule: rule as RuleWire, onConflict }
}

/** Sessions that take place, and those that do not but were meant to. */
export function isHeld({ state }: Pick<ProgrammeSessionWire, 'state'>): boolean {
  return state !== 'cancelled' && state !== 'no-show'
}

/** Which lost sessions nobody has made up for yet. */
export function lostSessions(items: readonly ProgrammeSessionWire[]): readonly ProgrammeSessionWire[] {
  const madeUp = new Set(items.filter(isHeld).map(({ makesUpFor }) => makesUpFor))
  return items.filter((one) => !isHeld(one) && !madeUp.has(one.reservationId))
}

/** Those who may sit in class: with a place, in the order of the list. */
export function withPlace(enrolments: readonly EnrolmentWire[]): readonly EnrolmentWire[] {
  return enrolments.filter(({ state }) => state === 'enrolled')
}

/** The marks of one session, by enrolment. */
export function marksOf(roll: RollWire['items'], reservationId: string): ReadonlyMap<string, Mark> {
  return new Map(
    roll.flatMap(({ enrolmentId, marks }) =>
      marks.filter((one) => one.reservationId === reservationId).map(({ mark }) => [enrolmentId, mark] as const),
    ),
  )
}

/** Instructors for a class without a ranking by the server: those who know most of what is asked for come first. */
export function bySkill(people: readonly PersonWire[], skills: readonly string[]): readonly PersonWire[] {
  const known = (person: PersonWire): number => person.skills.filter((skill) => skills.includes(skill)).length
  return people
    .filter((person) => person.active && person.kind !== 'technician' && (skills.length === 0 || known(person) > 0))
    .toSorted((a, b) => known(b) - known(a) || (a.name < b.name ? -1 : 1))
}

/** The absence that keeps the instructor from a session, if one is told. */
export function absenceOver(
  people: readonly PersonWire[],
  session: Pick<ProgrammeSessionWire, 'start' | 'end' | 'people'>,
): string | null {
  const own = new Set(session.people.map(({ id }) => id))
  for (const { id, absences } of people) {
    if (!own.has(id)) continue
    const over = absences.find(
      ({ start, end }) => Date.parse(start) < Date.parse(session.end) && Date.parse(end) > Date.parse(session.start),
    )
    if (over) return over.id
  }
  return null
}
