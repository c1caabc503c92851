import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { clockSpanOf } from '../../../board/clock.ts'
import { AlternativeList } from '../../../components/AlternativeList.tsx'
import { Button } from '../../../components/Button.tsx'
import { Failure } from '../../../components/Failure.tsx'
import { Icon } from '../../../components/Icon.tsx'
import { iconAccepted, iconPending, iconWarning } from '../../../components/icons.ts'
import { ViolationList } from '../../../components/ViolationList.tsx'
import { obstaclesOf, WAIVER_REASON_MIN, type Obstacle } from '../../../decisions/waivers.ts'
import { t as decisions } from '../../../text/decisions.ts'
import { t } from '../../../text/desk-booking.ts'
import { nameIn } from '../../../text/locale.ts'
import { violationSentence } from '../../../text/sentences.ts'
import { dayLabel, spanLabel } from '../../../text/when.ts'
import type { BoardModel } from '../model.ts'
import { blocksIn } from './defaults.ts'
import type { BookingForm } from './form.ts'
import type { Booking } from './model.ts'
import { levelOf, type Level, type Verdict } from './verdict.ts'

const ICONS = {
  asking: iconPending,
  fits: iconAccepted,
  ready: iconAccepted,
  staff: iconWarning,
  nobody: iconWarning,
  displacing: iconWarning,
  failing: iconWarning,
} as const satisfies Record<Level, string>

export interface VerdictViewProps {
  readonly booking: Booking
  readonly board: BoardModel
  readonly form: BookingForm
}

/** The server's word on what stands in the form: all reasons, who stands there, who would lose, and what else would do. */
export function VerdictView({ booking, board, form }: VerdictViewProps) {
  const verdict = booking.verdict.value
  const sending = booking.sending.value
  const roles = booking.roles()
  const level = levelOf(verdict, form, roles)
  const obstacles = verdict.kind === 'refused' ? obstaclesOf(verdict.violations, roles) : []
  const remarks = verdict.kind === 'refused' ? verdict.violations.filter(({ level: one }) => one === 'soft') : []
  return (
    <section class={`verdict ${level}`}>
      <p class="verdict-where">
        <strong>{nameIn(form.space.name)}</strong>
        <span>{whenOf(form, board)}</span>
      </p>
      {verdict.kind === 'failing' ? (
        <Failure failing={verdict.failing} />
      ) : (
        <p class="verdict-word" role="status">
          <Icon of={ICONS[level]} />
          <span>
            {level === 'staff'
              ? t('verdict-staff', { count: obstacles.length })
              : verdict.kind === 'displacing'
                ? t('verdict-displacing', { count: verdict.losers.length })
                : t(WORDS[level])}
          </span>
        </p>
      )}
      {level === 'nobody' && <ViolationList violations={obstacles.map(({ violation }) => violation)} />}
      {(level === 'staff' || level === 'ready') &&
        obstacles.map((obstacle) => (
          <Waivable
            key={obstacle.violation.constraint}
            obstacle={obstacle}
            reason={form.waivers[obstacle.violation.constraint] ?? ''}
            insisted={sending.kind === 'wanting' && sending.what === 'reason'}
            onReason={(reason) => booking.waive(obstacle.violation.constraint, reason)}
          />
        ))}
      {remarks.length > 0 && <ViolationList violations={remarks} />}
      {verdict.kind === 'refused' && level === 'nobody' && (
        <Instead verdict={verdict} booking={booking} board={board} form={form} />
      )}
      {verdict.kind === 'displacing' && (
        <>
          <ul class="verdict-losers">
            {verdict.losers.map(({ lineId, title, partyName, start, end }) => (
              <li key={lineId}>
                <strong>{title}</strong>
                <span class="small">
                  {partyName} · {spanLabel(start, end)}
                </span>
              </li>
            ))}
          </ul>
          {sending.kind === 'wanting' && sending.what === 'consent' && (
            <p class="small" role="alert">
              {t('consentWanted')}
            </p>
          )}
          <Button
            look="primary"
            data-consent
            onClick={() => void booking.book(verdict.losers.map(({ lineId }) => lineId))}
          >
            {t('consent', { count: verdict.losers.length })}
          </Button>
        </>
      )}
    </section>
  )
}

