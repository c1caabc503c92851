import { readFile, writeFile } from 'node:fs/promises'
import { constraints } from '@gongyue/shared/constraints/index.ts'
import type { Constraint } from '@gongyue/shared/constraints/define.ts'
import { REASON_MESSAGES } from '@gongyue/shared/scheduling/reason.ts'

/** What is made from the registry of rules: the list that people read, and the sentences that pages load without the rules. */
export const generated: readonly { readonly path: string; readonly make: () => string }[] = [
  { path: 'shared/CONSTRAINTS.md', make: constraintsPage },
  { path: 'shared/src/i18n/messages.ts', make: messagesModule },
]

const root = new URL('../', import.meta.url)

/** Writes the files; with `--check` only compares, and fails naming the file that differs. */
async function main(): Promise<void> {
  const compareOnly = process.argv.includes('--check')
  for (const { path, make } of generated) {
    const file = new URL(path, root)
    if (!compareOnly) await writeFile(file, make())
    else if ((await readFile(file, 'utf8').catch(() => '')) !== make())
      throw new Error(`${path} is not what the registry makes. Run: node scripts/constraints.ts`)
  }
}

const TOPICS: Readonly<Record<Constraint['topic'], string>> = {
  space: 'The space',
  people: 'People',
  service: 'Services and visits',
  hours: 'Hours',
  booking: 'The booking',
  party: 'The party',
  quota: 'Quotas',
  wish: 'Wishes',
}

function constraintsPage(): string {
  const rows: readonly Constraint[] = constraints
  const lines = [
    '# Constraints',
    '',
    'Made by `scripts/constraints.ts` from `shared/src/constraints/index.ts`; do not edit. One rule, one file, one test, one line in the registry.',
    '',
    'hard: never committed without a waiver · medium: a wish left unplaced · soft: quality. Penalty = amount × weight.',
  ]
  for (const [topic, heading] of Object.entries(TOPICS)) {
    const of = rows.filter((rule) => rule.topic === topic)
    if (of.length === 0) continue
    lines.push(
      '',
      `## ${heading}`,
      '',
      '| rule | level | weight, per | waived by | looks at | what it says |',
      '|---|---|---|---|---|---|',
    )
    for (const { id, level, weight, unit, waivableBy, shape, summary } of of)
      lines.push(
        `| [\`${id}\`](src/constraints/${id}.ts) | ${level} | ${weight} / ${unit} | ${waivableBy} | ${shape.replace('per-', 'one ').replace('one pair', 'a pair').replace('one group', 'a group').replace('one claim', 'a claim')} | ${summary} |`,
      )
  }
  lines.push('', '## Sentences', '')
  for (const { id, messages } of rows) lines.push(`- \`${id}\` — ${messages['zh-CN']} — ${messages.en}`)
  return `${lines.join('\n')}\n`
}

function messagesModule(): string {
  const rules: readonly Constraint[] = constraints
  const entry = (key: string, messages: Readonly<Record<string, string>>) =>
    `  '${key}': {\n${Object.entries(messages)
      .map(([locale, text]) => `    ${locale === 'en' ? 'en' : `'${locale}'`}: ${quoted(text)},`)
      .join('\n')}\n  },`
  return [
    '// Made by scripts/constraints.ts from the registry of rules; do not edit. Pages load the sentences without the rules.',
    "import type { Messages } from '../domain/message.ts'",
    '',
    'export const VIOLATION_MESSAGES: Readonly<Record<string, Messages>> = {',
    ...rules.map(({ id, messages }) => entry(id, messages)),
    '}',
    '',
    '/** How an alternative differs from what was asked. */',
    'export const ALTERNATIVE_MESSAGES: Readonly<Record<string, Messages>> = {',
    ...Object.entries(REASON_MESSAGES).map(([key, messages]) => entry(key, messages)),
    '}',
    '',
    '/** The parameter that says when a rule stops standing in the way. */',
    'export const CLEARS_AT: Readonly<Record<string, string>> = {',
    ...rules.flatMap(({ id, clearsAt }) => (clearsAt === undefined ? [] : [`  '${id}': '${clearsAt}',`])),
    '}',
    '',
  ].join('\n')
}

function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`
}

if (import.meta.main) await main()
