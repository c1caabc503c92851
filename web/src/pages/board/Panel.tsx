import { useEffect, useRef } from 'preact/hooks'
import { Dialog } from '../../components/Dialog.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconClose } from '../../components/icons.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/board.ts'
import { QuestionPanel, questionTitle } from './arranging/QuestionPanel.tsx'
import { BlockPanel } from './BlockPanel.tsx'
import { CellPanel } from './CellPanel.tsx'
import type { Desk } from './desk.ts'
import './panel.css'

/** Beside the board on a desk, a sheet on a phone. It does not cover the board: the desk looks from one to the other. */
export function Panel({ desk, narrow }: { readonly desk: Desk; readonly narrow: boolean }) {
  const panel = desk.panel.panel.value
  const question = desk.arranging.questions.question.value
  const head = useRef<HTMLHeadingElement>(null)
  const about = question
    ? question.job.key
    : panel.kind === 'block'
      ? panel.block.id
      : panel.kind === 'cell'
        ? `${panel.space.id} ${panel.span.start}`
        : ''
  useEffect(() => {
    if (about && !narrow) head.current?.focus()
  }, [about, narrow])
  if (panel.kind === 'closed' && !question) return null
  const title = question
    ? questionTitle(question, desk.board)
    : panel.kind === 'block'
      ? panel.block.title
      : panel.kind === 'cell'
        ? nameIn(panel.space.name)
        : ''
  const content = question ? (
    <QuestionPanel question={question} arranging={desk.arranging} board={desk.board} />
  ) : panel.kind === 'block' ? (
    <BlockPanel panel={panel} desk={desk} narrow={narrow} />
  ) : panel.kind === 'cell' ? (
    <CellPanel panel={panel} desk={desk} />
  ) : null
  if (narrow)
    return (
      <Dialog title={title} onClose={desk.closePanel}>
        <div class="board-panel-sheet" key={about}>
          {content}
        </div>
      </Dialog>
    )
  return (
    <aside class="board-panel screen-only" aria-labelledby="board-panel-title">
      <div class="board-panel-head">
        <h2 id="board-panel-title" tabIndex={-1} ref={head}>
          {title}
        </h2>
        <button
          type="button"
          class="button icon-only plain"
          aria-label={t('close')}
          title={`${t('close')} Esc`}
          onClick={desk.closePanel}
        >
          <Icon of={iconClose} />
        </button>
      </div>
      <div class="board-panel-body" key={about}>
        {content}
      </div>
    </aside>
  )
}
