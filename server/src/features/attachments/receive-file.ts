import type { FastifyRequest } from 'fastify'
import type { Multipart } from '@fastify/multipart'
import {
  ATTACHMENT_TYPES,
  cleanName,
  MAX_ATTACHMENT_BYTES,
  typeInName,
  type AttachmentType,
} from '@gongyue/shared/domain/attachment.ts'
import { HttpProblem, type Fault } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { fileTypeOf } from './file-type.ts'

/** A file that came whole and is what it says. */
export interface ReceivedFile {
  readonly name: string
  readonly type: AttachmentType
  readonly content: Buffer
}

/**
 * Reads the one file of a form into memory, 10 MiB at most: no connection of the database is held while a phone sends.
 *
 * @throws HttpProblem `too-large`, or `malformed` with what is wrong and what is taken instead
 */
export async function receiveFile(request: FastifyRequest): Promise<ReceivedFile> {
  let received: { readonly filename: string; readonly content: Buffer } | null = null
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (!isFile(part)) throw malformed([fault(`/${part.fieldname}`, 'unknown-field')])
      if (part.fieldname !== 'file') throw malformed([fault(`/${part.fieldname}`, 'unknown-field')])
      if (received) throw malformed([fault('/file', 'file-one')])
      received = { filename: part.filename ?? '', content: await part.toBuffer() }
    }
  } catch (error) {
    throw explained(error)
  }
  if (!received) throw malformed([fault('/file', 'required')])
  const { filename, content } = received
  if (content.length === 0) throw malformed([fault('/file', 'file-empty')])
  const found = fileTypeOf(content)
  if (found.kind !== 'known') throw malformed([fault('/file', FAULTS[found.kind], { allowed: ALLOWED })])
  const claimed = typeInName(filename)
  if (claimed !== null && claimed !== found.type)
    throw malformed([fault('/file', 'file-lies', { claimed, found: found.type })])
  return { name: cleanName(filename, found.type), type: found.type, content }
}

/** A second file is read to be refused by name. */
const LIMITS = { fileSize: MAX_ATTACHMENT_BYTES, files: 2, fields: 2, parts: 4, headerPairs: 20 } as const
const ALLOWED = ATTACHMENT_TYPES.join(', ')
const FAULTS = { unknown: 'file-type', macros: 'file-macros', unpacks: 'file-unpacks' } as const

function isFile(part: Multipart): part is Extract<Multipart, { type: 'file' }> {
  return part.type === 'file'
}

function explained(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'FST_REQ_FILE_TOO_LARGE')
    return new HttpProblem('too-large', { params: { limit: `${MAX_ATTACHMENT_BYTES / 1024 / 1024} MiB` } })
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT') return malformed([fault('/file', 'file-one')])
  return error
}

function fault(pointer: string, key: Fault['key'], params: Fault['params'] = {}): Fault {
  return { pointer, key, params }
}