const WORDS = {
  asking: 'verdict-asking',
  fits: 'verdict-fits',
  ready: 'verdict-ready',
  nobody: 'verdict-nobody',
  failing: 'verdict-nobody',
  staff: 'verdict-ready',
  displacing: 'verdict-fits',
} as const satisfies Record<Level, string>

const REASONS = ['reasonWalkIn', 'reasonPhone', 'reasonLeader', 'reasonReplace'] as const

interface WaivableProps {
  readonly obstacle: Obstacle
  readonly reason: string
  readonly insisted: boolean
  readonly onReason: (reason: string) => void
}

/** A rule that this clerk may set aside: one click on a common reason, or a sentence. */
function Waivable({ obstacle: { violation }, reason, insisted, onReason }: WaivableProps) {
  const rule = violationSentence(violation)
  const known = REASONS.map((key) => t(key))
  const missing = insisted && reason.trim().length < WAIVER_REASON_MIN
  return (
    <fieldset class="reason-chips" data-rule={violation.constraint}>
      <legend>{rule}</legend>
      {known.map((one) => (
        <button
          key={one}
          type="button"
          class="pick-chip"
          aria-pressed={reason === one}
          onClick={() => onReason(reason === one ? '' : one)}
        >
          {one}
        </button>
      ))}
      <input
        class="input"
        aria-label={t('reasonFor', { rule })}
        aria-invalid={missing || undefined}
        placeholder={t('reasonOther')}
        maxLength={500}
        value={known.includes(reason) ? '' : reason}
        onInput={(event) => onReason(event.currentTarget.value)}
      />
      {missing && (
        <p class="fault" role="alert">
          <Icon of={iconWarning} />
          <span>{t('reasonMissing')}</span>
        </p>
      )}
    </fieldset>
  )
}

interface InsteadProps extends VerdictViewProps {
  readonly verdict: Extract<Verdict, { readonly kind: 'refused' }>
}

/** Who stands there, and what is free instead; one press takes it. */
function Instead({ verdict, booking, board, form: { space, during } }: InsteadProps) {
  const nameOf = (id: string): string => {
    const found = board.spaces.value.find((one) => one.id === id)
    return found ? nameIn(found.name) : ''
  }
  const around = booking.around()
  const blocks = around ? blocksIn(space, during, around) : []
  const barred = verdict.violations.some(({ waivableBy }) => waivableBy === 'manager')
  return (
    <>
      {barred && <p class="small faint">{decisions('waiveManager')}</p>}
      {blocks.length > 0 && (
        <div class="stack-s">
          <h3>{t('sources')}</h3>
          <ul class="board-links">
            {blocks.map((block) => (
              <li key={block.id}>
                <button
                  type="button"
                  onClick={() => board.goTo(localDateOf(block.during.start, board.zone), { blockId: block.id })}
                >
                  {clockSpanOf(block.during, board.zone)} {nameOf(block.spaceId)} · {block.title}
                </button>
                <span class="small faint">{block.partyName}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class="stack-s" data-instead>
        <h3>{t('instead')}</h3>
        {verdict.alternatives.length === 0 ? (
          <p class="small faint">{t('insteadNone')}</p>
        ) : (
          <AlternativeList
            alternatives={verdict.alternatives.slice(0, 5)}
            spaceName={nameOf}
            onTake={booking.takeInstead}
          />
        )}
      </div>
    </>
  )
}

/** Day and hours of the form, as the clerk says them aloud. */
export function whenOf({ during }: Pick<BookingForm, 'during'>, { zone }: Pick<BoardModel, 'zone'>): string {
  return `${dayLabel(localDateOf(during.start, zone))} ${clockSpanOf(during, zone)}`
}
