import type { AttachmentWire } from '@gongyue/shared/api/attachments.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { locale } from '../text/locale.ts'
import { addressOf, heldCsrfToken } from './call.ts'
import { addAttachment } from './more-routes.ts'

/** What became of an upload. `stopped`: the reader did. */
export type Uploaded =
  | { readonly kind: 'ok'; readonly body: AttachmentWire }
  | { readonly kind: 'problem'; readonly problem: ProblemWire }
  | { readonly kind: 'offline' | 'stopped' }

/** An upload under way. */
export interface Upload {
  readonly done: Promise<Uploaded>
  readonly stop: () => void
}

/** Sends a file. Not by `fetch`, which does not tell how much has gone out: on a phone 10 MB take a minute. */
export function upload(
  orderId: string,
  file: File,
  idempotencyKey: string,
  onProgress: (part: number) => void,
): Upload {
  const request = new XMLHttpRequest()
  const done = new Promise<Uploaded>((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => resolve(readReply(request)))
    request.addEventListener('error', () => resolve({ kind: 'offline' }))
    request.addEventListener('abort', () => resolve({ kind: 'stopped' }))
    request.open(addAttachment.method, addressOf(addAttachment.path, { params: { id: orderId } }))
    request.setRequestHeader('accept-language', locale.value)
    request.setRequestHeader('x-csrf-token', heldCsrfToken())
    request.setRequestHeader('idempotency-key', idempotencyKey)
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
  return { done, stop: () => request.abort() }
}

/** A proxy in between may answer with a page of its own. */
function readReply({ status, responseText, statusText }: XMLHttpRequest): Uploaded {
  try {
    const body: unknown = JSON.parse(responseText)
    if (typeof body === 'object' && body !== null)
      return status === 201
        ? { kind: 'ok', body: body as AttachmentWire } // the contract's reply for 201
        : { kind: 'problem', problem: body as ProblemWire }
  } catch {
    // not JSON
  }
  const kind = status === 413 ? 'too-large' : 'something-wrong'
  return { kind: 'problem', problem: { type: `/problems/${kind}`, title: statusText, status } }
}
