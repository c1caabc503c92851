import type { FastifyInstance } from 'fastify'
import { auditRow, type AuditEvent } from '@gongyue/db/queries/audit.ts'
import { deleteOldKeys } from '@gongyue/db/queries/idempotency.ts'
import { deleteExpiredSessions, deleteSession, insertSession, readWho, type Who } from '@gongyue/db/queries/sessions.ts'
import { findAccount, type Account } from '@gongyue/db/queries/users.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { sessionSecrets } from '../../plugins/session.ts'
import { passwordFits } from './passwords.ts'

/** Who wants in, from where. */
export interface SignInRequest {
  readonly username: string
  readonly password: string
  readonly userAgent: string | null
  readonly ip: string
  /** The session that the same browser had until now: it ends, so that a planted cookie is worth nothing. */
  readonly old: Who | null
}

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly who: Who; readonly token: string }
  | { readonly kind: 'wrong-password' }

/** Opens a session. A wrong name, a wrong password and a closed account are one answer and take the same time. */
export async function signIn(app: FastifyInstance, request: SignInRequest): Promise<SignInResult> {
  const account = await findAccount(app.pg.pool, request.username)
  const fits = await passwordFits(request.password, account?.passwordHash ?? null)
  if (account === null) return WRONG
  if (!fits || !account.active) {
    tellLater(app, account, fits ? 'not-active' : 'wrong-password', request.ip)
    return WRONG
  }
  const { token, tokenHash, csrfToken } = sessionSecrets()
  const { facilityId, userId } = account
  const now = app.clock()
  const who = await inTransaction(
    app.pg.pool,
    async ({ client, undo }) => {
      const sessionId = app.newId()
      if (request.old !== null) await deleteSession(client, request.old.facilityId, request.old.sessionId)
      await deleteExpiredSessions(client, facilityId, userId, now)
      await deleteOldKeys(client, facilityId, userId, now - KEY_DAYS * DAY)
      await insertSession(client, {
        facilityId,
        sessionId,
        userId,
        tokenHash,
        csrfToken,
        createdAt: now,
        expiresAt: now + app.config.sessionHours * HOUR,
        userAgent: request.userAgent?.slice(0, 300) ?? null,
      })
      await auditRow(client, event(app, account, 'sign-in', 'session', sessionId, { ip: request.ip }))
      // Null when the account was closed in this moment.
      return (await readWho(client, tokenHash, now)) ?? undo(null)
    },
    app,
  )
  return who === null ? WRONG : { kind: 'signed-in', who, token }
}

const WRONG = { kind: 'wrong-password' } as const
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A phone that lost its signal sends again within minutes; days are plenty. */
const KEY_DAYS = 3

/**
 * Keeps a failed sign-in, after the reply: its write must not tell a real account from an invented one. Invented names are
 * not kept at all, for people type passwords into the wrong field.
 */
function tellLater(app: FastifyInstance, account: Account, why: 'wrong-password' | 'not-active', ip: string): void {
  const failed = event(app, account, 'sign-in-failed', 'user', account.userId, { why, ip })
  auditRow(app.pg.pool, { ...failed, userId: null }).catch((error: unknown) => {
    app.log.error({ err: error }, 'a failed sign-in could not be kept')
  })
}

function event(
  app: FastifyInstance,
  { facilityId, userId }: Account,
  action: string,
  noun: string,
  nounId: string,
  data: AuditEvent['data'],
): AuditEvent {
  return { facilityId, auditId: app.newId(), at: app.clock(), userId, action, noun, nounId, data }
}
