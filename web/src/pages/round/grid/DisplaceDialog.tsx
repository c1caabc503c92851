import { Button } from '../../../components/Button.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { placeWords } from '../../../rounds/week-time.ts'
import { t } from '../../../text/round-grid.ts'
import type { Block } from './blocks.ts'

interface DisplaceDialogProps {
  readonly title: string
  readonly others: readonly Block[]
  readonly onYes: () => void
  readonly onClose: () => void
}

/** Says who would lose the place before it happens. */
export function DisplaceDialog({ title, others, onYes, onClose }: DisplaceDialogProps) {
  return (
    <Dialog
      title={t('askTitle')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('askNo')}</Button>
          <Button look="primary" onClick={onYes}>
            {t('askYes')}
          </Button>
        </>
      }
    >
      <div class="stack-s">
        <p>{t('askBody', { title })}</p>
        <ul class="stack-s">
          {others.map((block) => (
            <li key={block.key}>
              <b>{block.title}</b> {block.partyName} <span class="faint">{placeWords(block.place)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
