import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { t as board } from '../text/board.ts'
import { nameIn } from '../text/locale.ts'
import { t } from '../text/rounds.ts'
import { Button } from '../components/Button.tsx'

interface SpaceTicksProps {
  readonly spaces: readonly SpaceWire[]
  readonly chosen: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}

/** The places of the house as a tree, kind by kind; a part stands under its whole. */
export function SpaceTicks({ spaces, chosen, onChange }: SpaceTicksProps) {
  const bookable = spaces.filter((one) => one.bookable)
  const kinds = [...new Set(bookable.map(({ kind }) => kind))]
  const set = (ids: readonly string[], on: boolean): void => {
    const rest = chosen.filter((id) => !ids.includes(id))
    const next = new Set(on ? [...rest, ...ids] : rest)
    onChange(bookable.map(({ id }) => id).filter((id) => next.has(id)))
  }
  return (
    <div class="space-ticks">
      {kinds.map((kind) => {
        const own = bookable.filter((one) => one.kind === kind)
        const ids = own.map(({ id }) => id)
        const all = ids.every((id) => chosen.includes(id))
        return (
          <fieldset key={kind} class="space-kind">
            <legend>{board(`kind-${kind}`)}</legend>
            {own.length > 1 && (
              <Button look="plain" onClick={() => set(ids, !all)}>
                {t(all ? 'noneOf' : 'allOf', { kind: board(`kind-${kind}`) })}
              </Button>
            )}
            {own.map((space) => (
              <label key={space.id} class={`tick${ids.includes(space.parentId ?? '') ? ' part' : ''}`}>
                <input
                  type="checkbox"
                  checked={chosen.includes(space.id)}
                  onChange={(event) => set([space.id], event.currentTarget.checked)}
                />
                <span>
                  {nameIn(space.name)} <span class="faint small">{t('seats', { count: space.capacity })}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )
      })}
    </div>
  )
}
