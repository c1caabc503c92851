import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { roundMail } from '@gongyue/shared/i18n/mails.ts'
import { say } from '@gongyue/shared/i18n/say.ts'
import { seasonReasonMessages } from '@gongyue/shared/i18n/season-reasons.ts'
import { placeParams } from '@gongyue/shared/scheduling/season/unmet.ts'
import type { ApplicationRecord, SectionRecord } from '@gongyue/db/queries/applications.ts'
import { enqueueMail } from '@gongyue/db/queries/mail.ts'
import { listPartyAddressees } from '@gongyue/db/queries/messages.ts'
import type { RoundRecord } from '@gongyue/db/queries/rounds.ts'
import type { SeasonPlanRecord } from '@gongyue/db/queries/season-plans.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { GivenDates } from './give-series.ts'

/** Mails are in the language of the house: nobody has chosen one for them. */
const LOCALE: Locale = 'zh-CN'

/** A result as it is told. */
export interface ResultOf {
  readonly round: RoundRecord
  readonly plan: SeasonPlanRecord
  readonly applications: readonly ApplicationRecord[]
  /** What was placed just now. */
  readonly items: readonly GivenDates[]
  readonly facts: Facts
}

/** Tells every applicant its result, with reasons for what it was not given. Who was told the same before is not told again. */
export async function resultMails(app: FastifyInstance, { client }: Tx, result: ResultOf): Promise<number> {
  const { round, applications, facts } = result
  const { facilityId, timeZone, policy, parties } = facts
  if (policy.mailNotices === false) return 0
  let mails = 0
  for (const { id, partyId, sections } of applications) {
    const text = sections.map((section) => linesOf(section, result)).join('\n\n')
    const params = { round: round.name, to: parties.get(partyId)?.name ?? '', text }
    const mark = createHash('sha256').update(text).digest('hex').slice(0, 16)
    for (const { userId, email } of await listPartyAddressees(client, facilityId, partyId)) {
      const isNew = await enqueueMail(client, {
        ...{ facilityId, mailId: app.newId(), to: email },
        subject: say(roundMail.subject, params, LOCALE, timeZone),
        text: say(roundMail.text, params, LOCALE, timeZone),
        dedupeKey: `round ${round.id} ${id} ${mark} ${userId}`,
        at: facts.now,
      })
      if (isNew) mails++
    }
  }
  return mails
}

function linesOf(section: SectionRecord, { plan, items, facts }: ResultOf): string {
  const own = plan.allocations.filter(({ sectionId }) => sectionId === section.id)
  const unmet = plan.unmet.filter(({ sectionId }) => sectionId === section.id)
  const given = own.map(({ nth, place, dates, lost }) => {
    const item = items.find((one) => one.sectionId === section.id && one.nth === nth)
    const params = {
      ...placeParams(place, facts),
      count: item?.booked ?? dates - lost,
      lost: item?.lost.length ?? lost,
    }
    return say(params.lost > 0 ? roundMail.givenWithLost : roundMail.given, params, LOCALE, facts.timeZone)
  })
  // several times of one wish have the same reasons
  const reasons = new Set(
    unmet
      .flatMap((one) => one.reasons)
      .flatMap(({ key, params }) => {
        const messages = seasonReasonMessages(key)
        return messages ? [say(messages, params, LOCALE, facts.timeZone)] : []
      }),
  )
  const missing =
    unmet.length > 0
      ? [
          say(roundMail.unmet, { count: unmet.length }, LOCALE, facts.timeZone),
          ...[...reasons].map((one) => `· ${one}`),
        ]
      : []
  return [`【${section.title}】`, ...given, ...missing].join('\n')
}
