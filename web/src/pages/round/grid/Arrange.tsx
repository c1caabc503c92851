import { useSignal } from '@preact/signals'
import type { RoundWire } from '@gongyue/shared/api/rounds.ts'
import type { SeasonPlanSummaryWire, SeasonPlanWire } from '@gongyue/shared/api/runs.ts'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { call } from '../../../api/call.ts'
import type { Failing } from '../../../components/Failure.tsx'
import { toast } from '../../../components/Toasts.tsx'
import type { ViolationWire } from '@gongyue/shared/api/violation.ts'
import { seasonReason } from '../../../rounds/reasons.ts'
import { readSeasonPlan } from '../../../rounds/routes.ts'
import { hoursOf } from '../../../rounds/week-cells.ts'
import { placeWords } from '../../../rounds/week-time.ts'
import { t } from '../../../text/round-grid.ts'
import { problemSentence } from '../../../text/problems.ts'
import { t as shell } from '../../../text/shell.ts'
import { valueOf, type RoundModel } from '../model.ts'
import { AllocationGrid } from './AllocationGrid.tsx'
import { createArranging, type Done, type Dropped } from './arranging.ts'
import { blocksOf, differencesOf, waitingOf, type Difference } from './blocks.ts'
import type { Carry } from './carry.ts'
import { DisplaceDialog } from './DisplaceDialog.tsx'
import { blockBeside, gridOf, type GridFilter } from './geometry.ts'
import { GhostCard } from './Ghost.tsx'
import { GridFilters } from './GridFilters.tsx'
import { gridKey } from './keys.ts'
import { cardAt, carryByPointer } from './pointer.ts'
import { Tray } from './Tray.tsx'
import { WeeklyPanel } from './WeeklyPanel.tsx'
import { ghostWords, signed } from './words.ts'

interface ArrangeProps {
  readonly model: RoundModel
  readonly round: RoundWire
  readonly plan: SeasonPlanWire
  readonly plans: readonly SeasonPlanSummaryWire[]
}

const NO_DIFFERENCES: ReadonlyMap<string, Difference> = new Map()

