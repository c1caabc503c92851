import { signal } from '@preact/signals'
import type { ImportKind, ImportReportWire } from '@gongyue/shared/api/imports.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { addressOf, heldCsrfToken } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import type { Failing } from '../../components/Failure.tsx'
import { locale } from '../../text/locale.ts'

/** The largest table that is taken, in bytes; the server says so too. */
export const MAX_BYTES = 8 * 1024 * 1024

export type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'report'; readonly report: ImportReportWire }
  | { readonly kind: 'failed'; readonly failing: Failing }

/** What is brought in, and into which class. */
export interface Wanted {
  readonly kind: ImportKind
  readonly programmeId: string
}

export type ImportsModel = ReturnType<typeof createImportsModel>

/** A table on its way in: checked as often as it takes, then saved once. */
export function createImportsModel() {
  const keyOf = idempotencyKeys()
  const step = signal<Step>({ kind: 'choose' })
  let file: File | null = null
  const send = async ({ kind, programmeId }: Wanted, dryRun: boolean): Promise<void> => {
    if (file === null || step.value.kind === 'sending') return
    step.value = { kind: 'sending' }
    const { name, size, lastModified } = file
    const query = { ...(kind === 'enrolments' && { programmeId }), ...(dryRun && { dryRun }) }
    const form = new FormData()
    form.append('file', file, name)
    const headers = {
      ...{ 'accept-language': locale.value, 'x-csrf-token': heldCsrfToken() },
      'idempotency-key': keyOf({ kind, programmeId, dryRun, name, size, lastModified, at: dryRun ? Date.now() : 0 }),
    }
    step.value = await fetch(addressOf(`/imports/${kind}`, { query }), { method: 'POST', headers, body: form }).then(
      async (response): Promise<Step> => {
        const body: unknown = await response.json().catch(() => null)
        if (response.ok) return { kind: 'report', report: body as ImportReportWire } // the contract's reply for 200
        const problem = (body as ProblemWire | null) ?? {
          ...{ type: '/problems/something-wrong', title: response.statusText, status: response.status },
        }
        return { kind: 'failed', failing: { kind: 'problem', problem } }
      },
      (): Step => ({ kind: 'failed', failing: { kind: 'offline' } }),
    )
  }
  return {
    step,
    choose(chosen: File | null): void {
      file = chosen
      step.value = { kind: 'choose' }
    },
    async check(wanted: Wanted): Promise<void> {
      await send(wanted, true)
    },
    async save(wanted: Wanted): Promise<void> {
      await send(wanted, false)
    },
  }
}
