/** The address of a new series in a slot; instants lose their offset, because a rule is in wall time. */
export function newSeriesAddress(slot: {
  readonly spaceId: string
  readonly start: string
  readonly end: string
}): string {
  const query = new URLSearchParams({ space: slot.spaceId, start: slot.start.slice(0, 16), end: slot.end.slice(0, 16) })
  return `/series/new?${query.toString()}`
}
