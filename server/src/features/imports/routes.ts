import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as api from '@gongyue/shared/api/imports.ts'
import type { Idempotent } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { localeOf } from '../../plugins/language.ts'
import { bookAnswer } from '../../xlsx/book-answer.ts'
import { receiveBook } from '../../xlsx/receive-book.ts'
import { enrolmentTable } from './enrolment-table.ts'
import { importTable } from './import-table.ts'
import { partyTable } from './party-table.ts'
import { personTable } from './person-table.ts'
import type { Table } from './table.ts'
import { templateBook } from './template-book.ts'

/** What comes in tables. */
export async function imports(app: FastifyInstance): Promise<void> {
  await app.register(multipart)

  const bringIn = async (request: Sent, table: Table) => {
    const bytes = await receiveBook(request)
    const common = { who: request.who, bytes, dryRun: request.query.dryRun === true, locale: localeOf(request) }
    return answer(await importTable(app, { ...common, table, keyed: keyedRequest(request, request.who) }))
  }

  app.handle(
    api.importParties,
    async (request) => await bringIn(request, partyTable(request.who.facilityId, app.newId)),
  )

  app.handle(
    api.importPeople,
    async (request) => await bringIn(request, personTable(request.who.facilityId, app.newId)),
  )

  app.handle(api.importEnrolments, async (request) => {
    const { facilityId } = request.who
    const of = { facilityId, programmeId: request.query.programmeId, now: app.clock() }
    return await bringIn(request, enrolmentTable(of, app.newId))
  })

  app.handle(api.readTemplate, async ({ params }) => bookAnswer(await templateBook(params.kind), NAMES[params.kind]))
}

type Sent = FastifyRequest & { readonly who: Who; readonly query: { readonly dryRun?: boolean } }

const NAMES: Readonly<Record<api.ImportKind, string>> = {
  parties: '单位导入模板',
  people: '人员导入模板',
  enrolments: '学员导入模板',
}

function answer(done: Idempotent<api.ImportReportWire>) {
  if (done.kind === 'reused') return { problem: 'key-reused' } as const
  // kept by this very route, so it is what the contract says
  const body = done.kind === 'done' ? done.value : (done.response as api.ImportReportWire)
  return { status: 200, body } as const
}
