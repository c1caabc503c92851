import { mayAnswer } from './openapi-problems.ts'
import type { TSchema } from 'typebox'
import * as acts from '@gongyue/shared/api/acts.ts'
import * as attachments from '@gongyue/shared/api/attachments.ts'
import * as availability from '@gongyue/shared/api/availability.ts'
import * as board from '@gongyue/shared/api/board.ts'
import * as facility from '@gongyue/shared/api/facility.ts'
import { ROUTES } from '@gongyue/shared/api/index.ts'
import * as live from '@gongyue/shared/api/live.ts'
import * as mail from '@gongyue/shared/api/mail.ts'
import * as messages from '@gongyue/shared/api/messages.ts'
import * as orders from '@gongyue/shared/api/orders.ts'
import * as parties from '@gongyue/shared/api/parties.ts'
import * as problems from '@gongyue/shared/api/problem.ts'
import { PROBLEMS, ProblemSchema, type ProblemId } from '@gongyue/shared/api/problem.ts'
import * as reservations from '@gongyue/shared/api/reservations.ts'
import { FileContent, type Route } from '@gongyue/shared/api/route.ts'
import * as schemas from '@gongyue/shared/api/schemas.ts'
import * as recurrence from '@gongyue/shared/api/recurrence.ts'
import * as seriesDate from '@gongyue/shared/api/series-date.ts'
import * as series from '@gongyue/shared/api/series.ts'
import * as session from '@gongyue/shared/api/session.ts'
import { ROLES, mayEnter, type Scope } from '@gongyue/shared/domain/role.ts'
import { problemMessages } from '@gongyue/shared/i18n/problems.ts'

type Json = Readonly<Record<string, unknown>>

/** The whole API as an OpenAPI 3.1 document, made from the contracts alone. */
export function openApiDocument(): Json {
  const paths = pathsOf(ROUTES)
  return {
    openapi: '3.1.0',
    info: {
      title: '宫约 Gongyue',
      version: 'v1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: INTRODUCTION,
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(ROUTES.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: componentsOf(paths),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'gongyue_session', description: 'set by `POST /session`' },
        csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token', description: '`csrfToken` of the session' },
        device: { type: 'http', scheme: 'bearer', description: 'the token of a screen, see `POST /devices`' },
      },
    },
  }
}

const INTRODUCTION = `Times are ISO 8601 with offset, spans are half-open \`[start, end)\`, ids are UUIDv7.
Unknown fields are refused. Every error is \`application/problem+json\` (RFC 9457); its sentences follow \`Accept-Language\` (zh-CN, en),
its \`type\`, \`violations\` and \`errors\` are for programs. Writes take an \`Idempotency-Key\`: a second send gets the first answer.`

/** Exported schemas are components under their own name: `OrderSchema` is `Order`. */
const NAMED: ReadonlyMap<TSchema, string> = new Map(
  [
    schemas,
    problems,
    session,
    facility,
    availability,
    orders,
    messages,
    attachments,
    mail,
    reservations,
    recurrence,
    seriesDate,
    series,
    parties,
    acts,
    board,
    live,
  ].flatMap((module) =>
    Object.entries(module)
      .filter(([, value]: [string, unknown]) => typeof value === 'object' && value !== null && '~kind' in value)
      .filter(([name]) => !['Empty', 'Minutes'].includes(name))
      .map(([name, value]): [TSchema, string] => [value as TSchema, name.replace(/Schema$/, '')]),
  ),
)

/** The named schemas that the paths lead to, and those that these lead to. */
function componentsOf(paths: Json): Json {
  const written = new Map([...NAMED].map(([schema, name]) => [name, withRefs(schema, schema)]))
  const found = new Set<string>()
  const visit = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name)) continue
      found.add(name)
      visit(written.get(name))
    }
  }
  visit(paths)
  return Object.fromEntries([...written].filter(([name]) => found.has(name)))
}

function pathsOf(routes: readonly Route[]): Json {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return paths
}

function operationOf(route: Route): Json {
  const { method, scope, summary, params, query, body, consumes, idempotent, streams, replies } = route
  const parameters = [...parametersOf(params, 'path'), ...parametersOf(query, 'query'), ...(idempotent ? [KEY] : [])]
  const security =
    scope === 'public'
      ? []
      : scope === 'device'
        ? [{ device: [] }]
        : [method === 'GET' ? { session: [] } : { session: [], csrf: [] }]
  const statuses = Object.entries(replies).map(([status, schema]) => [
    status,
    replyOf(status, schema, streams === true ? 'text/event-stream' : 'application/json'),
  ])
  return {
    operationId: `${method.toLowerCase()}${route.path.replaceAll(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tagOf(route)],
    summary,
    description: `Scope \`${scope}\`: ${whoEnters(scope)}.`,
    security,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: withRefs(body) } } } }),
    ...(consumes && { requestBody: { required: true, content: { [consumes]: { schema: FILE_PART } } } }),
    responses: { ...Object.fromEntries(statuses), ...problemsOf(route) },
  }
}

const KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 8, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
  description: 'A number of your own for this write; a second send with it gets the first answer and writes nothing.',
}

const BINARY: Json = { type: 'string', format: 'binary' }
/** A form with one file in it. */
const FILE_PART: Json = {
  type: 'object',
  properties: { file: BINARY },
  required: ['file'],
}

function replyOf(status: string, schema: TSchema, type: string): Json {
  if (status === '204') return { description: 'done' }
  if (schema === FileContent)
    return { description: 'the file', content: { 'application/octet-stream': { schema: BINARY } } }
  return {
    description: STATUS_WORDS[status] ?? 'answer',
    content: { [type]: { schema: withRefs(schema) } },
  }
}

const STATUS_WORDS: Readonly<Record<string, string>> = { 200: 'the answer', 201: 'made' }

/** Each status with the problems that may come with it. */
function problemsOf(route: Route): Json {
  const byStatus = Map.groupBy(
    Object.entries(PROBLEMS).filter(([problem]) => mayAnswer(route, problem as ProblemId)),
    ([, status]) => status,
  )
  return Object.fromEntries(
    [...byStatus].map(([status, entries]) => [
      status,
      {
        description: entries.map(([id]) => `\`${id}\`: ${problemMessages[id as ProblemId].title.en}`).join('\n\n'),
        content: { 'application/problem+json': { schema: withRefs(ProblemSchema) } },
      },
    ]),
  )
}

function parametersOf(schema: TSchema | undefined, place: 'path' | 'query'): readonly Json[] {
  if (schema === undefined || !('properties' in schema)) return []
  const required: readonly string[] = 'required' in schema ? (schema.required as string[]) : []
  return Object.entries(schema.properties as Record<string, TSchema>).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: withRefs(property),
  }))
}

/** A schema with named parts replaced by references; `self` is the component that is being written. */
function withRefs(schema: unknown, self?: TSchema): unknown {
  if (Array.isArray(schema)) return schema.map((part) => withRefs(part))
  if (typeof schema !== 'object' || schema === null) return schema
  const name = NAMED.get(schema)
  if (name !== undefined && schema !== self) return { $ref: `#/components/schemas/${name}` }
  return Object.fromEntries(Object.entries(schema).map(([key, part]: [string, unknown]) => [key, withRefs(part)]))
}

function tagOf({ path }: Route): string {
  return path.split('/')[1] ?? ''
}

function whoEnters(scope: Scope): string {
  if (scope === 'public') return 'everybody'
  if (scope === 'device') return 'screens'
  return ROLES.filter((role) => mayEnter([role], scope)).join(', ')
}
