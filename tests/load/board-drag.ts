/** The desk's board in a real browser with a full house: how it opens, and what a frame costs while a block is dragged across it. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { buildWeb, TEST_DIST } from '../../scripts/start/web-build.ts'
import { launchBrowser } from '../support/browser.ts'
import { answerFully, BLOCKS, FULL_DAY } from '../support/full-board.ts'
import type { Line } from './report.ts'
import { median, percentile } from './statistics.ts'

/** One frame at 60 a second. */
const FRAME_MS = 16.7

/** What opening and dragging cost. Milliseconds; bytes as they travel uncompressed. */
export interface BoardInBrowser {
  readonly interactiveMs: number
  readonly scriptMs: number
  readonly bytes: number
  /** Work of the page's main thread for each frame that it made during the drag. */
  readonly frames: readonly number[]
  /** Between two frames as the page sees them. */
  readonly intervals: readonly number[]
  /** How often rows were laid out anew during the drag. */
  readonly layouts: number
  readonly keyMs: number
}

/** Opens a full board three times, drags a block for some seconds each, and takes the middle of the openings. */
export async function measureBoardInBrowser(seconds: number): Promise<BoardInBrowser> {
  await buildWeb(TEST_DIST)
  const server = createServer((request, response) => {
    void serve(request.url ?? '/').then(({ body, type }) => response.setHeader('content-type', type).end(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // listens on TCP
  const browser = await launchBrowser()
  try {
    const rounds: BoardInBrowser[] = []
    for (let round = 0; round < 3; round += 1) {
      const page = await browser.newPage({ viewport: 'desktop' })
      rounds.push(await measureOnce(page, `http://127.0.0.1:${port}`, seconds))
      await page.close()
    }
    const middle = (of: (round: BoardInBrowser) => number) => median(rounds.map(of))
    return {
      interactiveMs: middle(({ interactiveMs }) => interactiveMs),
      scriptMs: middle(({ scriptMs }) => scriptMs),
      bytes: middle(({ bytes }) => bytes),
      frames: rounds.flatMap(({ frames }) => frames),
      intervals: rounds.flatMap(({ intervals }) => intervals),
      layouts: middle(({ layouts }) => layouts),
      keyMs: middle(({ keyMs }) => keyMs),
    }
  } finally {
    await browser.close()
    server.close()
  }
}

/** As lines of the bench's table. */
export function linesOf({ interactiveMs, scriptMs, bytes, frames, intervals, keyMs }: BoardInBrowser): readonly Line[] {
  const p95 = percentile(frames, 0.95)
  return [
    { what: '(g) board of 40 × 600 in a browser: interactive', value: `${Math.round(interactiveMs)} ms`, met: null },
    {
      what: '(g) script / bytes to get there',
      value: `${Math.round(scriptMs)} ms / ${Math.round(bytes / 1000)} kB`,
      met: null,
    },
    {
      what: '(g) drag: work in a frame, p50 / p95 / max',
      value: `${median(frames).toFixed(1)} / ${p95.toFixed(1)} / ${Math.max(...frames).toFixed(1)} ms`,
      target: `p95 < ${FRAME_MS}`,
      met: p95 < FRAME_MS,
    },
    {
      what: '(g) drag: time between frames, p50 / p95',
      value: `${median(intervals).toFixed(1)} / ${percentile(intervals, 0.95).toFixed(1)} ms`,
      met: null,
    },
    { what: '(g) an arrow key', value: `${keyMs.toFixed(1)} ms`, target: `< ${FRAME_MS}`, met: keyMs < FRAME_MS },
  ]
}

async function measureOnce(page: Page, url: string, seconds: number): Promise<BoardInBrowser> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await answerFully(page, true)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.dataReceived', ({ dataLength }) => (bytes += dataLength))
  const began = performance.now()
  await page.goto(`${url}/board?date=${FULL_DAY}`)
  await page
    .locator('[data-row] [data-block]')
    .nth(BLOCKS - 1)
    .waitFor()
  // A key that is answered is what interactive means.
  await page.locator('[role=grid] [tabindex="0"]').focus()
  await page.keyboard.press('ArrowRight')
  // As text: this package knows no browser.
  await page.evaluate('new Promise((done) => requestAnimationFrame(done))')
  const interactiveMs = performance.now() - began
  const opened = await spent(session)
  await page.waitForTimeout(500)
  const before = await spent(session)
  for (let key = 0; key < 30; key += 1) await page.keyboard.press('ArrowRight')
  const after = await spent(session)
  const dragged = await drag(page, session, seconds)
  return { interactiveMs, scriptMs: opened.script, bytes, keyMs: (after.task - before.task) / 30, ...dragged }
}

/** Round and round over the whole board, a move every 4 ms as a good mouse sends them. */
async function drag(page: Page, session: CDPSession, seconds: number) {
  const block = await page.locator('[data-row] .block.reservation').nth(200).boundingBox()
  if (!block) throw new Error('the board shows no block to drag')
  await page.mouse.move(block.x + block.width / 2, block.y + block.height / 2)
  await page.mouse.down()
  await page.mouse.move(block.x + 60, block.y + 40, { steps: 4 })
  await page.locator('.carried').waitFor()
  await page.evaluate(
    'window.marks = []; requestAnimationFrame(function tick(at) { marks.push(at); requestAnimationFrame(tick) })',
  )
  const before = await spent(session)
  const busy = await traced(session, async () => {
    const until = performance.now() + seconds * 1000
    for (let step = 0; performance.now() < until; step += 1) {
      const angle = step / 40
      await page.mouse.move(800 + 500 * Math.cos(angle), 480 + 280 * Math.sin(angle * 1.7))
    }
  })
  const after = await spent(session)
  const marks: readonly number[] = await page.evaluate('marks')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  return {
    frames: busy,
    intervals: marks.slice(1).map((at, index) => at - (marks[index] ?? at)),
    layouts: after.layouts - before.layouts,
  }
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly ts: number
  readonly dur?: number
  /** Processor time of the thread, where the platform tells it: a busy machine does not count. */
  readonly tdur?: number
  readonly tid: number
  readonly pid: number
  readonly args: { readonly name?: string }
}

/** What the main thread did between one frame and the next, from the browser's own tracing. */
async function traced(session: CDPSession, work: () => Promise<void>): Promise<readonly number[]> {
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    categories: 'toplevel,devtools.timeline,disabled-by-default-devtools.timeline,__metadata',
  })
  await work()
  const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()))
  await session.send('Tracing.end')
  await complete
  // Of all renderers the one that made frames: a spare one idles beside it.
  const frames = events.filter(({ name }) => name === 'PrePaint')
  const main = frames[0]
  if (!main) throw new Error('the trace shows no frame')
  const starts = frames.filter(({ pid, tid }) => pid === main.pid && tid === main.tid).map(({ ts }) => ts)
  const tasks = events.filter(
    ({ name, ph, pid, tid }) =>
      ph === 'X' &&
      pid === main.pid &&
      tid === main.tid &&
      (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask'),
  )
  const sums = starts.map(() => 0)
  let at = 0
  let counted = 0
  for (const { ts, dur = 0, tdur = dur } of tasks.toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
    // Both names are told of one task, one inside the other: only the outer counts.
    if (ts < counted) continue
    counted = ts + dur
    while (at < starts.length - 1 && (starts[at + 1] ?? Infinity) <= ts + dur / 2) at += 1
    sums[at] = (sums[at] ?? 0) + tdur / 1000
  }
  return sums.slice(1, -1)
}

/** Processor time of the page's main thread in milliseconds, so that a busy machine does not count. */
async function spent(session: CDPSession) {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
  return { script: of('ScriptDuration') * 1000, task: of('TaskDuration') * 1000, layouts: of('LayoutCount') }
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
}

async function serve(address: string): Promise<{ readonly body: Uint8Array | string; readonly type: string }> {
  const path = new URL(address, 'http://bench').pathname
  const file = extname(path) === '' ? '/index.html' : path
  try {
    return { body: await readFile(join(TEST_DIST, file)), type: TYPES[extname(file)] ?? 'application/octet-stream' }
  } catch {
    return { body: '', type: 'text/plain' }
  }
}
