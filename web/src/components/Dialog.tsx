import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../text/shell.ts'
import { Icon } from './Icon.tsx'
import { iconClose } from './icons.ts'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ComponentChildren
  /** The buttons at the bottom, in reading order, the next step last. */
  readonly foot?: ComponentChildren
}

/**
 * A sheet over the page; drawn means open. Keeps the focus inside, closes with Escape or a tap beside it, and gives the focus back.
 * Engines older than `<dialog>` get the same with an element for the shade.
 */
export function Dialog({ title, onClose, children, foot }: DialogProps) {
  const place = useRef<HTMLDialogElement>(null)
  const shade = useRef<HTMLDivElement>(null)
  const id = useId()
  const modal = typeof HTMLDialogElement !== 'undefined' && 'showModal' in HTMLDialogElement.prototype

  useEffect(() => {
    const dialog = place.current
    const before = document.activeElement
    if (!dialog) return undefined
    if (modal) dialog.showModal()
    else dialog.setAttribute('open', '')
    dialog.querySelector<HTMLElement>('h2')?.focus()
    return () => {
      if (modal && dialog.open) dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  // Listened to here, because what is drawn is a window, not a control.
  useEffect(() => {
    const dialog = place.current
    if (!dialog) return undefined
    const onCancel = (event: Event) => {
      event.preventDefault()
      onClose()
    }
    const onKeyDown = (event: KeyboardEvent) => {
      event.stopPropagation()
      if (event.key === 'Escape') onCancel(event)
      if (event.key === 'Tab') keepInside(event, dialog)
    }
    const onClick = (event: MouseEvent) => {
      if (event.target === dialog) onClose()
    }
    dialog.addEventListener('cancel', onCancel)
    dialog.addEventListener('keydown', onKeyDown)
    dialog.addEventListener('click', onClick)
    shade.current?.addEventListener('click', onClose)
    return () => {
      dialog.removeEventListener('cancel', onCancel)
      dialog.removeEventListener('keydown', onKeyDown)
      dialog.removeEventListener('click', onClick)
      shade.current?.removeEventListener('click', onClose)
    }
  }, [onClose])

  return (
    <>
      {!modal && <div ref={shade} class="dialog-shade" />}
      <dialog ref={place} class="dialog" aria-modal="true" aria-labelledby={id}>
        <div class="dialog-head">
          <h2 id={id} tabIndex={-1}>
            {title}
          </h2>
          <button type="button" class="button plain" onClick={onClose}>
            <Icon of={iconClose} />
            <span>{t('close')}</span>
          </button>
        </div>
        <div class="dialog-body">{children}</div>
        {foot && <div class="dialog-foot">{foot}</div>}
      </dialog>
    </>
  )
}

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]'

function keepInside(event: KeyboardEvent, dialog: HTMLElement): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)]
  const first = stops[0]
  const last = stops[stops.length - 1]
  if (!first || !last) return
  const at = document.activeElement
  const outside = !stops.includes(at as HTMLElement)
  if (event.shiftKey && (at === first || outside)) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && at === last) {
    event.preventDefault()
    first.focus()
  }
}
