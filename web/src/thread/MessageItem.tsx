import type { MessageOfferWire, MessageWire, ThreadEventWire } from '@gongyue/shared/api/messages.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { declineReasonWord } from '../text/states.ts'
import { t } from '../text/thread.ts'
import { clockOf, dayLabel, dayOf, spanLabel } from '../text/when.ts'
import { takeOffer } from './take-offer.ts'

export interface MessageItemProps {
  readonly message: MessageWire
  readonly order: OrderWire
  readonly desk: boolean
  readonly spaceName: (spaceId: string) => string
}

/** One line of a thread: a message, what became of the order, or a time that is offered instead. */
export function MessageItem({ message, order, desk, spaceName }: MessageItemProps) {
  const { at, kind, side, text, event, offer } = message
  const own = (side === 'house') === desk
  return (
    <li class={`thread-line ${kind}${own ? ' own' : ''}`}>
      <p class="thread-who small faint">
        <span>{whoOf(message)}</span>{' '}
        <time dateTime={at}>
          {dayLabel(dayOf(at))} {clockOf(at)}
        </time>
      </p>
      {event ? <EventText event={event} spaceName={spaceName} /> : <p class="thread-text">{text}</p>}
      {offer && <Offer offer={offer} order={order} desk={desk} spaceName={spaceName} />}
    </li>
  )
}

function EventText({ event, spaceName }: { readonly event: ThreadEventWire } & Pick<MessageItemProps, 'spaceName'>) {
  const reason = reasonText(event.reasonCode, event.reason)
  return (
    <div class="thread-text">
      <p>{eventSentence(event, spaceName)}</p>
      {reason !== '' && <p>{t('because', { reason })}</p>}
    </div>
  )
}

interface OfferProps extends Omit<MessageItemProps, 'message'> {
  readonly offer: MessageOfferWire
}

function Offer({ offer, order, desk, spaceName }: OfferProps) {
  const what = linesText(offer.lines, spaceName)
  return (
    <div class="thread-offer">
      <p class="small faint">{t('offer')}</p>
      <p>
        <strong>{what}</strong>
      </p>
      {!desk && (
        <>
          <p class="small faint">{t('offerHint')}</p>
          <a
            class="button primary"
            href="/order"
            aria-label={t('takeOfferLong', { what })}
            onClick={() => takeOffer(order, offer)}
          >
            {t('takeOffer')}
          </a>
        </>
      )}
    </div>
  )
}

function whoOf({ mine, side, author }: MessageWire): string {
  if (mine) return t('me')
  return author ?? (side === 'house' ? t('house') : '')
}

function eventSentence(
  { name, lines, services = [], fileName }: ThreadEventWire,
  spaceName: MessageItemProps['spaceName'],
): string {
  switch (name) {
    case 'attached':
    case 'detached':
      return t(name, { file: fileName ?? '' })
    default:
      return t(name, {
        lines: [linesText(lines, spaceName), ...services.map(serviceText)]
          .filter((part) => part !== '')
          .join(t('comma')),
      })
  }
}

function serviceText({ title, start, end, place }: NonNullable<ThreadEventWire['services']>[number]): string {
  return [title, spanLabel(start, end), place].filter((part) => part !== '').join(' ')
}

/** What a branch reads of a decline: the reason from the list, then the officer's own sentence. */
export function reasonText(reasonCode: ThreadEventWire['reasonCode'], reason: string | null): string {
  return [reasonCode && declineReasonWord(reasonCode), reason?.trim()].filter(Boolean).join(t('stop'))
}

/** Where and when, in one line of text. */
export function linesText(
  lines: readonly { readonly spaceId: string; readonly start: string; readonly end: string }[],
  spaceName: (spaceId: string) => string,
): string {
  return lines
    .map(({ spaceId, start, end }) => `${spanLabel(start, end)} ${spaceName(spaceId)}`.trim())
    .join(t('comma'))
}
