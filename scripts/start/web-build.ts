import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from './options.ts'
import { StartProblem } from './problem.ts'

/** Where the pages lie once they are built. */
export const WEB_DIST = join(ROOT, 'web', 'dist')

/** Where tests build them: a server that runs beside keeps its own. */
export const TEST_DIST = process.env['GONGYUE_TEST_DIST'] ?? join(ROOT, '.test', 'web')

/**
 * Builds the pages into a folder when their source changed since the last build there. The old build stays in place until the
 * new one is whole.
 */
export async function buildWeb(dist: string): Promise<'built' | 'unchanged'> {
  const stamp = join(dist, '.build-of')
  const source = hashOfSource()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === source) return 'unchanged'
  const half = `${dist}.${process.pid}`
  try {
    // Loaded only here: on most starts nothing is to be built.
    const { build } = await import('vite')
    await build({ root: join(ROOT, 'web'), logLevel: 'error', build: { outDir: half, emptyOutDir: true } }).catch(
      (cause: unknown) => {
        const detail = cause instanceof Error ? cause.message : String(cause)
        throw new StartProblem('网页构建失败：', `The pages could not be built:\n${detail}`, cause)
      },
    )
    writeFileSync(join(half, '.build-of'), source)
    rmSync(dist, { recursive: true, force: true })
    renameSync(half, dist)
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
  return 'built'
}

/** Of all that can change the pages: their source, what they share with the server, the settings, the packages. */
function hashOfSource(): string {
  const hash = createHash('sha256')
  const files = [
    ...filesIn(join(ROOT, 'web')),
    ...filesIn(join(ROOT, 'shared', 'src')),
    join(ROOT, 'package-lock.json'),
  ]
  for (const file of files.toSorted()) hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('dist')) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}
