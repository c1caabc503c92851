import { Button } from '../../components/Button.tsx'
import { Notice } from '../../components/Notice.tsx'
import { LineStateChip } from '../../components/StateChip.tsx'
import { t as decisions } from '../../text/decisions.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/queue.ts'
import { spanLabel } from '../../text/when.ts'
import type { Overtaken, QueueModel } from './model.ts'

/** Somebody else was quicker: what became of the request, until the officer has seen it. */
export function OvertakenNotice({ overtaken, model }: { readonly overtaken: Overtaken; readonly model: QueueModel }) {
  return (
    <Notice tone="info" loud title={overtaken.title}>
      <p>{overtaken.order ? decisions('late') : decisions('gone')}</p>
      {overtaken.order && (
        <ul>
          {overtaken.order.lines.map((line) => {
            const space = model.spaces.value.get(line.spaceId)
            return (
              <li key={line.id} class="row">
                <LineStateChip line={line} />
                <span>
                  {spanLabel(line.start, line.end)} {space ? nameIn(space.name) : ''}
                </span>
              </li>
            )
          })}
        </ul>
      )}
      <p>
        <Button onClick={() => model.takeNote(overtaken)}>{t('understood')}</Button>
      </p>
    </Notice>
  )
}
