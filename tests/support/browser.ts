import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as AxeCore from 'axe-core'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'

/** What a page should look like to its reader. */
export interface Look {
  readonly viewport: 'desktop' | 'phone'
  readonly dark?: boolean
  /** The larger type that a reader may choose. */
  readonly large?: boolean
  /** "zh-CN" unless told. */
  readonly locale?: 'zh-CN' | 'en'
}

/** A Chromium of the machine or of npm, and how to open pages in it. */
export interface TestBrowser {
  /** A page in a context of its own: no cookie of another page is in it. Closing the page closes the context. */
  readonly newPage: (look: Look) => Promise<Page>
  readonly close: () => Promise<void>
}

/** One breach of WCAG 2.2 A or AA, as axe tells it. */
export interface AxeViolation {
  readonly id: string
  readonly impact: string
  readonly help: string
  /** Where, as CSS selectors, with what is wrong there. */
  readonly nodes: readonly string[]
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const WORK = join(ROOT, '.test')
const require = createRequire(import.meta.url)

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  '--font-render-hinting=none',
]

/** Starts a browser that shows Chinese: the system's Chromium, else the one from npm. About 0.5 s. */
export async function launchBrowser(): Promise<TestBrowser> {
  const fonts = await writeFontConfig()
  const browser = (await launchSystemBrowser(fonts)) ?? (await launch(fonts, await unpackBrowser()))
  return { newPage: async (look) => await openPage(browser, look), close: async () => await browser.close() }
}

/** Saves what the page shows as `.test/screens/<name>.png` and returns that path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(WORK, 'screens', `${name}.png`)
  await mkdir(dirname(path), { recursive: true })
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  return path
}

/** Every breach of WCAG 2.2 A and AA that axe sees on the page as it is now. */
export async function axe(page: Page): Promise<readonly AxeViolation[]> {
  // Evaluated by the debugger, so the page's content security policy has no say.
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'))
  return await page.evaluate(async () => {
    const { axe: engine } = window as unknown as { axe: typeof AxeCore } // the script above defines it
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await engine.run(document, { runOnly: tags, resultTypes: ['violations'] })
    return violations.map((violation) => ({
      id: violation.id,
      impact: violation.impact ?? 'unknown',
      help: violation.help,
      nodes: violation.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    }))
  })
}

/** A file by the right name may still be a stub that only says where to get a browser; then there is none. */
async function launchSystemBrowser(fonts: string): Promise<Browser | undefined> {
  for (const executablePath of SYSTEM_BROWSERS.filter((path) => existsSync(path))) {
    try {
      return await launch(fonts, { executablePath })
    } catch {
      continue
    }
  }
  return undefined
}

async function launch(fonts: string, program: { executablePath: string; libraries?: string }): Promise<Browser> {
  return await chromium.launch({
    executablePath: program.executablePath,
    args: FLAGS,
    chromiumSandbox: false,
    env: {
      ...process.env,
      FONTCONFIG_FILE: fonts,
      LANG: 'C.UTF-8',
      ...(program.libraries === undefined ? {} : { LD_LIBRARY_PATH: program.libraries }),
    },
  })
}

async function openPage(browser: Browser, look: Look): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    ...(look.viewport === 'phone'
      ? { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
      : { viewport: { width: 1360, height: 860 } }),
    colorScheme: look.dark === true ? 'dark' : 'light',
    locale: look.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  if (look.large === true) await context.addInitScript(() => localStorage.setItem('gongyue.type', 'large'))
  const page = await context.newPage()
  page.once('close', () => void context.close().catch(() => {}))
  return page
}

/**
 * The npm package holds its browser and the libraries that a bare Debian lacks (NSS and others) as archives, and unpacks
 * them into the temporary folder under fixed names. We give it a folder of its own, once for each version.
 */
async function unpackBrowser(): Promise<{ executablePath: string; libraries: string }> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No browser for the tests: none of ${SYSTEM_BROWSERS.join(', ')} is here, and npm has one for linux-x64 only. Install Chromium.`,
    )
  }
  const manifest: unknown = JSON.parse(
    await readFile(join(dirname(require.resolve('@sparticuz/chromium')), '..', 'package.json'), 'utf8'),
  )
  const version = (manifest as { version: string }).version // npm's own field
  const folder = join(WORK, `chromium-${version}`)
  if (!existsSync(folder)) {
    const half = `${folder}.${process.pid}`
    await mkdir(half, { recursive: true })
    await withEnvironment({ TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }, async () => {
      const { default: bundle } = await import('@sparticuz/chromium')
      await bundle.executablePath()
    })
    // The loser of a race finds the folder there already.
    await rename(half, folder).catch(async () => await rm(half, { recursive: true, force: true }))
  }
  return { executablePath: join(folder, 'chromium'), libraries: join(folder, 'al2023', 'lib') }
}

async function withEnvironment(values: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<void> {
  const before = { ...process.env }
  Object.assign(process.env, values)
  try {
    await work()
  } finally {
    // The package leaves marks of its own (LD_LIBRARY_PATH, FONTCONFIG_PATH) that would lead other children astray.
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

/** Only the font from npm, so that pictures are the same on every machine. */
async function writeFontConfig(): Promise<string> {
  const fonts = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts')
  const file = join(WORK, 'fonts.conf')
  const aliases = ['sans-serif', 'serif', 'monospace', 'system-ui']
    .map(
      (family) =>
        `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans S Chinese</family></prefer></alias>`,
    )
    .join('\n')
  await mkdir(WORK, { recursive: true })
  const half = `${file}.${process.pid}`
  await writeFile(
    half,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${escapeXml(fonts)}</dir>
<cachedir>${escapeXml(join(WORK, 'font-cache'))}</cachedir>
${aliases}
</fontconfig>
`,
  )
  await rename(half, file)
  return file
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
