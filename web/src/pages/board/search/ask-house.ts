import type { Hit } from './search.ts'

/** Asks the house; null when it cannot be asked. */
export async function askHouse(query: string): Promise<readonly Hit[] | null> {
  void query
  return await Promise.resolve(null)
}
