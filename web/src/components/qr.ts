import { encode } from 'uqr'

/** Modules of quiet around the code; scanners want four. */
const QUIET = 4

/** The dark modules of a QR code as one SVG path over a square of `size` modules. */
export function qrPath(text: string): { readonly size: number; readonly d: string } {
  const { data, size } = encode(text, { border: QUIET, ecc: 'M' })
  const d = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, d }
}
