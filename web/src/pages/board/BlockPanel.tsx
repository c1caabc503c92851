import type { ComponentChildren } from 'preact'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { session } from '../../app/session.ts'
import { AttendancePanel } from '../../check-in/AttendancePanel.tsx'
import { stateWordOf } from '../../board/BlockCell.tsx'
import { clockSpanOf } from '../../board/clock.ts'
import type { Block } from '../../board/day.ts'
import { Chip, type Tone } from '../../components/Chip.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { LineStateChip } from '../../components/StateChip.tsx'
import { DecisionForm } from '../../decisions/DecisionForm.tsx'
import { t } from '../../text/board.ts'
import { nameIn } from '../../text/locale.ts'
import { dayLabel, spanLabel } from '../../text/when.ts'
import { ArrangeForm } from './arranging/ArrangeForm.tsx'
import type { Desk } from './desk.ts'
import type { Panel } from './panel-model.ts'

export interface BlockPanelProps {
  readonly panel: Extract<Panel, { readonly kind: 'block' }>
  readonly desk: Desk
  readonly narrow: boolean
}

/** Who, when, where, how many; and for a request the decision, right there. */
export function BlockPanel({ panel: { block: opened, order, question }, desk, narrow }: BlockPanelProps) {
  const { board } = desk
  const standing = asItStands(desk, opened)
  const block = standing ?? opened
  const others = desk.view.others.value.get(block.id)
  const space = board.spaces.value.find(({ id }) => id === block.spaceId)
  const buffered = block.held.start !== block.during.start || block.held.end !== block.during.end
  const known = order.kind === 'there' ? order.value : null
  const reservation = known?.lines.find((line) => line.reservation?.id === block.id)?.reservation
  const competitors = question?.line?.competitors.length ?? 0
  return (
    <>
      <p class="row">
        <Chip tone={toneOf(block)}>{stateWordOf(block)}</Chip>
        {block.reference !== null && <span class="small faint">{block.reference}</span>}
      </p>
      {others !== undefined && (
        <p class="board-others small" role="status">
          {others.words}
        </p>
      )}
      <dl class="board-facts">
        <Fact name={t('when')}>
          {dayLabel(board.date.value)} <strong>{clockSpanOf(block.during, board.zone)}</strong>
          {buffered && (
            <span class="small faint under">{t('withBuffers', { span: clockSpanOf(block.held, board.zone) })}</span>
          )}
        </Fact>
        <Fact name={t('where')}>{space ? nameIn(space.name) : ''}</Fact>
        {block.partyName && <Fact name={t('who')}>{block.partyName}</Fact>}
        {known?.placedBy && <Fact name={t('placedBy')}>{known.placedBy}</Fact>}
        <Fact name={t('headcount')}>
          {block.headcount}
          {space && <span class="small faint">{t('capacity', { count: space.capacity })}</span>}
        </Fact>
        {known?.purpose && <Fact name={t('purpose')}>{known.purpose}</Fact>}
        {reservation && (
          <Fact name={t('code')}>
            <span class="board-facts-code">{reservation.code}</span>
          </Fact>
        )}
      </dl>
      {known?.seriesId !== undefined && (
        <p class="small">
          {t('ofSeries')} <a href={`/series/${known.seriesId}?edit=${board.date.value}`}>{t('openSeries')}</a>
        </p>
      )}
      {block.orderId !== null && order.kind === 'loading' && <Spinner />}
      {order.kind === 'failing' && <Failure failing={order.failing} onRetry={() => void desk.panel.openBlock(block)} />}
      {block.kind === 'reservation' && (
        <AttendancePanel
          id={block.id}
          title={block.title}
          version={standing?.version ?? 0}
          now={() => board.now.peek()}
          onDone={(what, version) => {
            desk.arranging.history.note({ kind: 'door', reservationId: block.id, version, what })
            void board.refresh()
          }}
        />
      )}
      {standing && (
        <ArrangeForm
          key={standing.version}
          block={standing}
          board={board}
          arranging={desk.arranging}
          open={narrow}
          onSent={() => narrow && desk.panel.close()}
        />
      )}
      {block.kind === 'reservation' && (
        <p class="small">
          <a href={`/print?kind=sign-in&date=${localDateOf(block.during.start, board.zone)}&booking=${block.id}`}>
            {t('printSignIn')}
          </a>
        </p>
      )}
      {question && known && (
        <>
          {competitors > 0 && (
            <p class="small">
              {t('competes', { count: competitors })} · <a href={`/queue?order=${known.id}`}>{t('openInQueue')}</a>
            </p>
          )}
          <DecisionForm
            decision={question.decision}
            violations={question.line?.violations ?? []}
            competitors={competitors}
            lines={1}
            roles={session.value?.roles ?? []}
            about={block.title}
          />
        </>
      )}
      {known && <OtherLines order={known} block={block} desk={desk} />}
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The rest of the order: an officer who declines one line should see what else hangs on it. */
function OtherLines({ order, block, desk }: { readonly order: OrderWire; readonly block: Block; readonly desk: Desk }) {
  const others = order.lines.filter(({ id, reservation }) => id !== block.id && reservation?.id !== block.id)
  if (others.length === 0) return null
  return (
    <section class="stack-s">
      <h3>{t('otherLines')}</h3>
      <ul class="board-links">
        {others.map((line) => {
          const space = desk.board.spaces.value.find(({ id }) => id === line.spaceId)
          return (
            <li key={line.id}>
              <button
                type="button"
                onClick={() => desk.board.goTo(line.start.slice(0, 10), { blockId: line.reservation?.id ?? line.id })}
              >
                {spanLabel(line.start, line.end)} {space ? nameIn(space.name) : ''}
              </button>
              <LineStateChip line={line} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** As the board has it now, whoever changed it; nothing while it is on no board, as one that was freed. */
function asItStands({ board }: Desk, { id }: Block): Block | undefined {
  const state = board.state.value
  return state.kind === 'shown' ? state.day.blocks.find((one) => one.id === id) : undefined
}

function toneOf({ kind, state }: Block): Tone {
  if (kind === 'request') return 'warn'
  if (kind === 'hold') return 'info'
  if (state === 'in-use') return 'accent'
  return state === 'confirmed' ? 'good' : 'quiet'
}
