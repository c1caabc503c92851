import { useSignal } from '@preact/signals'
import type { DaySheetWire } from '@gongyue/shared/api/dispatch.ts'
import type { OutreachWire } from '@gongyue/shared/api/outreach.ts'
import { useEffect } from 'preact/hooks'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconPrint } from '../../components/icons.ts'
import { t } from '../../text/dispatch.ts'
import { clockOf, clockSpan } from '../../text/when.ts'
import { thingsText, whereOf } from './LineCard.tsx'
import type { DispatchModel } from './model.ts'
import { Reveal } from './Reveal.tsx'

interface DaySheetsProps {
  readonly model: DispatchModel
  readonly outreach: OutreachWire
  readonly today: string
}

/** A day on paper for each of the crew. */
export function DaySheets({ model, outreach, today }: DaySheetsProps) {
  const date = useSignal(today)
  const sheets = useSignal<readonly DaySheetWire[] | Failing | null>(null)
  useEffect(() => {
    let stale = false
    void model.sheets(date.value).then((found) => {
      if (!stale) sheets.value = found
    })
    return () => {
      stale = true
    }
  }, [date.value, model.state.value])
  const found = sheets.value
  return (
    <section class="stack-s dispatch-sheets" aria-labelledby="dispatch-sheets">
      <h2 id="dispatch-sheets">{t('sheets')}</h2>
      <p class="small faint screen-only">{t('sheetsHint')}</p>
      <div class="classes-filters screen-only">
        <TextField
          label={t('sheetsDay')}
          type="date"
          value={date.value}
          onInput={(value) => value !== '' && (date.value = value)}
        />
        <Button icon={iconPrint} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      {found && 'kind' in found && <Failure failing={found} />}
      {Array.isArray(found) && found.length === 0 && <p class="small">{t('sheetsNone')}</p>}
      {Array.isArray(found) &&
        found.map((sheet: DaySheetWire) => (
          <Sheet key={sheet.personId} sheet={sheet} date={date.value} outreach={outreach} model={model} />
        ))}
    </section>
  )
}

interface SheetProps {
  readonly sheet: DaySheetWire
  readonly date: string
  readonly outreach: OutreachWire
  readonly model: DispatchModel
}

function Sheet({ sheet, date, outreach, model }: SheetProps) {
  return (
    <article class="card stack-s dispatch-sheet">
      <h3>
        {sheet.name} {date}
      </h3>
      <div class="class-scroll">
        <table class="class-table">
          <tbody>
            {sheet.stops.map((stop) => (
              <tr key={stop.lineId}>
                <td class="nowrap">
                  <strong>{clockOf(stop.departs)}</strong>
                  <br />
                  <span class="small faint">
                    {stop.from === null ? t('fromHome') : t('from', { place: stop.from })}
                  </span>
                </td>
                <td>
                  <strong>{stop.title}</strong> {clockSpan(stop.start, stop.end)}
                  <br />
                  {whereOf(stop)}
                  <br />
                  <span class="small">
                    {[
                      `${t('arrive')} ${clockOf(stop.arrives)}`,
                      `${t('leave')} ${clockOf(stop.leaves)}`,
                      `${t('back')} ${clockOf(stop.returns)}`,
                      t('crowd', { count: stop.headcount }),
                    ].join(' · ')}
                  </span>
                </td>
                <td>
                  {stop.contact !== '' && t('meet', { contact: stop.contact })} {stop.contactPhone}
                  {stop.contactPhone !== null && <Reveal model={model} lineId={stop.lineId} title={stop.title} />}
                  <br />
                  <span class="small">
                    {[
                      stop.with.length > 0 && t('together', { people: stop.with.join('、') }),
                      thingsText(stop.equipment, outreach),
                      stop.note,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </article>
  )
}
