import { type Link, isAgainst } from './conditions.ts'
import { BARRED, type ProblemSpec, type Wish } from './problem.ts'

/** What is wrong at one place of a spec: the key of a sentence (`i18n/season.ts`), where, and what stands there. */
export interface SpecFault {
  readonly key: SpecFaultKey
  /** JSON pointer into the spec. */
  readonly path: string
  readonly value: string | number
}

export type SpecFaultKey =
  | 'not-whole'
  | 'negative'
  | 'too-large'
  | 'unknown-space'
  | 'unknown-slot'
  | 'over-a-day'
  | 'unknown-wish'
  | 'unknown-group'
  | 'unknown-part'
  | 'no-part'
  | 'no-contrary'
  | 'on-both-sides'
  | 'had-more-than-asked'
  | 'not-a-number'

/**
 * Every fault of a spec; such a spec can not be solved. No wishes at all are no fault: the plan is empty. Pins are looked at
 * by `pinFaults`, once everything here is in order.
 */
export function checkSpec(spec: ProblemSpec): readonly SpecFault[] {
  const faults: SpecFault[] = []
  const say = (key: SpecFaultKey, path: string, value: string | number): void => void faults.push({ key, path, value })
  const known = (count: number, key: SpecFaultKey) => (value: number, path: string) => {
    if (!Number.isInteger(value) || value < 0 || value >= count) say(key, path, value)
  }
  const isWish = known(spec.wishes.length, 'unknown-wish')
  const isSpace = known(spec.spaces.length, 'unknown-space')
  const slots = spec.days.reduce((sum, length) => sum + length, 0)
  const isSlot = known(slots, 'unknown-slot')
  // of each slot, the one after the last of its day
  const ends = spec.days.flatMap((length, day) => {
    const end = spec.days.slice(0, day + 1).reduce((sum, each) => sum + each, 0)
    return Array.from({ length: length > 0 ? length : 0 }, () => end)
  })
  spec.days.forEach((length, day) => whole(length, `/days/${day}`, 0))
  if (!(spec.grain > 0) || !Number.isFinite(spec.grain)) say('not-a-number', '/grain', spec.grain)
  for (const [name, weight] of Object.entries(spec.weights)) cost(Number(weight), `/weights/${name}`)
  spec.wishes.forEach((wish, w) => checkWish(wish, `/wishes/${w}`))
  spec.groups.forEach(({ limits }, g) => {
    for (const [name, limit] of Object.entries(limits ?? {})) {
      // the bound of a limit is `most` or `least`; a way has none
      const bound = 'most' in limit ? limit.most : 'least' in limit ? limit.least : 0
      whole(Number(bound), `/groups/${g}/limits/${name}`, 0)
    }
  })
  spec.pins.forEach(({ wish, nth, space, start }, k) => {
    isWish(wish, `/pins/${k}/wish`)
    isSpace(space, `/pins/${k}/space`)
    isSlot(start, `/pins/${k}/start`)
    whole(nth, `/pins/${k}/nth`, 0)
  })
  spec.bans?.forEach(({ wish, space, start }, k) => {
    isWish(wish, `/bans/${k}/wish`)
    if (space !== undefined) isSpace(space, `/bans/${k}/space`)
    if (start !== undefined) isSlot(start, `/bans/${k}/start`)
  })
  spec.links?.forEach((link, k) => checkLink(link, `/links/${k}`))
  if (spec.parts !== undefined) whole(spec.parts, '/parts', 1)
  spec.parties?.forEach(({ had, asked }, party) => {
    whole(had, `/parties/${party}/had`, 0)
    whole(asked, `/parties/${party}/asked`, 0)
    if (had > asked) say('had-more-than-asked', `/parties/${party}/had`, had)
  })
  const isMinded = spec.groups.some(({ limits }) => limits?.way !== undefined)
  if (isMinded || spec.ways !== undefined)
    spec.spaces.forEach((_, a) =>
      spec.spaces.forEach((_v, b) => whole(spec.ways?.[a]?.[b] ?? -1, `/ways/${a}/${b}`, 0)),
    )
  if (spec.gaps !== undefined) whole(spec.gaps.shorter, '/gaps/shorter', 1)
  return faults

  function whole(value: number, path: string, least: number): void {
    if (!Number.isInteger(value)) say('not-whole', path, value)
    else if (value < least) say('negative', path, value)
  }

  function cost(value: number, path: string): void {
    whole(value, path, 0)
    if (value >= BARRED) say('too-large', path, value)
  }

  function checkWish(wish: Wish, path: string): void {
    const { count, duration, options, groups, unplaced, party, minDays, weight = 1, parts, had } = wish
    whole(count, `${path}/count`, 0)
    whole(duration, `${path}/duration`, 1)
    cost(unplaced, `${path}/unplaced`)
    whole(minDays, `${path}/minDays`, 0)
    whole(party, `${path}/party`, -1)
    if (!(weight >= 0) || unplaced * weight >= BARRED) say('not-a-number', `${path}/weight`, weight)
    groups.forEach((g, k) => known(spec.groups.length, 'unknown-group')(g, `${path}/groups/${k}`))
    if (parts?.length === 0) say('no-part', `${path}/parts`, 0)
    parts?.forEach((part, k) => known(spec.parts ?? 1, 'unknown-part')(part, `${path}/parts/${k}`))
    if (had !== undefined) cost(had.change, `${path}/had/change`)
    options.forEach((option, k) => {
      // there may be a million of them: a path is written only where it is needed
      const { space, start } = option
      const isFine = spec.spaces[space] !== undefined && Number.isInteger(option.cost) && option.cost >= 0
      if (isFine && option.cost < BARRED && start + duration <= (ends[start] ?? -1)) return
      isSpace(space, `${path}/options/${k}/space`)
      isSlot(start, `${path}/options/${k}/start`)
      cost(option.cost, `${path}/options/${k}/cost`)
      if (start + duration > (ends[start] ?? Infinity)) say('over-a-day', `${path}/options/${k}/start`, start)
    })
  }

  function checkLink(link: Link, path: string): void {
    link.wishes.forEach((w, k) => isWish(w, `${path}/wishes/${k}`))
    if (link.kind === 'before') {
      link.later.forEach((w, k) => isWish(w, `${path}/later/${k}`))
      const both = link.later.find((w) => link.wishes.includes(w))
      if (both !== undefined) say('on-both-sides', `${path}/later`, both)
    }
    if (link.kind === 'gap') whole(link.least, `${path}/least`, 0)
    if ('most' in link && link.most !== undefined) whole(link.most, `${path}/most`, 1)
    const hasContrary = link.kind.startsWith('same-') && !('most' in link && link.most !== undefined)
    if (link.kind !== 'may-share' && isAgainst(link.level) && !hasContrary)
      say('no-contrary', `${path}/level`, link.level)
  }
}
