export const TABS = ['applications', 'grid', 'solve', 'plans', 'reasons', 'ledger', 'publish'] as const
export type Tab = (typeof TABS)[number]

/** The tab that an address asks for: `?tab=solve`. */
export function tabOf(search: string): Tab | null {
  const wanted = new URLSearchParams(search).get('tab')
  return TABS.find((tab) => tab === wanted) ?? null
}
