import Type, { type Static, type TSchema } from 'typebox'
import type { Scope } from '../domain/role.ts'

/** One route as server and page both see it: who may, what goes in, what comes out. Schemas come first. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, with `:name` parameters. */
  readonly path: string
  readonly scope: Scope
  readonly summary: string
  /** True when the route writes and so takes an Idempotency-Key. */
  readonly idempotent?: boolean
  /** True when the reply is a stream of events (`text/event-stream`); its schema is that of an event's data. */
  readonly streams?: boolean
  /** How the request's body comes; JSON when left out. A multipart body has no schema: its use case reads it. */
  readonly consumes?: 'multipart/form-data'
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  /** Successful replies by status; problems are the same everywhere. */
  readonly replies: Readonly<Record<number, TSchema>>
}

/** A reply that is a file: a stream of bytes, whatever the headers say of them. */
export const FileContent = Type.Unknown({ description: 'the bytes of a file' })

/** Keeps the literal types of a contract. */
export function route<const R extends Route>(contract: R): R {
  return contract
}

type Part<R extends Route, K extends 'params' | 'query' | 'body'> = R[K] extends TSchema ? Static<R[K]> : undefined

export type ParamsOf<R extends Route> = Part<R, 'params'>
export type QueryOf<R extends Route> = Part<R, 'query'>
export type BodyOf<R extends Route> = Part<R, 'body'>
export type ReplyOf<R extends Route> = {
  [S in keyof R['replies']]: R['replies'][S] extends TSchema ? Static<R['replies'][S]> : never
}[keyof R['replies']]
