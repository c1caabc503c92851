import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../start/options.ts'
import { runNode } from './command.ts'
import { type StageResult, judge } from './stage.ts'

/** Every folder with a tsconfig.json of its own. */
const TYPED = ['shared', 'db', 'server', 'web', 'scripts', 'tests']

/** Files that a script writes from others: run again, it must write the same. */
const GENERATED = [
  { file: 'db/schema.sql', script: 'schema' },
  { file: 'shared/CONSTRAINTS.md', script: 'constraints' },
]

/** The checks that read the source and run none of it, by the name that `--only` takes. */
export const STATIC_CHECKS: Readonly<Record<string, () => Promise<readonly StageResult[]>>> = {
  types: async () => {
    const results: StageResult[] = []
    for (const project of TYPED) {
      results.push(await tool(`types ${project}`, ['node_modules/typescript/bin/tsc', '-p', project]))
    }
    return results
  },
  lint: async () => [await tool('lint', ['node_modules/oxlint/bin/oxlint'])],
  format: async () => [await tool('format', ['node_modules/oxfmt/bin/oxfmt', '--check', '.'])],
  generated: async () => {
    const results: StageResult[] = []
    for (const { file, script } of GENERATED) {
      results.push(await judge(`generated ${file}`, async () => await regenerate(file, script)))
    }
    return results
  },
}

async function tool(stage: string, args: readonly string[]): Promise<StageResult> {
  return await judge(stage, async () => {
    const { code, output } = await runNode(args, 'quiet')
    return { good: code === 0, output }
  })
}

async function regenerate(file: string, script: string): Promise<{ good: boolean; output: string }> {
  const path = join(ROOT, file)
  const before = await readFile(path, 'utf8')
  const { code, output } = await runNode([`scripts/${script}.ts`], 'quiet')
  const after = await readFile(path, 'utf8')
  if (after === before) return { good: code === 0, output }
  await writeFile(path, before) // a check leaves the tree as it found it
  return { good: false, output: `${file} is out of date. Run: npm run ${script}` }
}
