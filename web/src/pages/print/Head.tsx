import { session } from '../../app/session.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/print.ts'
import { wallClockAt } from '../../text/when.ts'

/** What stands above every sheet: what it is, whose, and when it was printed, for paper lies about for days. */
export function SheetHead({ title, hint }: { readonly title: string; readonly hint?: string }) {
  const facility = session.value?.facility
  if (!facility) return null
  return (
    <header class="paper-head">
      <h2>{title}</h2>
      <p>
        {t('madeAt', { facility: nameIn(facility.name), time: printedAt(facility.timeZone) })}
        {hint && ` · ${hint}`}
      </p>
    </header>
  )
}

/** The minute in which the sheet is drawn, on the facility's clock. */
function printedAt(timeZone: string): string {
  return wallClockAt(timeZone, Date.now()).slice(0, 16).replace('T', ' ')
}
