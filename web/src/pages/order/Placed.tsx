import { useEffect, useRef } from 'preact/hooks'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { pictureOf } from '../../check-in/picture-of.ts'
import { Button } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconAccepted, iconPending } from '../../components/icons.ts'
import { LineStateChip } from '../../components/StateChip.tsx'
import { CheckInCode } from '../../components/CheckInCode.tsx'
import { When } from '../../components/When.tsx'
import { t } from '../../text/order.ts'
import type { OrderModel } from './model.ts'
import { nameOf } from './space-name.ts'
import './placed.css'

/** Done: what is confirmed with its code, what waits, and where to look later. */
export function Placed({ order, model }: { readonly order: OrderWire; readonly model: OrderModel }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    window.scrollTo(0, 0)
    heading.current?.focus()
  }, [order.id])
  const confirmed = order.lines.filter(({ reservation }) => reservation !== null)
  const outcome = confirmed.length === order.lines.length ? 'Confirmed' : confirmed.length === 0 ? 'Waiting' : 'Mixed'
  const spaceName = nameOf(model)
  return (
    <div class="placed stack">
      <div class={`placed-head tone-${outcome === 'Waiting' ? 'info' : 'good'}`}>
        <Icon of={outcome === 'Waiting' ? iconPending : iconAccepted} />
        <h1 ref={heading} tabIndex={-1}>
          {t(`placed${outcome}`)}
        </h1>
        <p class="faint">{t(`placed${outcome}Hint`)}</p>
      </div>
      <section class="card stack">
        <p class="row">
          <span class="faint">{t('reference')}</span> <strong>{order.reference}</strong>
        </p>
        <ul class="placed-lines">
          {order.lines.map((line) => (
            <li key={line.id}>
              <div class="placed-line">
                <div class="basket-text">
                  <span class="space-name">{spaceName(line.spaceId)}</span>
                  <span>
                    <When {...line} />
                  </span>
                </div>
                <LineStateChip line={line} />
              </div>
              {line.reservation && (
                <CheckInCode code={line.reservation.code} text={pictureOf(line.start, line.reservation.code)} />
              )}
            </li>
          ))}
        </ul>
      </section>
      <div class="placed-ways">
        <a class="button" href={`/orders/${order.id}`}>
          {t('viewOrder')}
        </a>
        {outcome !== 'Confirmed' && (
          <a class="button" href={`/orders/${order.id}#files`}>
            {t('addFiles')}
          </a>
        )}
        <Button look="primary" onClick={() => model.startAgain()}>
          {t('again')}
        </Button>
      </div>
    </div>
  )
}
