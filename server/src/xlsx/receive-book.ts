import type { FastifyRequest } from 'fastify'
import { HttpProblem, type Fault } from '../plugins/problems.ts'
import { malformed } from '../plugins/validation.ts'

/** The largest table that is taken, in bytes. */
export const MAX_BOOK_BYTES = 8 * 1024 * 1024

/**
 * Reads the one file of a form into memory. What is in it is for the reader of tables to say.
 *
 * @throws HttpProblem `too-large`, or `malformed` when the form holds anything but one file called `file`
 */
export async function receiveBook(request: FastifyRequest): Promise<Uint8Array> {
  let content: Buffer | null = null
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type !== 'file' || part.fieldname !== 'file') throw wrong(`/${part.fieldname}`, 'unknown-field')
      if (content) throw wrong('/file', 'file-one')
      content = await part.toBuffer()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'FST_REQ_FILE_TOO_LARGE')
      throw new HttpProblem('too-large', { params: { limit: `${MAX_BOOK_BYTES / 1024 / 1024} MiB` } })
    if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT') throw wrong('/file', 'file-one')
    throw error
  }
  if (!content) throw wrong('/file', 'required')
  if (content.length === 0) throw wrong('/file', 'file-empty')
  return content
}

/** A second file is read to be refused by name. */
const LIMITS = { fileSize: MAX_BOOK_BYTES, files: 2, fields: 2, parts: 4, headerPairs: 20 } as const

function wrong(pointer: string, key: Fault['key']): HttpProblem {
  return malformed([{ pointer, key, params: {} }])
}
