import { createRequire } from 'node:module'

/** The part of autocannon 9 that is used here; the package carries no types. */
export interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Makes each request from this one. */
  readonly setupRequest?: (request: Request) => Request
}

export interface Options {
  readonly url: string
  readonly connections: number
  /** Seconds. */
  readonly duration: number
  readonly requests: readonly Request[]
}

export interface Result {
  readonly '2xx': number
  readonly non2xx: number
  readonly errors: number
  readonly timeouts: number
  /** Seconds. */
  readonly duration: number
  /** Milliseconds. */
  readonly latency: { readonly p50: number; readonly p99: number; readonly max: number }
}

// the shape is that of the package's manual, and what is read of it stands above
export const autocannon = createRequire(import.meta.url)('autocannon') as (options: Options) => Promise<Result>
