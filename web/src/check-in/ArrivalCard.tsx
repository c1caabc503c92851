import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { spaceName } from '../app/spaces.ts'
import { Button } from '../components/Button.tsx'
import { Notice } from '../components/Notice.tsx'
import { When } from '../components/When.tsx'
import { t } from '../text/check-in.ts'
import { problemSentence } from '../text/problems.ts'
import { clockOf, spanLabel } from '../text/when.ts'
import type { Door, DoorModel } from './model.ts'
import { PresentCount } from './PresentCount.tsx'

/** Who, where, when, how many; Enter lets them in. What stands in the way says so, with the way out beside it. */
export function ArrivalCard({
  at,
  model,
}: {
  readonly at: Extract<Door, { kind: 'found' }>
  readonly model: DoorModel
}) {
  const { attendance, refused, offline } = at
  const confirm = useRef<HTMLDivElement>(null)
  // Enter is the one key: the scanner's or the hand's next one.
  useEffect(() => confirm.current?.querySelector('button')?.focus(), [attendance.id, refused])
  return (
    <section class="card arrival" aria-labelledby="arrival-title">
      <h2 id="arrival-title">{attendance.title}</h2>
      <dl class="arrival-facts">
        <Fact name={t('where')}>{spaceName(attendance.spaceId)}</Fact>
        <Fact name={t('when')}>
          <When start={attendance.start} end={attendance.end} />
        </Fact>
        <Fact name={t('who')}>{attendance.partyName}</Fact>
        <Fact name={t('placedBy')}>{attendance.placedBy}</Fact>
        <Fact name={t('booked')}>{String(attendance.headcount)}</Fact>
      </dl>
      {offline && (
        <Notice tone="warn" offline>
          <p>{t('offlineCard')}</p>
        </Notice>
      )}
      {attendance.inside && !refused && (
        <Notice tone="info">
          <p>{t('insideNow', { who: attendance.inside.partyName, until: clockOf(attendance.inside.end) })}</p>
        </Notice>
      )}
      {refused && (
        <Notice tone="warn" loud title={refused.problem.title}>
          <p>{problemSentence(refused.problem)}</p>
        </Notice>
      )}
      {refused && refused.alternatives.length > 0 && (
        <div class="stack-s">
          <h3>{t('instead')}</h3>
          <ul class="arrival-instead">
            {refused.alternatives.map(({ lines }) => (
              <li key={lines.map((line) => line.spaceId + line.start).join()}>
                {lines.map((line) => `${spaceName(line.spaceId)} ${spanLabel(line.start, line.end)}`).join(' + ')}
              </li>
            ))}
          </ul>
        </div>
      )}
      {(!refused || refused.wayOut) && <PresentCount count={model.present.value} onCount={model.count} />}
      <div class="arrival-ways" ref={confirm}>
        {!refused && (
          <Button look="primary" busy={model.busy.value} onClick={() => void model.confirm()}>
            {t('confirm')}
          </Button>
        )}
        {refused?.wayOut && (
          <Button look="primary" busy={model.busy.value} onClick={() => void model.confirm(refused.wayOut)}>
            {t(refused.wayOut === 'restore' ? 'restore' : 'letIn')}
          </Button>
        )}
        <Button onClick={model.clear}>{t('another')}</Button>
      </div>
    </section>
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
