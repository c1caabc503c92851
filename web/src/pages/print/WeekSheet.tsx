import type { BlockWire, BoardWire } from '@gongyue/shared/api/board.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { Fragment } from 'preact'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/print.ts'
import { addDays, clockSpan, dayLabel } from '../../text/when.ts'
import { SheetHead } from './Head.tsx'
import type { Wanted } from './model.ts'
import { mondayOf, PARTS, roomSheets, weekTable, type RoomSheet } from './sheets.ts'

interface WeekSheetProps {
  readonly board: BoardWire
  readonly spaces: readonly SpaceWire[]
  readonly wanted: Wanted
}

/** 课表: a week of a room or a hall on a page that lies on its side. */
export function WeekSheet({ board, spaces, wanted }: WeekSheetProps) {
  const monday = mondayOf(wanted.date)
  const sheets = roomSheets(board.blocks, spaces, wanted.space)
  if (sheets.every(({ blocks }) => blocks.length === 0))
    return (
      <section class="paper paper-week">
        <SheetHead title={t('week')} />
        <p>{t('nothingWeek')}</p>
      </section>
    )
  return (
    <>
      {sheets.map((sheet) => (
        <Week key={sheet.space.id} sheet={sheet} spaces={spaces} monday={monday} />
      ))}
    </>
  )
}

function Week({
  sheet,
  spaces,
  monday,
}: {
  readonly sheet: RoomSheet
  readonly spaces: readonly SpaceWire[]
  readonly monday: string
}) {
  const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at))
  const table = weekTable(sheet.blocks, monday)
  const parts = PARTS.filter((part) => table[part].some((blocks) => blocks.length > 0))
  return (
    <section class="paper paper-week">
      <SheetHead
        title={t('weekTitle', {
          place: nameIn(sheet.space.name),
          from: dayLabel(monday),
          until: dayLabel(days[6] ?? monday),
        })}
      />
      <table>
        <thead>
          <tr>
            <th class="col-part">{t('time')}</th>
            {days.map((day) => (
              <th key={day}>{dayLabel(day)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part}>
              <th scope="row">{t(part)}</th>
              {table[part].map((blocks, at) => (
                <td key={days[at]}>
                  {blocks.map((block) => (
                    <Entry key={block.id} block={block} sheet={sheet} spaces={spaces} />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Entry({
  block,
  sheet,
  spaces,
}: {
  readonly block: BlockWire
  readonly sheet: RoomSheet
  readonly spaces: readonly SpaceWire[]
}) {
  const part = block.spaceId === sheet.space.id ? undefined : spaces.find(({ id }) => id === block.spaceId)
  return (
    <div class="paper-entry">
      <b>{clockSpan(block.start, block.end)}</b>
      <Fragment> {block.title}</Fragment>
      {part && <i> {nameIn(part.name)}</i>}
    </div>
  )
}
