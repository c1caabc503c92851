import type { FastifyInstance } from 'fastify'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { threadMail, threadNews } from '@gongyue/shared/i18n/mails.ts'
import { say } from '@gongyue/shared/i18n/say.ts'
import { enqueueMail } from '@gongyue/db/queries/mail.ts'
import { listHouseAddressees, listPartyAddressees, type NewMessage } from '@gongyue/db/queries/messages.ts'
import type { OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { mailBody } from './mail-body.ts'

/** Mails are in the language of the house: nobody has chosen one for them. */
const LOCALE: Locale = 'zh-CN'

/** Puts a mail about a new line of a thread into the outbox, for each of the other side who has an address. The words are not for whoever wrote them. */
export async function noticeByMail(
  app: FastifyInstance,
  tx: Tx,
  order: Pick<OrderRecord, 'id' | 'reference' | 'title' | 'partyId' | 'partyName'>,
  message: NewMessage,
): Promise<void> {
  const { facilityId, id, side, authorId, at } = message
  const { facts } = await app.houses.known(facilityId)
  if (facts.policy.mailNotices === false) return
  const addressees =
    side === 'house'
      ? await listPartyAddressees(tx.client, facilityId, order.partyId)
      : await listHouseAddressees(tx.client, facilityId, order.id)
  if (addressees.length === 0) return
  const names = new Map([...facts.spaces.values()].map((space) => [space.id, space.name[LOCALE]]))
  const params = {
    title: order.title,
    reference: order.reference,
    what: say(threadNews[newsOf(message)], {}, LOCALE, facts.timeZone),
    text: mailBody(message, facts, names, LOCALE),
    to: order.partyName,
  }
  for (const { userId, email } of addressees) {
    if (userId === authorId) continue
    await enqueueMail(tx.client, {
      facilityId,
      mailId: app.newId(),
      to: email,
      subject: oneLine(say(threadMail.subject, params, LOCALE, facts.timeZone)),
      text: say(threadMail.text, params, LOCALE, facts.timeZone).replace(/\n{3,}/g, '\n\n'),
      dedupeKey: `message ${id} ${userId}`,
      at,
    })
  }
}

function newsOf({ event, offer }: NewMessage): keyof typeof threadNews {
  return event ?? (offer ? 'offer' : 'message')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
