import type { FastifyInstance } from 'fastify'
import { failAbandoned, markFailed, markSent, putBack, takeMails, type TakenMail } from '@gongyue/db/queries/mail.ts'
import type { Task } from './define.ts'
import { openPost, type Post } from './post.ts'

/** Each minute: hands over the mails that are due. */
export const sendMail: Task = { name: 'send-mail', run: async (app) => await sendMails(app) }

/** Minutes until the next try, after the first, the second …; after the last one a person has to look at it. */
export const PAUSES = [1, 5, 15, 60, 240] as const

/** A mail whose sender has not come back for so long is abandoned, in milliseconds: a try takes two minutes at most. */
const ABANDONED = 10 * 60_000
/** Mails taken in one go. */
const BATCH = 10

/**
 * Sends what is due. Without a mail server nothing is touched: mails wait, to be seen and copied in the outbox. Each row is marked before it is sent,
 * so that two processes never send the same one; a mail of which nobody knows whether it arrived is not sent again by itself.
 */
export async function sendMails(app: FastifyInstance): Promise<void> {
  const { smtpUrl, mailFrom } = app.config
  if (smtpUrl === null) return
  const { pool } = app.pg
  await failAbandoned(pool, app.clock() - ABANDONED, 'abandoned')
  const post = openPost(smtpUrl, mailFrom)
  try {
    for (;;) {
      const mails = await takeMails(pool, app.clock(), BATCH)
      if (mails.length === 0) return
      let answered = true
      for (const mail of mails) answered = (await sendOne(app, post, mail)) && answered
      // A server that is away or busy is left alone until the next minute.
      if (!answered) return
    }
  } finally {
    post.close()
  }
}

/** @returns false when the mail server could not take it now */
async function sendOne(app: FastifyInstance, post: Post, mail: TakenMail): Promise<boolean> {
  const { pool } = app.pg
  const outcome = await post.send(mail)
  switch (outcome.kind) {
    case 'sent':
      await markSent(pool, mail, app.clock())
      return true
    case 'refused':
    case 'unknown':
      await markFailed(pool, mail, outcome.error)
      return true
    case 'not-now': {
      const pause = PAUSES[mail.tries - 1]
      if (pause === undefined) await markFailed(pool, mail, outcome.error)
      else await putBack(pool, mail, outcome.error, app.clock() + pause * 60_000)
      return false
    }
  }
}
