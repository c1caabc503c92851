/** TypeScript source with what a rule must not look at taken out. */
export interface MaskedSource {
  /** Comments are gone; the n-th string is `"n"`. Code inside `${}` stays code. */
  readonly code: string
  /** The strings' contents, in order. */
  readonly strings: readonly string[]
}

const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};>+\-*%<~^]|\b(?:return|typeof|case|in|of|await|yield))\s*$/

/**
 * Takes comments and strings out of TypeScript by reading it once from left to right. TypeScript 7 has no programming
 * interface, and for imports and forbidden names this is enough; it does not understand JSX text, where an apostrophe
 * hides the rest of its line.
 */
export function maskSource(text: string): MaskedSource {
  const strings: string[] = []
  // For each open template literal, how many braces are open inside its `${`.
  const templates: number[] = []
  let code = ''
  let at = 0
  const keep = (content: string): void => {
    code += `"${strings.length}"`
    strings.push(content)
  }
  while (at < text.length) {
    const rest = text.slice(at, at + 2)
    const char = rest[0] ?? ''
    const depth = templates.at(-1)
    if (rest === '//') at = endOr(text, text.indexOf('\n', at))
    else if (rest === '/*') at = endOr(text, text.indexOf('*/', at) + 2, 1)
    else if (char === '"' || char === "'") {
      const end = endOfQuoted(text, at + 1, char)
      keep(text.slice(at + 1, end))
      at = text[end] === char ? end + 1 : end
    } else if (char === '`' || (char === '}' && depth === 0)) {
      if (char === '}') templates.pop()
      const end = endOfTemplate(text, at + 1)
      keep(text.slice(at + 1, end))
      if (text[end] === '$') templates.push(0)
      at = end + (text[end] === '$' ? 2 : 1)
    } else if (char === '/' && BEFORE_REGEX.test(code.slice(-12))) {
      const end = endOfRegex(text, at + 1)
      keep(text.slice(at + 1, end))
      at = end + 1
    } else {
      if (depth !== undefined && char === '{') templates[templates.length - 1] = depth + 1
      if (depth !== undefined && char === '}') templates[templates.length - 1] = depth - 1
      code += char
      at += 1
    }
  }
  return { code, strings }
}

/** What a module imports or re-exports, statically or not: the text between the quotes. */
export function importsOf({ code, strings }: MaskedSource): readonly string[] {
  const pattern = /\b(?:(?:import|export)\b[^"();=]*?\bfrom\s*|import\s*\(?\s*|require\s*\(\s*)"(\d+)"/g
  return Array.from(code.matchAll(pattern), (match) => strings[Number(match[1])] ?? '')
}

function endOr(text: string, index: number, least = 0): number {
  return index < least ? text.length : index
}

/** A quoted string ends at its line's end at the latest. */
function endOfQuoted(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === quote || text[at] === '\n') return at
  }
  return text.length
}

/** Of the closing backtick, or of the `$` before a brace. */
function endOfTemplate(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '`' || (text[at] === '$' && text[at + 1] === '{')) return at
  }
  return text.length
}

function endOfRegex(text: string, from: number): number {
  let inClass = false
  for (let at = from; at < text.length && text[at] !== '\n'; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '[') inClass = true
    else if (text[at] === ']') inClass = false
    else if (text[at] === '/' && !inClass) return at
  }
  return from
}
