import { minutesOf } from '@gongyue/shared/time/interval.ts'
import { clockSpanOf } from '../../board/clock.ts'
import type { BoardSpace } from '../../board/day.ts'
import { Button } from '../../components/Button.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconOrder, iconWarning } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/board.ts'
import { t as decisions } from '../../text/decisions.ts'
import { t as bookingWords } from '../../text/desk-booking.ts'
import { nameIn } from '../../text/locale.ts'
import { reasonSentence, violationSentence } from '../../text/sentences.ts'
import { dayLabel, durationLabel, spanLabel } from '../../text/when.ts'
import type { Desk } from './desk.ts'
import type { Panel } from './panel-model.ts'

export interface CellPanelProps {
  readonly panel: Extract<Panel, { readonly kind: 'cell' }>
  readonly desk: Desk
}

const WHO_MAY = { nobody: 'waiveNobody', staff: 'waiveStaff', manager: 'waiveManagerMay' } as const

/** Why a cell is free or grey: every rule that stops it, until when, who could set it aside, and what is free instead. */
export function CellPanel({ panel: { space, span, why, sources }, desk }: CellPanelProps) {
  const { board, panel } = desk
  const minutes = minutesOf(span)
  const nameOf = (id: string) => {
    const found = board.spaces.value.find((one) => one.id === id)
    return found ? nameIn(found.name) : ''
  }
  return (
    <>
      <p>
        {dayLabel(board.date.value)} <strong>{clockSpanOf(span, board.zone)}</strong>
      </p>
      <label class="board-why-length">
        <span>{t('duration')}</span>
        <select
          class="input"
          value={String(minutes)}
          onChange={(event) => void panel.openCell(space, span.start, Number(event.currentTarget.value))}
        >
          {lengthsOf(space, minutes).map((length) => (
            <option key={length} value={String(length)}>
              {durationLabel(length)}
            </option>
          ))}
        </select>
      </label>
      {sources.length > 0 && (
        <section class="stack-s">
          <h3>{t('sources')}</h3>
          <ul class="board-links">
            {sources.map((block) => (
              <li key={block.id}>
                <button type="button" onClick={() => board.goTo(board.date.value, { blockId: block.id })}>
                  {clockSpanOf(block.during, board.zone)} {nameOf(block.spaceId)} · {block.title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {why.kind === 'loading' && <Spinner />}
      {why.kind === 'failing' && (
        <Failure failing={why.failing} onRetry={() => void panel.openCell(space, span.start, minutes)} />
      )}
      {why.kind === 'there' && (
        <>
          {why.value.verdict === 'fits' ? (
            <Notice tone="good" title={t('whyFits')}>
              <p class="small">{why.value.route === 'direct' ? t('whyDirect') : t('whyApproval')}</p>
            </Notice>
          ) : (
            <h3 class="board-why-refused">{t('whyRefused')}</h3>
          )}
          {why.value.violations.length > 0 && (
            <ul class="board-why-rules">
              {why.value.violations.map(({ violation, until }) => (
                <li key={`${violation.constraint} ${until ?? ''}`}>
                  <Icon of={iconWarning} />
                  <div>
                    <p>{violationSentence(violation)}</p>
                    <p class="small faint">
                      {[
                        until === null ? '' : t('until', { when: untilLabel(until, board.date.value) }),
                        decisions(WHO_MAY[violation.waivableBy]),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )}
          {space.bookable && (
            <p>
              <Button icon={iconOrder} onClick={() => desk.bookHere(space, span)}>
                {bookingWords(why.value.verdict === 'fits' ? 'book' : 'bookHere')}
              </Button>
            </p>
          )}
          {why.value.alternatives.length > 0 && (
            <section class="stack-s">
              <h3>{t('instead')}</h3>
              <ul class="board-links offers">
                {why.value.alternatives.map(({ lines, reasons }) => {
                  const line = lines[0]
                  if (!line) return null
                  return (
                    <li key={lines.map(({ spaceId, start }) => `${spaceId} ${start}`).join()}>
                      <button
                        type="button"
                        onClick={() =>
                          board.goTo(line.start.slice(0, 10), {
                            spaceId: line.spaceId,
                            instant: Date.parse(line.start),
                          })
                        }
                      >
                        {lines
                          .map(({ spaceId, start, end }) => `${spanLabel(start, end)} ${nameOf(spaceId)}`)
                          .join('；')}
                      </button>
                      <span class="small faint">{reasons.map(reasonSentence).join(' · ')}</span>
                    </li>
                  )
                })}
              </ul>
            </section>
          )}
        </>
      )}
    </>
  )
}

/** The space's shortest time, common lengths within its limits, and what is chosen. */
function lengthsOf({ minMinutes, maxMinutes }: BoardSpace, chosen: number): readonly number[] {
  const common = [minMinutes, 30, 60, 90, 120, 180, 240, 480].filter(
    (length) => length >= minMinutes && length <= maxMinutes,
  )
  return [...new Set([...common, chosen])].sort((a, b) => a - b)
}

function untilLabel(until: string, date: string): string {
  const clock = until.slice(11, 16)
  return until.slice(0, 10) === date ? clock : `${dayLabel(until.slice(0, 10))} ${clock}`
}
