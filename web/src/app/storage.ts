/** Kept choices and drafts. Storage may be shut (private windows, some WebViews): then nothing is kept, and nothing breaks. */
const PREFIX = 'gongyue.'

/** A choice kept in this browser, or null. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value)
  } catch {
    // nowhere to keep it
  }
}

/** What was being typed in this tab, or null. */
export function recallDraft(name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name) ?? 'null') as unknown
  } catch {
    return null
  }
}

/** Throws away every draft of this tab: whoever signs in next is somebody else. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
  } catch {
    // nothing was kept
  }
}

/** Keeps a draft for this tab; null throws it away. */
export function keepDraft(name: string, draft: unknown): void {
  try {
    if (draft === null) sessionStorage.removeItem(PREFIX + name)
    else sessionStorage.setItem(PREFIX + name, JSON.stringify(draft))
  } catch {
    // nowhere to keep it
  }
}
