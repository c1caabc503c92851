import type { FastifyInstance } from 'fastify'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { offerMail, threadLine } from '@gongyue/shared/i18n/mails.ts'
import { calendarDay, clockTime, dayText, say } from '@gongyue/shared/i18n/say.ts'
import { enqueueMail } from '@gongyue/db/queries/mail.ts'
import { listPartyAddressees } from '@gongyue/db/queries/messages.ts'
import type { EntitledDate, NewOffer } from '@gongyue/db/queries/offers.ts'
import type { Tx } from '@gongyue/db/transaction.ts'

/** Mails are in the language of the house: nobody has chosen one for them. */
const LOCALE: Locale = 'zh-CN'

/** Tells the party of a lost date, each who has an address, that its slot is kept for it and until when. In the transaction that keeps it. */
export async function offerByMail(
  app: FastifyInstance,
  { client }: Pick<Tx, 'client'>,
  { partyId, title }: EntitledDate,
  { id, spaceId, start, end, madeAt, expiresAt }: NewOffer,
  facts: Facts,
): Promise<void> {
  const { facilityId, timeZone, policy, spaces, parties } = facts
  if (policy.mailNotices === false) return
  const moment = (at: number) => `${dayText(calendarDay(at, timeZone), LOCALE)} ${clockTime(at, timeZone)}`
  const place = {
    day: dayText(calendarDay(start, timeZone), LOCALE),
    from: clockTime(start, timeZone),
    until: clockTime(end, timeZone),
    space: spaces.get(spaceId)?.name[LOCALE] ?? '',
  }
  const params = {
    title: title.replace(/\s+/g, ' '),
    slot: say(threadLine, place, LOCALE, timeZone),
    until: moment(expiresAt),
    to: parties.get(partyId)?.name ?? '',
  }
  for (const { userId, email } of await listPartyAddressees(client, facilityId, partyId))
    await enqueueMail(client, {
      facilityId,
      mailId: app.newId(),
      to: email,
      subject: say(offerMail.subject, params, LOCALE, timeZone),
      text: say(offerMail.text, params, LOCALE, timeZone),
      dedupeKey: `offer ${id} ${userId}`,
      at: madeAt,
    })
}
