import { signal, type ReadonlySignal } from '@preact/signals'
import type { AttachmentWire } from '@gongyue/shared/api/attachments.ts'
import { MAX_ATTACHMENT_BYTES } from '@gongyue/shared/domain/attachment.ts'
import { call } from '../api/call.ts'
import { idempotencyKeys } from '../api/idempotency.ts'
import { listAttachments, removeAttachment } from '../api/more-routes.ts'
import { upload, type Upload } from '../api/upload.ts'
import type { Failing } from '../components/Failure.tsx'

export type FileList =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'ready'; readonly items: readonly AttachmentWire[] }

/** What is being handed in. `unfit`: told before a byte is sent. */
export type Adding =
  | { readonly kind: 'idle' }
  | { readonly kind: 'unfit'; readonly why: 'tooLarge' | 'empty'; readonly name: string; readonly bytes: number }
  /** `part`: how much has gone out, from 0 to 1. */
  | { readonly kind: 'sending'; readonly name: string; readonly part: number }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | { readonly kind: 'stopped' }

export interface AttachmentsModel {
  readonly list: ReadonlySignal<FileList>
  readonly adding: ReadonlySignal<Adding>
  readonly load: () => Promise<void>
  /** @returns what was kept, or null */
  readonly add: (file: File) => Promise<AttachmentWire | null>
  readonly stop: () => void
  /** @returns true when it is gone */
  readonly remove: (attachment: AttachmentWire) => Promise<boolean>
}

/** The files of one order. */
export function createAttachmentsModel(
  orderId: string,
  { send = call, sendFile = upload }: { readonly send?: typeof call; readonly sendFile?: typeof upload } = {},
): AttachmentsModel {
  const list = signal<FileList>({ kind: 'loading' })
  const adding = signal<Adding>({ kind: 'idle' })
  const keyFor = idempotencyKeys()
  let running: Upload | null = null

  const load = async (): Promise<void> => {
    const reply = await send(listAttachments, { params: { id: orderId } })
    if (reply.kind === 'ok') list.value = { kind: 'ready', items: reply.body.items }
    else if (list.value.kind !== 'ready') list.value = { kind: 'failed', failing: reply }
  }

  return {
    list,
    adding,
    load,
    add: async (file) => {
      if (adding.value.kind === 'sending') return null
      const { name, size: bytes, lastModified } = file
      if (bytes === 0 || bytes > MAX_ATTACHMENT_BYTES) {
        adding.value = { kind: 'unfit', why: bytes === 0 ? 'empty' : 'tooLarge', name, bytes }
        return null
      }
      adding.value = { kind: 'sending', name, part: 0 }
      running = sendFile(orderId, file, keyFor({ name, bytes, lastModified }), (part) => {
        if (adding.value.kind === 'sending') adding.value = { kind: 'sending', name, part }
      })
      const outcome = await running.done
      running = null
      switch (outcome.kind) {
        case 'ok':
          adding.value = { kind: 'idle' }
          await load()
          return outcome.body
        case 'stopped':
          adding.value = { kind: 'stopped' }
          return null
        case 'offline':
          adding.value = { kind: 'failed', failing: { kind: 'offline' } }
          return null
        case 'problem':
          adding.value = { kind: 'failed', failing: outcome }
          return null
      }
    },
    stop: () => running?.stop(),
    remove: async ({ id }) => {
      const reply = await send(removeAttachment, { params: { id: orderId, attachmentId: id } })
      if (reply.kind !== 'ok') {
        adding.value = { kind: 'failed', failing: reply }
        await load()
        return false
      }
      adding.value = { kind: 'idle' }
      await load()
      return true
    },
  }
}
