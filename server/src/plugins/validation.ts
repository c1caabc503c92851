import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { isLocalDate, parseInstant } from '@gongyue/shared/time/wall.ts'
import { HttpProblem, type Fault } from './problems.ts'

/** No more faults than a person can read. */
export const MAX_FAULTS = 50

/**
 * Holds requests against the contracts' schemas and tells every fault with a stable key. Unknown fields are faults; only
 * what stands in an address is turned from text into numbers.
 */
export const validation = fastifyPlugin(
  async (app: FastifyInstance) => {
    app.setValidatorCompiler<object>(({ schema, httpPart }) => {
      const { first, all } = httpPart === 'body' ? STRICT.body : STRICT.address
      const prefix = httpPart === 'body' ? '' : `/${httpPart === 'querystring' ? 'query' : (httpPart ?? '')}`
      const quick = first.compile(schema)
      let thorough: ValidateFunction | undefined
      return (data: unknown) => {
        if (quick(data)) {
          const faults = textFaults(data, prefix)
          return faults.length === 0 || { error: malformed(faults) }
        }
        // A huge body would give a huge list: its first fault must do.
        if (nodesIn(data, MAX_NODES) >= MAX_NODES)
          return { error: malformed(faultsOf(data, quick.errors ?? [], prefix)) }
        thorough ??= all.compile(schema)
        thorough(data)
        return { error: malformed(faultsOf(data, thorough.errors ?? quick.errors ?? [], prefix)) }
      }
    })

    app.removeAllContentTypeParsers()
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
      void parseSafely(request, body, (error, value: unknown) => {
        if (error === null) done(null, value)
        else done(malformed([brokenJson(body)]))
      })
    })
    const parseSafely = app.getDefaultJsonParser('error', 'error')
  },
  { name: 'validation', dependencies: ['problems'] },
)

/** The one way to tell faults: at most {@link MAX_FAULTS} of them. */
export function malformed(faults: readonly Fault[]): HttpProblem {
  return new HttpProblem('malformed', { errors: faults.slice(0, MAX_FAULTS) })
}

/** Above so many values only the first fault is told. */
const MAX_NODES = 5000

/** `first` stops at the first fault and serves every request; `all` is asked once `first` has said no. */
function validators(coerceTypes: boolean): { readonly first: Ajv; readonly all: Ajv } {
  const options = { coerceTypes, useDefaults: true, removeAdditional: false, strict: false } as const
  const first = new Ajv(options)
  const all = new Ajv({ ...options, allErrors: true })
  for (const ajv of [first, all]) {
    ajv.addFormat('instant', (text: string) => parseInstant(text) !== null)
    ajv.addFormat('local-date', isLocalDate)
    ajv.addFormat('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i)
  }
  return { first, all }
}

/** For all the servers of a process: a contract's schema never changes, and compiling two hundred takes longer than all else of a start. */
const STRICT = { body: validators(false), address: validators(true) }

function faultsOf(data: unknown, errors: readonly ErrorObject[], prefix: string): readonly Fault[] {
  if (data === null) return [{ pointer: prefix, key: 'required', params: {} }]
  // "X or null" fails twice: that it is not null either is not worth telling; nor is which of two shapes was chosen.
  const telling = errors.filter(
    ({ keyword, params }) =>
      keyword !== 'anyOf' && keyword !== 'if' && !(keyword === 'type' && params['type'] === 'null'),
  )
  const faults = new Map<string, Fault>()
  for (const error of telling.length > 0 ? telling : errors) {
    if (faults.size === MAX_FAULTS) break
    const fault = faultOf(error, prefix)
    faults.set(`${fault.key} ${fault.pointer}`, fault)
  }
  return [...faults.values()]
}

function faultOf({ keyword, instancePath, params }: ErrorObject, prefix: string): Fault {
  const pointer = `${prefix}${instancePath}`
  const below = (name: unknown): string =>
    `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100)}`
  switch (keyword) {
    case 'required':
      return { pointer: below(params['missingProperty']), key: 'required', params: {} }
    case 'additionalProperties':
      return { pointer: below(params['additionalProperty']), key: 'unknown-field', params: {} }
    case 'type':
      return { pointer, key: 'type', params: { expected: String(params['type']) } }
    case 'format':
      return { pointer, key: formatKey(String(params['format'])), params: {} }
    case 'enum':
      return { pointer, key: 'one-of', params: { allowed: (params['allowedValues'] as unknown[]).join(', ') } }
    case 'const':
      return { pointer, key: 'one-of', params: { allowed: String(params['allowedValue']) } }
    case 'pattern':
      return { pointer, key: params['pattern'] === '\\S' ? 'blank' : 'pattern', params: {} }
    case 'uniqueItems':
      return { pointer, key: 'unique', params: {} }
    default: {
      const key = LIMITS[keyword]
      return key === undefined
        ? { pointer, key: 'pattern', params: {} }
        : { pointer, key, params: { limit: Number(params['limit']) } }
    }
  }
}

const LIMITS: Readonly<Record<string, Fault['key']>> = {
  minimum: 'minimum',
  maximum: 'maximum',
  minLength: 'min-length',
  maxLength: 'max-length',
  minItems: 'min-items',
  maxItems: 'max-items',
}

function formatKey(format: string): Fault['key'] {
  if (format === 'instant') return 'format-instant'
  return format === 'local-date' ? 'format-local-date' : 'format-uuid'
}

/** Where the parser stumbled, in characters from 1, as far as it says so. */
function brokenJson(body: string): Fault {
  const position = faultyPosition(body)
  if (position === null) return { pointer: '', key: 'not-json', params: {} }
  return { pointer: '', key: 'json', params: { position } }
}

function faultyPosition(body: string): number | null {
  try {
    JSON.parse(body)
    // Well-formed, but a key such as __proto__ was refused.
    return body.search(/"(__proto__|constructor)"/) + 1 || null
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (message.includes('end of JSON input')) return body.length + 1
    const found = /position (\d+)/.exec(message)?.[1]
    return found === undefined ? null : Number(found) + 1
  }
}

/**
 * PostgreSQL keeps no NUL, and half a surrogate pair would come back as another character. Asked once the schema holds, so
 * the depth is bounded and every name is known.
 */
function textFaults(value: unknown, pointer: string): readonly Fault[] {
  if (typeof value === 'string')
    return value.includes('\0') || !value.isWellFormed() ? [{ pointer, key: 'text', params: {} }] : NONE
  if (typeof value !== 'object' || value === null) return NONE
  let faults: Fault[] | undefined
  for (const name in value) {
    // A record's names are text too.
    if (name.includes('\0') || !name.isWellFormed()) return [{ pointer, key: 'text', params: {} }]
    const inner = textFaults(value[name as keyof typeof value], `${pointer}/${name}`)
    if (inner.length > 0) (faults ??= []).push(...inner)
  }
  return faults ?? NONE
}

const NONE: readonly Fault[] = []

/** How many values a body has, counted up to `limit`. */
function nodesIn(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null) return 1
  let count = 1
  for (const inner of Object.values(value)) {
    if (count >= limit) return count
    count += nodesIn(inner, limit - count)
  }
  return count
}
