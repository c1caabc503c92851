import { signal } from '@preact/signals'
import { Button } from './Button.tsx'

interface Toast {
  readonly id: number
  readonly text: string
  readonly action: { readonly label: string; readonly run: () => void } | null
}

/** How long a toast stays; one with an action stays as long as its action can be taken back. */
const STAY_MS = 6_000
const STAY_WITH_ACTION_MS = 10_000

const toasts = signal<readonly Toast[]>([])
let lastId = 0

/** Says something short above the page, and aloud. `action` is offered for ten seconds. */
export function toast(text: string, action: Toast['action'] = null): void {
  lastId += 1
  const id = lastId
  toasts.value = [...toasts.value, { id, text, action }]
  setTimeout(() => dismiss(id), action ? STAY_WITH_ACTION_MS : STAY_MS)
}

/** The place where toasts stand; always drawn, because a live region must be there before it speaks. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, action }) => (
        <div class="toast" key={id}>
          <span>{text}</span>
          {action && (
            <Button
              onClick={() => {
                dismiss(id)
                action.run()
              }}
            >
              {action.label}
            </Button>
          )}
        </div>
      ))}
    </div>
  )
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id)
}