/** The grid with its tray, its filters and the panel of what is chosen; pointer and keys do the same. */
export function Arrange({ model, round, plan, plans }: ArrangeProps) {
  const arranging = useMemo(() => createArranging(model), [model])
  const { carrying } = arranging
  const root = useRef<HTMLDivElement>(null)
  const filter = useSignal<GridFilter>({ weekday: null, spaceId: null, find: '', zoom: 1 })
  const selected = useSignal<string | null>(null)
  const said = useSignal('')
  const asks = useSignal<Extract<Dropped, { kind: 'asks' }> | null>(null)
  const compared = useSignal<SeasonPlanWire | null>(null)

  const sections = model.sections.value
  const pins = valueOf(model.pins.state.value)?.items ?? []
  const hours = hoursOf(round.windows)
  const blocks = useMemo(() => blocksOf(plan, sections, pins), [plan, sections, pins])
  const waiting = useMemo(() => waitingOf(plan, sections), [plan, sections])
  const grid = useMemo(
    () => gridOf(blocks, round.spaceIds, round.windows, filter.value),
    [blocks, round, filter.value.weekday, filter.value.spaceId],
  )
  const wanted = filter.value.find.trim().toLowerCase()
  const found =
    wanted === ''
      ? null
      : new Set(
          blocks
            .filter(({ title, partyName }) => `${title} ${partyName}`.toLowerCase().includes(wanted))
            .map(({ key }) => key),
        )
  const other = compared.value
  const differences = useMemo(
    () => (other ? differencesOf(blocks, other.allocations) : NO_DIFFERENCES),
    [blocks, other],
  )
  const block = blocks.find(({ key }) => key === selected.value) ?? null
  const held = waiting.find(({ key }) => key === selected.value) ?? null
  const weekly = block ?? held
  const owned = weekly ? sections.get(weekly.sectionId) : undefined

  const say = (text: string): void => void (said.value = text)
  const tellFailing = (failing: Failing): void => {
    const text =
      failing.kind === 'offline'
        ? shell('offline')
        : [problemSentence(failing.problem), ...(failing.problem.violations ?? []).map(brokenRule)].join(' ')
    toast(text)
  }
  const tell = (done: Done, words: (cost: string) => string): void => {
    if (done.kind === 'stale') toast(t('stale'))
    else if (done.kind === 'failed') tellFailing(done.failing)
    else toast(words(signed(done.costChange)), { label: t('undo'), run: () => void undo() })
  }
  const undo = async (): Promise<void> => {
    const done = await arranging.undo()
    if (done?.kind === 'done') toast(t('undone'))
    else if (done) tell(done, () => '')
  }
  const wordsOf = (carry: Carry) => (cost: string) =>
    carry.overTray || !carry.target
      ? t('toTrayDone', { cost })
      : t('dropped', { place: placeWords(carry.target.place), cost })
  const drop = async (): Promise<void> => {
    const carry = carrying.carry.peek()
    const dropped = await arranging.drop(blocks)
    if (!carry) return
    focusWeekly(root.current, `${carry.sectionId} ${carry.nth}`)
    if (dropped.kind === 'nothing') say(t('putBack'))
    else if (dropped.kind === 'barred') toast(t('noDrop', { why: ghostWords(carry, blocks).join(' ') }))
    else if (dropped.kind === 'asks') asks.value = dropped
    else tell(dropped.done, wordsOf(carry))
  }
  const displace = async ({ carry, others }: Extract<Dropped, { kind: 'asks' }>): Promise<void> =>
    tell(await arranging.displace(carry, others), wordsOf(carry))
  const pickUp = (key: string, by: 'pointer' | 'keys', hold: number): boolean => {
    const one = blocks.find((each) => each.key === key)
    const rest = waiting.find((each) => each.key === key)
    const what = one ?? rest
    const of = what && sections.get(what.sectionId)
    if (!what || !of || one?.pinned || arranging.busy.peek()) return false
    // a panel that opens would move the tray away under the hand
    if (by === 'keys') selected.value = key
    const minutes = one ? one.place.until - one.place.from : of.section.minMinutes
    carrying.take({
      ...{ sectionId: what.sectionId, nth: what.nth, title: what.title, partyName: what.partyName },
      ...{ by, hold: one ? hold : minutes / 2, home: one?.place ?? null, minutes },
    })
    say(t('picked', { title: what.title }))
    return true
  }
  const toTray = async (): Promise<void> => {
    if (!block) return
    const { sectionId, nth } = block
    tell(await arranging.change([{ sectionId, nth, to: null }]), (cost) => t('toTrayDone', { cost }))
  }
  const settle = async (work: Promise<Failing | null>, word: string): Promise<void> => {
    const failing = await work
    if (failing) tellFailing(failing)
    else toast(word)
  }
  const togglePin = (): void => {
    if (!block) return
    const pin = pins.find((one) => one.kind === 'pin' && one.sectionId === block.sectionId && one.nth === block.nth)
    if (pin) void settle(arranging.unpin(pin), t('unpinDone'))
    else void settle(arranging.pin(block), t('pinDone'))
  }
  const compareWith = async (id: string): Promise<void> => {
    if (id === '') return void (compared.value = null)
    const reply = await call(readSeasonPlan, { params: { id } })
    if (reply.kind === 'ok') compared.value = reply.body
    else tellFailing(reply)
  }
  const now = useRef({ grid, pickUp, drop })
  now.current = { grid, pickUp, drop }
  useEffect(() => {
    const place = root.current
    if (!place) return undefined
    return carryByPointer(
      place,
      carrying,
      () => now.current.grid,
      (key, hold) => now.current.pickUp(key, 'pointer', hold),
      () => void now.current.drop(),
      () => void carrying.letGo(),
    )
  }, [carrying])
  // By keys, each step is read aloud and the card stands at the ghost.
  const carry = carrying.carry.value
  const target = carry?.by === 'keys' ? carry.target : null
  useEffect(() => {
    if (!carry || carry.by !== 'keys') return
    if (target) say(`${placeWords(target.place)} ${ghostWords(carry, blocks).join(' ')}`)
    const ghost = root.current?.querySelector('[data-ghost]')
    const card = root.current?.querySelector<HTMLElement>('[data-ghost-card]')
    ghost?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const at = ghost?.getBoundingClientRect() ?? root.current?.getBoundingClientRect()
    if (card && at) card.style.transform = cardAt(at.left, at.bottom)
  }, [carry])

  const onKeyDown = (event: KeyboardEvent): void => {
    const on = event.target instanceof HTMLElement ? event.target : null
    const carried = carrying.carry.peek()?.by === 'keys'
    const key = gridKey(event, carried)
    const key0 = on?.dataset['weekly']
    if (!key || (!carried && key.kind !== 'undo' && key0 === undefined)) return
    if (key.kind === 'undo' && on?.closest('input, select, textarea')) return
    event.preventDefault()
    if (key.kind === 'carry') carrying.step(grid, key.step)
    else if (key.kind === 'drop') void drop()
    else if (key.kind === 'put-back') {
      carrying.letGo()
      say(t('putBack'))
    } else if (key.kind === 'undo') void undo()
    else if (key.kind === 'close') selected.value = null
    else if (key0 !== undefined) {
      if (key.kind === 'pick-up') pickUp(key0, 'keys', 0)
      else if (key.kind === 'walk') {
        const next = blockBeside(grid, key0, key.move)
        if (next) {
          selected.value = next.key
          focusWeekly(root.current, next.key)
        }
      } else {
        selected.value = key0
        if (key.kind === 'pin') togglePin()
        else void toTray()
      }
    }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys bubble up from the blocks, which are buttons
    <div class="alloc-page" ref={root} onKeyDown={onKeyDown}>
      <GridFilters
        filter={filter.value}
        spaceIds={round.spaceIds}
        plans={plans}
        planId={plan.id}
        compareId={other?.id ?? ''}
        undoable={arranging.undoable.value}
        onSift={(part) => (filter.value = { ...filter.value, ...part })}
        onPlan={(id) => void model.choosePlan(id)}
        onCompare={(id) => void compareWith(id)}
        onUndo={() => void undo()}
      />
      <div class="alloc-beside">
        <div class="alloc-side">
          {owned && weekly && carry?.by !== 'pointer' && (
            <WeeklyPanel
              owned={owned}
              block={block}
              waiting={held}
              pins={pins}
              hours={hours}
              onPickUp={() => {
                pickUp(weekly.key, 'keys', 0)
                focusWeekly(root.current, weekly.key)
              }}
              onPin={togglePin}
              onUnpin={(pin) => void settle(arranging.unpin(pin), t(pin.kind === 'ban' ? 'banLifted' : 'unpinDone'))}
              onToTray={() => void toTray()}
              onBan={(what) => block && void settle(arranging.ban(block, what), t('banDone'))}
              onClose={() => (selected.value = null)}
            />
          )}
          <Tray
            waiting={waiting.filter(
              ({ title, partyName }) => wanted === '' || `${title} ${partyName}`.toLowerCase().includes(wanted),
            )}
            placed={blocks.length}
            selected={selected.value}
            carrying={carry !== null && carry.home !== null}
            onSelect={(key) => (selected.value = key)}
          />
        </div>
        <div class="stack-s alloc-main">
          <AllocationGrid
            grid={grid}
            windows={round.windows}
            zoom={filter.value.zoom}
            carrying={carrying}
            selected={selected.value}
            found={found}
            differences={differences}
            onSelect={(key) => (selected.value = key)}
          />
          <p class="small faint">{t('hint')}</p>
        </div>
      </div>
      <p class="unseen" role="status">
        {said.value}
      </p>
      <GhostCard carrying={carrying} blocks={blocks} />
      {asks.value && (
        <DisplaceDialog
          title={asks.value.carry.title}
          others={asks.value.others}
          onClose={() => (asks.value = null)}
          onYes={() => {
            const asked = asks.value
            asks.value = null
            if (asked) void displace(asked)
          }}
        />
      )}
    </div>
  )
}

/** A rule that an arrangement would break, in words. */
function brokenRule({ constraint, params }: ViolationWire): string {
  return seasonReason({ key: constraint, params })
}

/** Gives the focus to a weekly time wherever it stands now. */
function focusWeekly(root: HTMLElement | null, key: string): void {
  requestAnimationFrame(() =>
    root?.querySelector<HTMLElement>(`[data-weekly='${key}']`)?.focus({ preventScroll: true }),
  )
}
