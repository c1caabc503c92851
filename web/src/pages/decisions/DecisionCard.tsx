import type { DecisionRecordWire } from '@gongyue/shared/api/decision-records.ts'
import { spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconAccepted, iconWarning } from '../../components/icons.ts'
import { ViolationList } from '../../components/ViolationList.tsx'
import { t } from '../../text/decision-records.ts'
import { clockOf, dayLabel, dayOf, spanLabel } from '../../text/when.ts'
import type { DecisionsModel } from './model.ts'
import { nameOf } from './Refusals.tsx'

const TONES = { refused: 'warn', accepted: 'good', override: 'info' } as const

interface CardProps {
  readonly record: DecisionRecordWire
  readonly model: DecisionsModel
}

/** One decision: who asked for what, what was said, by whom and by which rules. */
export function DecisionCard({ record, model }: CardProps) {
  const { id, kind, title, partyName, decidedAt, decidedByName, reference, orderId, policyVersion } = record
  return (
    <article class="card decision">
      <div class="decision-head">
        <h3>
          {title} <span class="faint">{partyName}</span>
        </h3>
        <span class={`chip tone-${TONES[kind]}`}>{t(kind)}</span>
      </div>
      <ul class="small decision-asked">
        {record.asked.map(({ spaceId, start, end, headcount }) => (
          <li key={`${spaceId} ${start}`}>
            {spaceId !== null && `${spaceName(spaceId)} · `}
            {spanLabel(start, end)} · {t('people', { count: headcount })}
          </li>
        ))}
      </ul>
      {kind !== 'accepted' && record.violations.length > 0 && <ViolationList violations={record.violations} />}
      {record.waivers.map(({ constraint, reason }) => (
        <p key={constraint} class="small">
          {nameOf(constraint)} – {t('waived', { reason })}
        </p>
      ))}
      <p class="small faint">
        {dayLabel(dayOf(decidedAt))} {clockOf(decidedAt)} ·{' '}
        {decidedByName === null ? t('byRules') : t('by', { name: decidedByName })} ·{' '}
        {t('policy', { version: policyVersion })}
        {reference !== null && ` · ${reference}`}
      </p>
      <div class="row">
        <Button busy={model.answers.value.get(id)?.kind === 'asking'} onClick={() => void model.replay(id)}>
          {t('replay')}
        </Button>
        {orderId !== null && <a href={`/orders/${orderId}`}>{t('toOrder')}</a>}
      </div>
      <Told id={id} model={model} />
    </article>
  )
}

function Told({ id, model }: { readonly id: string; readonly model: DecisionsModel }) {
  const answer = model.answers.value.get(id)
  if (answer?.kind !== 'told') return null
  return (
    <p role="status" class={`decision-told ${answer.same ? 'tone-good' : 'tone-warn'}`}>
      <Icon of={answer.same ? iconAccepted : iconWarning} />
      <span>{answer.same ? t('same', { around: answer.around }) : t('differs')}</span>
    </p>
  )
}
