import { render } from 'preact'
import { useEffect } from 'preact/hooks'
import { DaySheet } from './DaySheet.tsx'
import type { BoardModel } from './model.ts'
import './sheet.css'

/**
 * Puts the day sheet on the page while it is printed, and only then: six hundred hidden table rows would cost every refresh.
 * `render` draws at once, before the browser takes the picture.
 */
export function usePrintedSheet(board: BoardModel): void {
  useEffect(() => {
    const place = document.createElement('div')
    place.className = 'printed'
    document.body.append(place)
    const show = (): void => render(<DaySheet board={board} />, place)
    const hide = (): void => render(null, place)
    const medium = matchMedia('print')
    const onMedium = (): void => (medium.matches ? show() : hide())
    window.addEventListener('beforeprint', show)
    window.addEventListener('afterprint', hide)
    medium.addEventListener('change', onMedium)
    return () => {
      window.removeEventListener('beforeprint', show)
      window.removeEventListener('afterprint', hide)
      medium.removeEventListener('change', onMedium)
      hide()
      place.remove()
    }
  }, [board])
}
