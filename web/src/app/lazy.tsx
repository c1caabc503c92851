import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Failure } from '../components/Failure.tsx'
import { Spinner } from '../components/Spinner.tsx'

/** A component whose code comes when it is first drawn. */
export interface Lazy<Props> {
  (props: Props): JSX.Element
  /** Fetches the code ahead of time. */
  preload(): void
}

/**
 * Draws a spinner until the code is there, and a way to try again when the network fails: on a phone that is an ordinary thing,
 * not an error. Code that is missing although the server answers was replaced by a newer build: then the page loads anew, and
 * drafts are still there.
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
    const retry = async () => {
      try {
        await fetchCode()
        setState('here')
      } catch {
        if (await serverAnswers()) location.reload()
      }
    }
    if (loaded) {
      const Page = loaded
      return <Page {...props} />
    }
    return state === 'failed' ? <Failure failing={{ kind: 'offline' }} onRetry={() => void retry()} /> : <Spinner />
  }
  Later.preload = () => void fetchCode().catch(() => undefined)
  return Later
}

async function serverAnswers(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).ok
  } catch {
    return false
  }
}
