import { AlternativeList } from '../../components/AlternativeList.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { ViolationList } from '../../components/ViolationList.tsx'
import { t } from '../../text/order.ts'
import type { VerdictWire } from '@gongyue/shared/api/orders.ts'
import type { OrderModel } from './model.ts'
import { nameOf } from './space-name.ts'

/** What would become of the order as it stands: fits, or every reason why not with what to do instead. */
export function VerdictPanel({ model }: { readonly model: OrderModel }) {
  const verdict = model.verdict.value
  return (
    <div class="verdict" aria-live="polite" tabIndex={-1}>
      {verdict.kind === 'checking' && <Spinner>{t('checking')}</Spinner>}
      {verdict.kind === 'failed' && <Failure failing={verdict.failing} onRetry={() => model.recheck()} />}
      {verdict.kind === 'answered' && <Answer model={model} answer={verdict.answer} />}
    </div>
  )
}

function Answer({ model, answer }: { readonly model: OrderModel; readonly answer: VerdictWire }) {
  if (answer.verdict === 'fits') {
    const direct = answer.routes.filter((route) => route === 'direct').length
    const text = direct === answer.routes.length ? 'fitsDirect' : direct === 0 ? 'fitsApproval' : 'fitsMixed'
    return (
      <Notice tone={direct === answer.routes.length ? 'good' : 'info'}>
        <p>{t(text)}</p>
      </Notice>
    )
  }
  return (
    <div class="stack">
      <Notice tone="warn" title={t('refused')}>
        <ViolationList violations={answer.violations} />
      </Notice>
      {answer.alternatives.length > 0 ? (
        <div class="stack-s">
          <h3>{t('instead')}</h3>
          <AlternativeList
            alternatives={answer.alternatives}
            spaceName={nameOf(model)}
            onTake={(alternative) => model.take(alternative)}
          />
        </div>
      ) : (
        <p class="faint">{t('noInstead')}</p>
      )}
    </div>
  )
}
