import { vi } from 'vitest'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'

/** One request as it left the page. */
export interface Request {
  readonly method: string
  /** Below `/api/v1`, with its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What comes back: a body with its status, a problem, or nothing at all. */
export type Answer = { readonly status: number; readonly body: unknown } | 'offline'

type Answering = (request: Request) => Answer | Promise<Answer>

/** Stands in for the network: answers by `METHOD /path` without query, and remembers what was sent. */
export function fetched(answers: Readonly<Record<string, Answering>>) {
  const requests: Request[] = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const request: Request = {
      method: init.method ?? 'GET',
      path: address.replace('/api/v1', ''),
      headers: init.headers as Record<string, string>, // call() sends a plain object
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
    }
    requests.push(request)
    const answer = await answers[`${request.method} ${request.path.replace(/\?.*/, '')}`]?.(request)
    if (!answer) throw new Error(`nobody expected ${request.method} ${request.path}`)
    if (answer === 'offline') throw new TypeError('Failed to fetch')
    return new Response(answer.status === 204 ? null : JSON.stringify(answer.body), { status: answer.status })
  })
  return { requests, of: (path: string) => requests.filter((one) => one.path.replace(/\?.*/, '') === path) }
}

export function ok(body: unknown, status = 200): Answering {
  return () => ({ status, body })
}

export function problem(id: string, status: number, more: Partial<ProblemWire> = {}): Answering {
  return () => ({ status, body: { type: `/problems/${id}`, title: id, status, ...more } })
}
