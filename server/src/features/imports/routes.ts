import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/imports.ts'
import type { Idempotent } from '@gongyue/db/queries/idempotency.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { localeOf } from '../../plugins/language.ts'
import { bookAnswer } from '../../xlsx/book-answer.ts'
import { receiveBook } from '../../xlsx/receive-book.ts'
import { enrolmentTable } from './enrolment-table.ts'
import { importTable } from './import-table.ts'
import { partyTable } from './party-table.ts'
import { personTable } from './person-table.ts'
import { templateBook } from './template-book.ts'

/** What comes in tables. */
export async function imports(app: FastifyInstance): Promise<void> {
  await app.register(multipart)

  app.handle(api.importParties, async (request) => {
    const { who, query } = request
    const bytes = await receiveBook(request)
    const common = {
      who,
      bytes,
      dryRun: query.dryRun === true,
      keyed: keyedRequest(request, who),
      locale: localeOf(request),
    }
    return answer(await importTable(app, { ...common, table: partyTable(who.facilityId, app.newId) }))
  })

  app.handle(api.importPeople, async (request) => {
    const { who, query } = request
    const bytes = await receiveBook(request)
    const common = {
      who,
      bytes,
      dryRun: query.dryRun === true,
      keyed: keyedRequest(request, who),
      locale: localeOf(request),
    }
    return answer(await importTable(app, { ...common, table: personTable(who.facilityId, app.newId) }))
  })

  app.handle(api.importEnrolments, async (request) => {
    const { who, query } = request
    const bytes = await receiveBook(request)
    const common = {
      who,
      bytes,
      dryRun: query.dryRun === true,
      keyed: keyedRequest(request, who),
      locale: localeOf(request),
    }
    const { programmeId } = query
    const table = enrolmentTable({ facilityId: who.facilityId, programmeId, now: app.clock() }, app.newId)
    return answer(await importTable(app, { ...common, table }))
  })

  app.handle(api.readTemplate, async ({ params }) => bookAnswer(await templateBook(params.kind), NAMES[params.kind]))
}

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
