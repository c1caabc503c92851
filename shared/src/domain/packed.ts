/** Maps and sets have no word in JSON: these are theirs. */
type Packed = { readonly $map: readonly (readonly [unknown, unknown])[] } | { readonly $set: readonly unknown[] }

/** Plain data with its maps and sets, as JSON. */
export function packed(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown): unknown => {
    if (value instanceof Map) return { $map: [...value] } satisfies Packed
    if (value instanceof Set) return { $set: [...value] } satisfies Packed
    return value
  })
}

/** What was packed, with its maps and sets; whoever asks knows of what type it was. */
export function unpacked(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(unpacked)
  if (typeof data !== 'object' || data === null) return data
  if ('$map' in data)
    return new Map((data as { $map: [unknown, unknown][] }).$map.map(([key, value]) => [key, unpacked(value)]))
  if ('$set' in data) return new Set((data as { $set: unknown[] }).$set)
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, unpacked(value)]))
}
