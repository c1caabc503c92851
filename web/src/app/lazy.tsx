import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Failure } from '../components/Failure.tsx'
import { Spinner } from '../components/Spinner.tsx'

/** A component whose code comes when it is first drawn. */
export interface Lazy<Props> {
  (props: Props): preact.JSX.Element
  /** Fetches the code ahead of time. */
  preload(): void
}

/**
 * Draws a spinner until the code is there, and a way to try again when the network fails: on a phone that is an ordinary thing,
 * not an error.
 */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): Lazy<Props> {
  let loaded: ComponentType<Props> | null = null
  const fetchCode = async () => {
    loaded ??= await load()
  }
  const Later = (props: Props) => {
    const [state, setState] = useState<'waiting' | 'here' | 'failed'>(loaded ? 'here' : 'waiting')
    useEffect(() => {
      if (state !== 'waiting') return
      fetchCode().then(
        () => setState('here'),
        () => setState('failed'),
      )
    }, [state])
    if (loaded) {
      const Page = loaded
      return <Page {...props} />
    }
    return state === 'failed' ? (
      <Failure failing={{ kind: 'offline' }} onRetry={() => setState('waiting')} />
    ) : (
      <Spinner />
    )
  }
  Later.preload = () => void fetchCode().catch(() => undefined)
  return Later
}
