import { clockSpan, dayLabel, dayOf } from '../text/when.ts'

/** A span as people say it; the line may break between day and hours, never within them. */
export function When({ start, end }: { readonly start: string; readonly end: string }) {
  return (
    <>
      <span class="no-break">{dayLabel(dayOf(start))}</span> <span class="no-break">{clockSpan(start, end)}</span>
    </>
  )
}
