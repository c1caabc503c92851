import type { ViolationWire } from '@gongyue/shared/api/problem.ts'
import { AlternativeList } from '../../components/AlternativeList.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconWarning } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/order.ts'
import { violationSentence } from '../../text/sentences.ts'
import { clockOf, dayLabel, dayOf, spanLabel } from '../../text/when.ts'
import type { OrderModel } from './model.ts'
import { nameOf } from './space-name.ts'
import type { Why } from './why.ts'

/** Why a cell is grey: each rule, until when, who may waive it, and what is free instead. */
export function WhySheet({ model, why }: { readonly model: OrderModel; readonly why: Why }) {
  const spaceName = nameOf(model)
  const { answer, cell } = why
  return (
    <Dialog title={t('whyTitle')} onClose={() => model.closeWhy()}>
      <div class="stack">
        <p class="faint">
          {spanLabel(cell.start, cell.end)} {model.card.value?.kind === 'many' ? '' : spaceName(why.spaceId)}
        </p>
        {answer.kind === 'loading' && <Spinner />}
        {answer.kind === 'failed' && <Failure failing={answer.failing} onRetry={() => void model.askWhy(cell)} />}
        {answer.kind === 'ready' && (
          <>
            {answer.body.violations.length === 0 ? (
              <p>{t('whyFits')}</p>
            ) : (
              <ul class="violations">
                {answer.body.violations.map(({ violation, until }) => (
                  <li key={violation.constraint}>
                    <Icon of={iconWarning} />
                    <div>
                      <div>{violationSentence(violation)}</div>
                      <div class="small faint">
                        {[
                          until && t('whyUntil', { moment: `${dayLabel(dayOf(until))} ${clockOf(until)}` }),
                          waiverWord(violation),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </div>
                    </div>
                  </li>
                ))}
              </ul>
            )}
            {answer.body.alternatives.length > 0 ? (
              <div class="stack-s">
                <h3>{t('instead')}</h3>
                <AlternativeList
                  alternatives={answer.body.alternatives}
                  spaceName={spaceName}
                  onTake={(alternative) => model.takeForCell(alternative)}
                />
              </div>
            ) : (
              answer.body.violations.length > 0 && <p class="faint">{t('noInstead')}</p>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

function waiverWord({ waivableBy }: ViolationWire): string {
  switch (waivableBy) {
    case 'nobody':
      return ''
    case 'staff':
      return t('waivedByStaff')
    case 'manager':
      return t('waivedByManager')
  }
}
