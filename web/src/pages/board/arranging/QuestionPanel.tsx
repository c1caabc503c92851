import { useSignal } from '@preact/signals'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import { session } from '../../../app/session.ts'
import { AlternativeList } from '../../../components/AlternativeList.tsx'
import { Button } from '../../../components/Button.tsx'
import { iconAccepted } from '../../../components/icons.ts'
import { Spinner } from '../../../components/Spinner.tsx'
import { ViolationList } from '../../../components/ViolationList.tsx'
import { ObstacleList } from '../../../decisions/ObstacleList.tsx'
import { obstaclesOf, readinessOf, type WaiverDraft } from '../../../decisions/waivers.ts'
import { t } from '../../../text/arranging.ts'
import { t as words } from '../../../text/board.ts'
import { nameIn } from '../../../text/locale.ts'
import { clockSpan, dayLabel, dayOf } from '../../../text/when.ts'
import type { BoardModel } from '../model.ts'
import type { Arranging } from './arranging.ts'
import type { Question } from './questions.ts'

export interface QuestionPanelProps {
  readonly question: Question
  readonly arranging: Arranging
  readonly board: BoardModel
}

/** Why a drop did not go through, who stands there, what else would do; and where this officer may, the reason for doing it all the same. */
export function QuestionPanel({ question, arranging, board }: QuestionPanelProps) {
  const draft = useSignal<WaiverDraft>({})
  const insisted = useSignal(false)
  const roles = session.value?.roles ?? []
  const obstacles = obstaclesOf(question.violations, roles)
  const readiness = readinessOf(obstacles, draft.value)
  const nameOf = (id: string): string => {
    const space = board.spaces.value.find((one) => one.id === id)
    return space ? nameIn(space.name) : ''
  }
  const elsewhere = question.alternatives?.filter((one) => !standsAt(one, question, board)) ?? null
  const waive = (): void => {
    insisted.value = true
    if (readiness.kind === 'ready') arranging.waive(readiness.waivers)
  }
  return (
    <>
      <p class="question-word" role="alert">
        <strong>{t(WORDS[question.level])}</strong>
        <span class="small faint"> {question.job.title}</span>
      </p>
      {question.level === 'nobody' ? (
        <ViolationList violations={question.violations} />
      ) : (
        <ObstacleList
          obstacles={obstacles}
          draft={draft.value}
          insisted={insisted.value}
          onDraft={(constraint, reason) => (draft.value = { ...draft.value, [constraint]: reason })}
        />
      )}
      {question.obstacles.length > 0 && (
        <section class="stack-s">
          <h3>{words('sources')}</h3>
          <ul class="board-links">
            {question.obstacles.map(({ reservationId, title, partyName, spaceId, start, end }) => (
              <li key={reservationId}>
                <button type="button" onClick={() => board.goTo(dayOf(start), { blockId: reservationId })}>
                  {clockSpan(start, end)} {nameOf(spaceId)} · {title}
                </button>
                <span class="small faint">{partyName}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {question.job.changes.length === 1 && (
        <section class="stack-s">
          <h3>{t('instead')}</h3>
          {elsewhere === null && <Spinner>{t('insteadAsking')}</Spinner>}
          {elsewhere?.length === 0 && <p class="small faint">{t('insteadNone')}</p>}
          {elsewhere && (
            <AlternativeList alternatives={elsewhere.slice(0, 6)} spaceName={nameOf} onTake={arranging.takeInstead} />
          )}
        </section>
      )}
      <div class="question-buttons">
        <Button onClick={arranging.questions.close}>{t('back')}</Button>
        {question.level !== 'nobody' && (
          <Button look="primary" icon={iconAccepted} onClick={waive}>
            {t(question.level === 'fits' ? 'insteadTake' : 'waiveAndSave')}
          </Button>
        )}
      </div>
    </>
  )
}

const WORDS = { nobody: 'questionNobody', staff: 'questionStaff', fits: 'carry-fits' } as const

/** Where it stands already is no other place. */
function standsAt({ lines: [line] }: AlternativeWire, { job }: Question, { state }: BoardModel): boolean {
  const block =
    state.value.kind === 'shown' && state.value.day.blocks.find(({ id }) => id === job.changes[0]?.reservationId)
  return (
    block !== false &&
    block !== undefined &&
    line?.spaceId === block.spaceId &&
    Date.parse(line.start) === block.during.start &&
    Date.parse(line.end) === block.during.end
  )
}

/** What the panel is headed with: where it was to go. */
export function questionTitle({ job }: Question, board: BoardModel): string {
  const [first, second] = job.changes
  if (second) return t('questionTogether', { count: job.changes.length })
  if (first?.kind !== 'move') return job.title
  const space = board.spaces.value.find(({ id }) => id === first.spaceId)
  const day = board.range.value === 'day' ? '' : `${dayLabel(dayOf(first.start))} `
  const where = `${space ? nameIn(space.name) : ''} ${day}${clockSpan(first.start, first.end)}`
  return t('questionTitle', { where })
}
