import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/users.ts'
import { maskedPhone } from '@gongyue/shared/domain/phone.ts'
import { listUsers, type UserRecord } from '@gongyue/db/queries/accounts.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { versionAsked } from '../../plugins/versions.ts'
import { addUser, changeUser, resetPassword } from './write-user.ts'

/** Who may sign in, and what they may do. */
export async function users(app: FastifyInstance): Promise<void> {
  const mustKnow = async ({ facilityId }: Who, partyIds: readonly string[]): Promise<void> => {
    const { parties } = (await app.houses.current(facilityId)).facts
    const wrong = partyIds.flatMap((id, at) =>
      parties.has(id) ? [] : [{ pointer: `/partyIds/${at}`, key: 'not-there', params: {} } as const],
    )
    if (wrong.length > 0) throw malformed(wrong)
  }

  app.handle(api.listUsers, async ({ who }) => {
    const found = await listUsers(app.pg.pool, who.facilityId)
    return { status: 200, body: { items: found.map(userWire) } }
  })

  app.handle(api.addUser, async ({ who, body }) => {
    await mustKnow(who, body.partyIds)
    const made = await addUser(app, who, body)
    if (!made) throw malformed([{ pointer: '/username', key: 'taken', params: {} }])
    return { status: 201, body: { user: userWire(made.user), password: made.password } }
  })

  app.handle(api.changeUser, async (request) => {
    const { who, params, body } = request
    await mustKnow(who, body.partyIds)
    const result = await changeUser(app, who, params.id, body, versionAsked(request))
    switch (result.kind) {
      case 'changed':
        return { status: 200, body: userWire(result.user), headers: { etag: `"${result.user.version}"` } }
      case 'stale':
        return { problem: 'stale', current: userWire(result.user) }
      case 'malformed':
        throw malformed(result.errors)
      case 'not-found':
        throw new HttpProblem('not-found')
    }
  })

  app.handle(api.resetPassword, async ({ who, params }) => {
    const made = await resetPassword(app, who, params.id)
    if (!made) throw new HttpProblem('not-found')
    return { status: 200, body: { user: userWire(made.user), password: made.password } }
  })
}

function userWire({ phone, roles, parties, ...rest }: UserRecord): api.UserWire {
  return { ...rest, roles: [...roles], parties: [...parties], phone: phone && maskedPhone(phone) }
}
