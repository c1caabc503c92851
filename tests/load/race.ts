import type { BenchHouse } from './house.ts'
import type { Slot } from './slots.ts'
import { median } from './statistics.ts'

/** What became of many who wanted one slot at the same moment. */
export interface Race {
  readonly clients: number
  readonly rounds: number
  /** Rounds with exactly one 201 and all others 409 with at least one alternative. */
  readonly clean: number
  readonly otherAnswers: number
  /** Milliseconds until the winner and until the last of all had an answer, medians over rounds. */
  readonly winnerMs: number
  readonly lastMs: number
}

/** `clients` officers send one order each for the same slot at once. */
export async function race(
  url: string,
  house: BenchHouse,
  next: () => Slot,
  clients: number,
  rounds: number,
): Promise<Race> {
  const winners: number[] = []
  const lasts: number[] = []
  let clean = 0
  let otherAnswers = 0
  for (let round = 0; round < rounds; round++) {
    const { room, start, end } = next()
    const begun = performance.now()
    const answers = await Promise.all(
      Array.from({ length: clients }, async (_, i) => {
        const officer = house.officers[i % house.officers.length]
        if (!officer) throw new Error('a bench house without officers')
        const reply = await fetch(`${url}/api/v1/orders`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie: officer.cookie, 'x-csrf-token': officer.csrfToken },
          body: JSON.stringify({
            title: '抢位',
            headcount: 20,
            partyId: officer.partyId,
            lines: [{ kind: 'space', spaceId: house.spaceIds[room], start, end }],
          }),
        })
        const body = (await reply.json()) as { readonly alternatives?: readonly unknown[] }
        return { status: reply.status, helped: (body.alternatives?.length ?? 0) > 0, ms: performance.now() - begun }
      }),
    )
    const won = answers.filter(({ status }) => status === 201)
    const refused = answers.filter(({ status, helped }) => status === 409 && helped)
    if (won.length === 1 && refused.length === clients - 1) clean += 1
    otherAnswers += answers.filter(({ status }) => status !== 201 && status !== 409).length
    winners.push(won[0]?.ms ?? Number.NaN)
    lasts.push(Math.max(...answers.map(({ ms }) => ms)))
  }
  return { clients, rounds, clean, otherAnswers, winnerMs: median(winners), lastMs: median(lasts) }
}
