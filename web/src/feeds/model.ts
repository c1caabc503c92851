import { signal, type ReadonlySignal } from '@preact/signals'
import type { FeedWire } from '@gongyue/shared/api/programme.ts'
import { call } from '../api/call.ts'
import { addFeed, listFeeds, revokeFeed } from '../api/more-routes.ts'
import type { Failing } from '../components/Failure.tsx'
import { locale } from '../text/locale.ts'

/** The reader's calendar addresses of one kind, and the one that was just made. */
export interface FeedsModel {
  readonly feeds: ReadonlySignal<readonly FeedWire[] | null>
  /** Told this once. */
  readonly made: ReadonlySignal<string | null>
  readonly failing: ReadonlySignal<Failing | null>
  readonly busy: ReadonlySignal<boolean>
  readonly load: () => Promise<void>
  readonly make: () => Promise<void>
  readonly revoke: (id: string) => Promise<boolean>
}

export function createFeedsModel(kind: FeedWire['kind']): FeedsModel {
  const feeds = signal<readonly FeedWire[] | null>(null)
  const made = signal<{ readonly id: string; readonly address: string } | null>(null)
  const address = signal<string | null>(null)
  const failing = signal<Failing | null>(null)
  const busy = signal(false)
  const tell = (id: string | null, text: string | null): void => {
    made.value = id === null || text === null ? null : { id, address: text }
    address.value = text
  }
  const load = async (): Promise<void> => {
    const reply = await call(listFeeds)
    if (reply.kind === 'ok') feeds.value = reply.body.items.filter((feed) => feed.kind === kind)
    failing.value = reply.kind === 'ok' ? null : reply
  }
  return {
    feeds,
    made: address,
    failing,
    busy,
    load,
    async make() {
      if (busy.value) return
      busy.value = true
      const reply = await call(addFeed, { body: { kind, locale: locale.value } })
      busy.value = false
      if (reply.kind !== 'ok') {
        failing.value = reply
        return
      }
      tell(reply.body.feed.id, `${location.origin}${reply.body.path}`)
      await load()
    },
    async revoke(id) {
      const reply = await call(revokeFeed, { params: { id } })
      if (reply.kind === 'ok' && made.value?.id === id) tell(null, null)
      await load()
      if (reply.kind !== 'ok') failing.value = reply
      return reply.kind === 'ok'
    },
  }
}
