import decodeQR from 'qr/decode.js'

/** The text of the QR code in a picture, or null when none is seen. */
export function decodeFrame({ width, height, data }: ImageData): string | null {
  try {
    return decodeQR({ width, height, data })
  } catch {
    return null // no code in this frame: the next one may have it
  }
}
