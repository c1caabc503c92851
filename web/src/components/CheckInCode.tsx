import { useEffect, useState } from 'preact/hooks'
import { t } from '../text/booking.ts'
import './check-in-code.css'

/**
 * The code of a reservation, as a picture for the scanner and as six digits for the clerk. The picture holds `text`
 * (see checkInText: day, digits and palace), nothing but digits, so that a hand scanner types it into any field. The library that draws it comes
 * when it is needed.
 */
export function CheckInCode({ code, text = code }: { readonly code: string; readonly text?: string }) {
  const [path, setPath] = useState<QrPath | null>(null)
  useEffect(() => {
    let gone = false
    void import('./qr.ts').then(
      ({ qrPath }) => {
        if (!gone) setPath(qrPath(text))
      },
      () => undefined, // no network: the digits are enough
    )
    return () => {
      gone = true
    }
  }, [text])
  return (
    <figure class="check-in-code">
      <div class="qr">
        {path && (
          <svg
            viewBox={`0 0 ${path.size} ${path.size}`}
            role="img"
            aria-label={t('qrOf', { code })}
            shape-rendering="crispEdges"
          >
            <path d={path.d} fill="#000" />
          </svg>
        )}
      </div>
      <figcaption>
        <span class="small faint">{t('code')}</span>
        <span class="code-digits">
          {code.slice(0, 3)} {code.slice(3)}
        </span>
      </figcaption>
    </figure>
  )
}

interface QrPath {
  readonly size: number
  readonly d: string
}
