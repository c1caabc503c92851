import type { FigureRecordWire } from '@gongyue/shared/api/reports.ts'
import { figureKindNames } from '@gongyue/shared/i18n/figures.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/figures.ts'
import { locale, nameIn } from '../../text/locale.ts'
import { clockSpan, dayLabel } from '../../text/when.ts'
import type { FiguresModel } from './model.ts'
import { numberText } from './numbers.tsx'

/** The records behind a number: what, when, where, whose, and who counted. */
export function Records({ model }: { readonly model: FiguresModel }) {
  const shown = model.records.value
  if (shown.kind === 'closed') return null
  return (
    <Dialog title={shown.title} onClose={model.close}>
      {shown.kind === 'loading' && <Spinner />}
      {shown.kind === 'failed' && (
        <Failure failing={shown.failing} onRetry={() => void model.open(shown.title, shown.words)} />
      )}
      {shown.kind === 'open' && (
        <>
          <p class="faint">
            {(['sessions', 'onSite', 'online'] as const)
              .filter((measure) => shown.sum[measure] > 0)
              .map((measure) => `${t(measure)} ${numberText(shown.sum[measure])}`)
              .join(' · ')}
          </p>
          <ul class="figures-records">
            {shown.items.map((record) => (
              <li key={`${record.source} ${record.id}`}>
                <Line record={record} />
              </li>
            ))}
          </ul>
          {shown.nextCursor !== null && (
            <Button wide busy={shown.busy} onClick={() => void model.more()}>
              {t('more')}
            </Button>
          )}
        </>
      )}
    </Dialog>
  )
}

function Line({ record }: { readonly record: FigureRecordWire }) {
  const { title, kind, partyName, spaceName, day, start, end, onSite, online, countedBy, orderId, programmeId } = record
  const when = start !== null && end !== null ? `${dayLabel(day)} ${clockSpan(start, end)}` : dayLabel(day)
  return (
    <>
      <div class="figures-record">
        <b>{title || nameIn(figureKindNames[kind])}</b>
        <span class="number">
          {countedBy === null ? (
            <span class="faint">{t('noCount')}</span>
          ) : (
            t('people', { count: onSite.toLocaleString(locale.value) })
          )}
        </span>
      </div>
      <div class="small faint">
        {day.slice(0, 4)} · {when}
        {spaceName && ` · ${nameIn(spaceName)}`}
        {partyName && ` · ${partyName}`}
        {countedBy !== null && ` · ${t(`by-${countedBy}`)}`}
        {online > 0 && ` · ${t('peopleOnline', { count: numberText(online) })}`}
      </div>
      {(orderId ?? programmeId) !== null && (
        <div class="small row">
          {programmeId !== null && <a href={`/classes/${programmeId}`}>{t('toProgramme')}</a>}
          {orderId !== null && <a href={`/orders/${orderId}`}>{t('toOrder')}</a>}
        </div>
      )}
    </>
  )
}
