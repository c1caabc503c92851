import { signal } from '@preact/signals'
import type { PolicyNumbersWire, PolicyPreviewWire, PolicyVersionWire, PolicyWire } from '@gongyue/shared/api/policy.ts'
import { call, isProblem } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { createLoaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'
import * as routes from './routes.ts'

export type PolicyModel = ReturnType<typeof createPolicyModel>

/** What became of a saving. `overtaken`: somebody else's version came first; what was typed stays. */
export type Saved = 'saved' | 'overtaken' | Failing

/** The numbers as they stand, as they are typed, and what they would have done. */
export function createPolicyModel() {
  const keyOf = idempotencyKeys()
  const base = signal<PolicyWire | null>(null)
  const draft = signal<PolicyNumbersWire | null>(null)
  const preview = signal<PolicyPreviewWire | null>(null)
  const versions = createLoaded<readonly PolicyVersionWire[]>(async () => {
    const reply = await call(routes.listPolicyVersions)
    return reply.kind === 'ok' ? { kind: 'ok', body: reply.body.items } : reply
  })
  const read = createLoaded<PolicyWire>(async () => {
    const reply = await call(routes.readPolicy)
    if (reply.kind === 'ok') {
      base.value = reply.body
      draft.value = reply.body.numbers
    }
    return reply
  })
  return {
    ...{ base, draft, preview, versions, state: read.state },
    async load(): Promise<void> {
      preview.value = null
      await Promise.all([read.load(), versions.load()])
    },
    change: (part: Partial<PolicyNumbersWire>): void => {
      if (draft.value) draft.value = { ...draft.value, ...part }
      // it was told of other numbers
      preview.value = null
    },
    /** Whether anything would change. */
    isChanged(): boolean {
      return JSON.stringify(draft.value) !== JSON.stringify(base.value?.numbers)
    },
    async tryOut(): Promise<Failing | null> {
      const body = draft.value
      if (!body) return null
      const reply = await call(routes.previewPolicy, { body })
      if (reply.kind !== 'ok') return reply
      if (draft.value === body) preview.value = reply.body
      return null
    },
    async save(): Promise<Saved> {
      const [body, version] = [draft.value, base.value?.version]
      if (!body || version === undefined) return { kind: 'offline' }
      const reply = await call(routes.changePolicy, { body, version, idempotencyKey: keyOf({ body, version }) })
      if (reply.kind === 'ok') {
        base.value = reply.body
        draft.value = reply.body.numbers
        preview.value = null
        await versions.load()
        return 'saved'
      }
      if (reply.kind !== 'problem' || !isProblem(reply.problem, 'stale')) return reply
      base.value = reply.problem.current as PolicyWire // the contract of this route
      await versions.load()
      return 'overtaken'
    },
  }
}
