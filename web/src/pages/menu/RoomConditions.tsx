import { spacesNow } from '../../app/spaces.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/services.ts'
import type { BasketLine, MenuModel } from './model.ts'

/** The conditions of the rooms on the list: read, and ticked, before they can be booked. */
export function RoomConditions({ model }: { readonly model: MenuModel }) {
  const ids = new Set(model.basket.value.flatMap(({ line }) => roomOf(line) ?? []))
  const rooms = spacesNow().flatMap(({ id, name, conditions }) =>
    ids.has(id) && conditions ? [{ id, name, conditions }] : [],
  )
  return (
    <>
      {rooms.map((room) => (
        <div key={room.id} class="stack-s">
          <p class="small">{nameIn(room.conditions.text)}</p>
          <label class="tick">
            <input
              type="checkbox"
              checked={model.conditions.value.get(room.id) === room.conditions.version}
              onChange={() => model.accept(room.id, room.conditions.version)}
            />
            <span>{t('conditions', { room: nameIn(room.name) })}</span>
          </label>
        </div>
      ))}
    </>
  )
}

/** The room that a line takes, if it takes one. */
function roomOf(line: BasketLine['line']): string | undefined {
  if (line.kind === 'space') return line.spaceId
  return line.place.kind === 'palace' ? line.place.spaceId : undefined
}
