import { createTransport } from 'nodemailer'
import type { TakenMail } from '@gongyue/db/queries/mail.ts'

/**
 * What became of one try. `refused`: the server will never take it. `not-now`: certainly not sent, another try may do better. `unknown`: the
 * connection was lost while the text went out, so that it may have arrived.
 */
export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused' | 'not-now' | 'unknown'; readonly error: string }

/** A mail server, spoken to over one connection for each mail, one mail after the other. */
export interface Post {
  readonly send: (mail: TakenMail) => Promise<Outcome>
  readonly close: () => void
}

/** @param smtpUrl - `smtp://user:password@host:587` or `smtps://…` */
export function openPost(smtpUrl: string, from: string): Post {
  const talk = followTalk()
  const transport = createTransport({ url: smtpUrl, ...TIMES, transactionLog: true, logger: talk.logger }, { from })
  return {
    close: () => transport.close(),
    send: async ({ mailId, facilityId, to, subject, text, html }) => {
      talk.begin()
      // The same for every try, so that a mailbox can tell a mail that came twice.
      const messageId = `<${mailId}.${facilityId}@gongyue>`
      try {
        await transport.sendMail({ to, subject, text, messageId, ...(html !== null && { html }) })
        return { kind: 'sent' }
      } catch (error) {
        return outcomeOf(error, talk.textAsked())
      }
    },
  }
}

/** A server that says nothing is given up, in milliseconds. */
const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const

/**
 * Follows what client and server say to each other: from the moment the server has asked for the text, a lost connection may have been a mail that
 * arrived. The library's errors do not tell.
 */
function followTalk() {
  let last = ''
  let asked = false
  const listen = (entry: unknown, message?: unknown): void => {
    if (typeof entry !== 'object' || entry === null || !('tnx' in entry)) return
    if (entry.tnx === 'client') last = String(message)
    else if (entry.tnx === 'server' && last === 'DATA' && /^[23]/.test(String(message))) asked = true
  }
  const silent = (): void => {}
  return {
    begin: () => {
      last = ''
      asked = false
    },
    textAsked: () => asked,
    logger: { level: silent, trace: silent, debug: listen, info: silent, warn: silent, error: silent, fatal: silent },
  }
}

function outcomeOf(error: unknown, textAsked: boolean): Outcome {
  const told = error instanceof Error ? error.message.slice(0, 300) : String(error)
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) || 0 : 0
  // The server's own word is certain, whenever it comes. 5xx is for ever but for a wrong password, which the house can mend.
  if (code >= 500 && !isSignIn(error)) return { kind: 'refused', error: told }
  if (code > 0) return { kind: 'not-now', error: told }
  return textAsked ? { kind: 'unknown', error: 'interrupted' } : { kind: 'not-now', error: told }
}

function isSignIn(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAUTH'
}
