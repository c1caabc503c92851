/**
 * A reply's schema as fast-json-stringify writes it fastest: "X or null" becomes a nullable X, for it would try both with a
 * validator at every value, and what only a validator needs is left out.
 */
export function writable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(writable)
  if (typeof schema !== 'object' || schema === null) return schema
  if ('anyOf' in schema && Array.isArray(schema.anyOf)) return union(schema.anyOf)
  const kept = Object.entries(schema).filter(([key]) => !VALIDATION.has(key))
  return Object.fromEntries(
    kept.map(([key, value]: [string, unknown]) => [key, key === 'properties' ? eachProperty(value) : writable(value)]),
  )
}

const VALIDATION: ReadonlySet<string> = new Set([
  'format',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'default',
  'description',
  'examples',
])

function union(members: readonly unknown[]): unknown {
  const others = members.filter((member) => !isNull(member))
  // Anything else is written as JSON.stringify would.
  if (others.length !== 1) return {}
  const only = writable(others[0])
  return others.length < members.length ? { ...(only as object), nullable: true } : only
}

function isNull(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'null'
}

/** A property may be called like a keyword. */
function eachProperty(properties: unknown): unknown {
  if (typeof properties !== 'object' || properties === null) return properties
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]: [string, unknown]) => [name, writable(schema)]),
  )
}
