import { useEffect, useState } from 'preact/hooks'
import { t } from '../text/feeds.ts'
import { Button } from './Button.tsx'
import { copyText } from './copy-text.ts'
import { iconAccepted, iconCopy } from './icons.ts'
import './address.css'

/** An address that is told once: to copy, and to scan when another device shall open it. */
export function Address({
  label,
  address,
  scan = false,
}: {
  readonly label: string
  readonly address: string
  readonly scan?: boolean
}) {
  const [copied, setCopied] = useState(false)
  const [qr, setQr] = useState<{ readonly size: number; readonly d: string } | null>(null)
  useEffect(() => {
    let gone = false
    if (scan)
      void import('./qr.ts').then(
        ({ qrPath }) => {
          if (!gone) setQr(qrPath(address))
        },
        () => undefined, // no network: the text is enough
      )
    return () => {
      gone = true
    }
  }, [address, scan])
  const copy = async (): Promise<void> => setCopied(await copyText(address))
  return (
    <div class="address stack-s">
      <div class="row">
        <input
          class="input"
          aria-label={label}
          readOnly
          value={address}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button icon={copied ? iconAccepted : iconCopy} onClick={() => void copy()}>
          {t(copied ? 'copied' : 'copy')}
        </Button>
      </div>
      {qr && (
        <svg
          class="address-qr"
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={label}
          shape-rendering="crispEdges"
        >
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.d} fill="#000" />
        </svg>
      )}
    </div>
  )
}
