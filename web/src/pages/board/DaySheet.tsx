import { session } from '../../app/session.ts'
import { stateWordOf } from '../../board/BlockCell.tsx'
import { clockSpanOf, clockWithSeconds } from '../../board/clock.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/board.ts'
import { dayLabel } from '../../text/when.ts'
import type { BoardModel } from './model.ts'

/** Room for a pen. */
const TO_SIGN = '\u00a0'

/** The day on paper: a plain table for each space with something in it, with a column to sign. Folded rows are printed too. */
export function DaySheet({ board }: { readonly board: BoardModel }) {
  const state = board.state.value
  const facility = session.value?.facility
  if (state.kind !== 'shown' || !facility) return null
  const blocks = state.day.blocks.filter((block) => block.state !== 'cancelled')
  const spaces = board.spaces.value.filter(({ id }) => blocks.some(({ spaceId }) => spaceId === id))
  return (
    <section class="sheet">
      <h1>
        {t('printTitle', { facility: nameIn(facility.name) })} · {dayLabel(state.day.date)}
      </h1>
      <p class="sheet-age">
        {t('printAt', {
          time: clockWithSeconds(board.now.value, board.zone),
          asOf: clockWithSeconds(state.day.at, board.zone),
        })}
      </p>
      {spaces.length === 0 && <p>{t('printNothing')}</p>}
      {spaces.map((space) => (
        <table key={space.id}>
          <caption>
            {nameIn(space.name)} · {t('capacity', { count: space.capacity })}
          </caption>
          <thead>
            <tr>
              <th class="sheet-time">{t('printTime')}</th>
              <th>{t('printTitleColumn')}</th>
              <th>{t('printParty')}</th>
              <th class="sheet-people">{t('printPeople')}</th>
              <th class="sheet-state">{t('printState')}</th>
              <th class="sheet-sign">{t('printSign')}</th>
            </tr>
          </thead>
          <tbody>
            {blocks
              .filter(({ spaceId }) => spaceId === space.id)
              .sort((a, b) => a.during.start - b.during.start)
              .map((block) => (
                <tr key={block.id}>
                  <td>{clockSpanOf(block.during, board.zone)}</td>
                  <td>{block.title}</td>
                  <td>{block.partyName}</td>
                  <td>{block.headcount}</td>
                  <td>{stateWordOf(block)}</td>
                  <td>{TO_SIGN}</td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}
