import type { ProblemId, ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { BodyOf, ParamsOf, QueryOf, Route } from '@gongyue/shared/api/route.ts'
import type { SessionWire } from '@gongyue/shared/api/session.ts'
import type { Static, TSchema } from 'typebox'
import { locale } from '../text/locale.ts'
import type { Remote } from './routes.ts'

/** What came back. `offline`: no answer arrived, so whether a write happened is unknown; send it again with the same key. */
export type Reply<R extends Route> =
  | {
      [S in keyof R['replies'] & number]: Ok<S, R['replies'][S] extends TSchema ? Static<R['replies'][S]> : never>
    }[keyof R['replies'] & number]
  | { readonly kind: 'problem'; readonly problem: ProblemWire }
  | { readonly kind: 'offline' }

interface Ok<S extends number, B> {
  readonly kind: 'ok'
  readonly status: S
  readonly body: B
}

/** What the contract asks for, and nothing else: a missing or an extra part does not compile. */
export type Sent<R extends Route> = Present<'params', ParamsOf<R>> &
  Present<'query', QueryOf<R>> &
  Present<'body', BodyOf<R>> &
  (R['idempotent'] extends true ? { readonly idempotencyKey: string } : unknown) & {
    /** Whoever gives it decides how long to wait; stopped is `offline`. */
    readonly signal?: AbortSignal
    /** What the writer has seen; another one now is answered 412 with the state now. */
    readonly version?: number
  }

type Present<Name extends string, Value> = undefined extends Value
  ? unknown
  : Partial<Value> extends Value
    ? { readonly [N in Name]?: Value }
    : { readonly [N in Name]: Value }

/** A slow network is told from a dead one after this long. */
const TIMEOUT_MS = 20_000

/** Everything of the API lies below. */
export const BASE = '/api/v1'

/**
 * Sends one request of a contract. Never throws: no answer is `offline`, a refusal is `problem`.
 * A 401 is also told to {@link onSignedOut}, which shows the sign-in page over what was being done.
 */
export async function call<R extends Route>(
  route: Remote<R>,
  ...[sent]: Partial<Sent<R>> extends Sent<R> ? [sent?: Sent<R>] : [sent: Sent<R>]
): Promise<Reply<R>> {
  const parts = (sent ?? {}) as Parts
  const first = await send(route, parts)
  if (first.kind !== 'problem') return first as Reply<R>
  if (isProblem(first.problem, 'csrf-token')) {
    // Another tab signed in again and this one holds the older token.
    const session = await send({ method: 'GET', path: '/session' }, {})
    if (session.kind !== 'ok') return first
    connection.csrfToken = (session.body as SessionWire).csrfToken
    return (await send(route, parts)) as Reply<R>
  }
  if (isProblem(first.problem, 'not-signed-in')) connection.signedOut()
  return first
}

/** True when the problem is of this kind; kinds are listed in the contract. */
export function isProblem(problem: ProblemWire, id: ProblemId): boolean {
  return problem.type === `/problems/${id}`
}

/** The token of the session, sent with every write. */
export function holdCsrfToken(token: string): void {
  connection.csrfToken = token
}

/** The token that is sent with every write. */
export function heldCsrfToken(): string {
  return connection.csrfToken
}

/** Called when the server no longer knows the reader. */
export function onSignedOut(listener: () => void): void {
  connection.signedOut = listener
}

interface Parts {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  readonly version?: number
}

type Sending =
  | { readonly kind: 'ok'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'problem'; readonly problem: ProblemWire }
  | { readonly kind: 'offline' }

const connection = { csrfToken: '', signedOut: (): void => undefined }

async function send(route: { readonly method: string; readonly path: string }, parts: Parts): Promise<Sending> {
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    'accept-language': locale.value,
  }
  if (route.method !== 'GET') headers['x-csrf-token'] = connection.csrfToken
  if (parts.body !== undefined) headers['content-type'] = 'application/json'
  if (parts.idempotencyKey) headers['idempotency-key'] = parts.idempotencyKey
  if (parts.version !== undefined) headers['if-match'] = `"${parts.version}"`
  const patience = new AbortController()
  const timer = parts.signal ? undefined : setTimeout(() => patience.abort(), TIMEOUT_MS)
  try {
    const response = await fetch(addressOf(route.path, parts), {
      method: route.method,
      headers,
      credentials: 'same-origin',
      signal: parts.signal ?? patience.signal,
      ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
    })
    if (response.ok)
      return { kind: 'ok', status: response.status, body: response.status === 204 ? null : await response.json() }
    return { kind: 'problem', problem: await problemIn(response) }
  } catch {
    return { kind: 'offline' }
  } finally {
    clearTimeout(timer)
  }
}

/** The address of a route, with its parameters in it. */
export function addressOf(path: string, { params = {}, query = {} }: Parts): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  const text = search.toString()
  return `${BASE}${filled}${text ? `?${text}` : ''}`
}

/** A proxy in between may answer with a page of its own. */
async function problemIn(response: Response): Promise<ProblemWire> {
  try {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null && 'type' in body && 'status' in body) return body as ProblemWire
  } catch {
    // not JSON
  }
  const id: ProblemId =
    response.status === 429 ? 'too-many-requests' : response.status === 503 ? 'try-again' : 'something-wrong'
  return { type: `/problems/${id}`, title: response.statusText, status: response.status }
}
