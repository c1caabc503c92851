/** How the camera stands. */
export type CameraState = 'starting' | 'running' | 'denied' | 'missing'

/** Between two looks at the picture, in milliseconds: fast for a hand, slow for the battery. */
const LOOK_MS = 180
/** Pixels on a side of what is decoded: a code in the frame has several for each of its modules. */
const SIDE = 480

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}

/** Reads QR codes off the camera into `onText` until it is stopped; the same text is told once in two seconds. */
export async function startCamera(
  video: HTMLVideoElement,
  onText: (text: string) => void,
  onState: (state: CameraState) => void,
): Promise<() => void> {
  onState('starting')
  // Without HTTPS the browser knows no camera.
  const devices = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices
  if (!devices) {
    onState('missing')
    return () => undefined
  }
  let stream: MediaStream
  try {
    stream = await devices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
  } catch (error) {
    onState(error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'missing')
    return () => undefined
  }
  let stopped = false
  let last = { text: '', at: 0 }
  const stop = (): void => {
    stopped = true
    for (const track of stream.getTracks()) track.stop()
  }
  video.srcObject = stream
  await video.play().catch(() => undefined)
  onState('running')
  const read = await readerOf()
  const look = async (): Promise<void> => {
    if (stopped) return
    const text = video.readyState >= video.HAVE_CURRENT_DATA ? await read(video).catch(() => null) : null
    if (text !== null && (text !== last.text || performance.now() - last.at > 2_000)) {
      last = { text, at: performance.now() }
      onText(text)
    }
    setTimeout(() => void look(), LOOK_MS)
  }
  void look()
  return stop
}

/** The browser's own reader where there is one; else ours comes over the network. */
async function readerOf(): Promise<(video: HTMLVideoElement) => Promise<string | null>> {
  const { BarcodeDetector } = window as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }
  if (BarcodeDetector) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
  }
  const { decodeFrame } = await import('./decode-frame.ts')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    const side = Math.min(video.videoWidth, video.videoHeight)
    if (!context || side === 0) return null
    canvas.width = canvas.height = SIDE
    const left = (video.videoWidth - side) / 2
    const top = (video.videoHeight - side) / 2
    context.drawImage(video, left, top, side, side, 0, 0, SIDE, SIDE)
    return decodeFrame(context.getImageData(0, 0, SIDE, SIDE))
  }
}
