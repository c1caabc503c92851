import type { FastifyInstance } from 'fastify'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { wishMail, wishNews } from '@gongyue/shared/i18n/mails.ts'
import { say } from '@gongyue/shared/i18n/say.ts'
import { enqueueMail } from '@gongyue/db/queries/mail.ts'
import { listPartyAddressees } from '@gongyue/db/queries/messages.ts'
import type { WishRecord } from '@gongyue/db/queries/wishes.ts'
import type { Tx } from '@gongyue/db/transaction.ts'

/** Mails are in the language of the house: nobody has chosen one for them. */
const LOCALE: Locale = 'zh-CN'

/** What there is to tell. */
export interface WishNews {
  readonly facilityId: string
  readonly wish: WishRecord
  readonly news: keyof typeof wishNews
  readonly text: string
}

/** Tells a party by mail what became of its wish: there is an offer, or the house has nothing. */
export async function tellOfWish(
  app: FastifyInstance,
  { client }: Pick<Tx, 'client'>,
  { facilityId, wish, news, text }: WishNews,
): Promise<void> {
  const { facts } = await app.houses.known(facilityId)
  if (facts.policy.mailNotices === false) return
  const what = say(wishNews[news], {}, LOCALE, facts.timeZone)
  const params = { title: wish.title, what, text, to: wish.partyName }
  for (const { userId, email } of await listPartyAddressees(client, facilityId, wish.partyId)) {
    await enqueueMail(client, {
      ...{ facilityId, mailId: app.newId(), to: email, at: app.clock() },
      subject: say(wishMail.subject, params, LOCALE, facts.timeZone).replace(/\s+/g, ' '),
      text: say(wishMail.text, params, LOCALE, facts.timeZone).replace(/\n{3,}/g, '\n\n'),
      dedupeKey: `wish ${wish.id} ${wish.version} ${wish.offers.length} ${userId}`,
    })
  }
}
