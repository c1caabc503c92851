import type { BoardWire } from '@gongyue/shared/api/board.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/print.ts'
import { reservationStateWord } from '../../text/states.ts'
import { clockSpan, dayLabel } from '../../text/when.ts'
import { SheetHead } from './Head.tsx'
import type { Wanted } from './model.ts'
import { roomSheets, type RoomSheet } from './sheets.ts'

/** Room for a pen. */
const TO_SIGN = '\u00a0'

interface SheetsProps {
  readonly board: BoardWire
  readonly spaces: readonly SpaceWire[]
  readonly wanted: Wanted
}

/** The day of each room: a page each for the doors, or all on few pages for the desk. */
export function DaySheets({ board, spaces, wanted }: SheetsProps) {
  const sheets = roomSheets(board.blocks, spaces, wanted.space)
  const day = dayLabel(wanted.date)
  if (sheets.every(({ blocks }) => blocks.length === 0))
    return (
      <section class="paper">
        <SheetHead title={day} />
        <p>{t('nothing')}</p>
      </section>
    )
  return (
    <div class={`paper-days ${wanted.layout}`}>
      {wanted.layout === 'compact' && <SheetHead title={`${t('day')} ${day}`} />}
      {sheets.map((sheet) => (
        <section key={sheet.space.id} class="paper">
          {wanted.layout === 'pages' ? (
            <SheetHead
              title={t('dayTitle', { place: nameIn(sheet.space.name), date: day })}
              hint={t('capacity', { count: sheet.space.capacity })}
            />
          ) : (
            <h3>{nameIn(sheet.space.name)}</h3>
          )}
          <RoomTable sheet={sheet} spaces={spaces} />
        </section>
      ))}
    </div>
  )
}

function RoomTable({ sheet, spaces }: { readonly sheet: RoomSheet; readonly spaces: readonly SpaceWire[] }) {
  const parts = sheet.blocks.some(({ spaceId }) => spaceId !== sheet.space.id)
  return (
    <table>
      <thead>
        <tr>
          <th class="col-time">{t('time')}</th>
          {parts && <th class="col-where">{t('where')}</th>}
          <th>{t('what')}</th>
          <th class="col-who">{t('who')}</th>
          <th class="col-people">{t('people')}</th>
          <th class="col-state">{t('state')}</th>
          <th class="col-sign">{t('sign')}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.blocks.map((block) => (
          <tr key={block.id}>
            <td>{clockSpan(block.start, block.end)}</td>
            {parts && <td>{nameOf(block.spaceId, spaces)}</td>}
            <td>{block.title}</td>
            <td>{block.partyName}</td>
            <td>{block.headcount}</td>
            <td>{isReservation(block.state) ? reservationStateWord(block.state) : ''}</td>
            <td>{TO_SIGN}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type State = BoardWire['blocks'][number]['state']

function isReservation(state: State): state is Exclude<State, 'pending' | 'tentative'> {
  return state !== 'pending' && state !== 'tentative'
}

function nameOf(id: string, spaces: readonly SpaceWire[]): string {
  const space = spaces.find((one) => one.id === id)
  return space ? nameIn(space.name) : ''
}
