import { useEffect, useState } from 'preact/hooks'
import type { ScreenLookSchema } from '@gongyue/shared/api/wall.ts'
import type { Static } from 'typebox'

export type Look = Static<typeof ScreenLookSchema>

/** Which way the picture lies: `turned` for a screen that hangs upright but whose computer does not know. */
export interface Stage {
  readonly shape: 'broad' | 'tall'
  readonly turned: boolean
}

export function stageOf(width: number, height: number, orientation: Look['orientation']): Stage {
  const lies = width >= height ? 'broad' : 'tall'
  const wanted = orientation === 'landscape' ? 'broad' : orientation === 'portrait' ? 'tall' : lies
  // A phone that previews a landscape wall is no wall that hangs on its side.
  if (wanted === lies || width < 700) return { shape: lies, turned: false }
  return { shape: wanted, turned: true }
}

/** The stage in this window, drawn again when the window changes. */
export function useStage(orientation: Look['orientation']): Stage {
  const [size, setSize] = useState({ width: window.innerWidth, height: window.innerHeight })
  useEffect(() => {
    const onResize = () => setSize({ width: window.innerWidth, height: window.innerHeight })
    window.addEventListener('resize', onResize)
    return () => window.removeEventListener('resize', onResize)
  }, [])
  return stageOf(size.width, size.height, orientation)
}
