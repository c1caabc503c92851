import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { Button } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconDown, iconUp } from '../../components/icons.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/seasons.ts'
import { movedBy } from './draft.ts'

interface SpaceRankingProps {
  readonly spaces: readonly SpaceWire[]
  readonly headcount: number
  readonly chosen: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}

/** Places in the order of liking; what is too small says so. */
export function SpaceRanking({ spaces, headcount, chosen, onChange }: SpaceRankingProps) {
  const byId = new Map(spaces.map((space) => [space.id, space]))
  const ranked = chosen.flatMap((id) => byId.get(id) ?? [])
  const others = spaces
    .filter(({ id }) => !chosen.includes(id))
    .toSorted((a, b) => Number(a.capacity < headcount) - Number(b.capacity < headcount))
  return (
    <div class="stack-s">
      <p class="small faint">{t('spacesHint')}</p>
      {ranked.length > 0 && (
        <>
          <h4>{t('chosen')}</h4>
          <ol class="ranked">
            {ranked.map((space, at) => {
              const name = nameIn(space.name)
              return (
                <li key={space.id}>
                  <b class="rank">{at + 1}</b>
                  <span>{name}</span>
                  <span class="row">
                    {at > 0 && (
                      <button
                        type="button"
                        class="button square"
                        aria-label={t('up', { space: name })}
                        onClick={() => onChange(movedBy(chosen, at, -1))}
                      >
                        <Icon of={iconUp} />
                      </button>
                    )}
                    {at < ranked.length - 1 && (
                      <button
                        type="button"
                        class="button square"
                        aria-label={t('down', { space: name })}
                        onClick={() => onChange(movedBy(chosen, at, 1))}
                      >
                        <Icon of={iconDown} />
                      </button>
                    )}
                    <Button
                      look="plain"
                      aria-label={t('removeSpaceOf', { space: name })}
                      onClick={() => onChange(chosen.filter((id) => id !== space.id))}
                    >
                      {t('remove')}
                    </Button>
                  </span>
                </li>
              )
            })}
          </ol>
        </>
      )}
      {others.length > 0 && <h4>{t('others')}</h4>}
      <ul class="ranked">
        {others.map((space) => {
          const name = nameIn(space.name)
          const small = space.capacity < headcount
          return (
            <li key={space.id} class={small ? 'too-small' : undefined}>
              <span>
                {name} <span class="small faint">{t(small ? 'tooSmall' : 'seats', { count: space.capacity })}</span>
              </span>
              <Button aria-label={t('addOf', { space: name })} onClick={() => onChange([...chosen, space.id])}>
                {t('add')}
              </Button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
