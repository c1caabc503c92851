import { isLocalDate } from '@gongyue/shared/time/wall.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { iconPrint } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/print.ts'
import { clockSpan } from '../../text/when.ts'
import { KINDS, type PrintModel } from './model.ts'
import { standingOf } from './sheets.ts'

/** What, which day, which place; on screen only. */
export function Choices({ model }: { readonly model: PrintModel }) {
  const { kind, date, space, layout, booking, rows } = model.wanted.value
  const printing = model.printing.value
  const read = printing.kind === 'board' ? printing : null
  return (
    <header class="print-choices screen-only stack">
      <div class="print-head">
        <h1>{t('title')}</h1>
        {canPrint() && (
          <Button look="primary" icon={iconPrint} onClick={() => window.print()}>
            {t('print')}
          </Button>
        )}
      </div>
      {!canPrint() && <Notice tone="info">{t('wechat')}</Notice>}
      <Choice
        legend={t('kind')}
        quiet
        value={kind}
        onChoose={(chosen) => model.set({ kind: chosen })}
        options={KINDS.map((value) => ({ value, label: t(value) }))}
      />
      <div class="print-fields">
        <Field label={t('date')}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="date"
              min="2000-01-01"
              max="2100-12-31"
              value={date}
              onChange={(event) => {
                const typed = event.currentTarget.value
                if (isLocalDate(typed)) model.set({ date: typed })
              }}
            />
          )}
        </Field>
        {(kind === 'day' || kind === 'week') && (
          <Field label={t('place')}>
            {(control) => (
              <select
                {...control}
                class="input"
                value={space ?? ''}
                onChange={(event) => model.set({ space: event.currentTarget.value || null })}
              >
                <option value="">{t('all')}</option>
                {(read?.spaces ?? []).map((one) => (
                  <option key={one.id} value={one.code}>
                    {nameIn(one.name)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {kind === 'sign-in' && (
          <>
            <Field label={t('booking')}>
              {(control) => (
                <select
                  {...control}
                  class="input"
                  value={booking ?? ''}
                  onChange={(event) => model.set({ booking: event.currentTarget.value || null })}
                >
                  <option value="">{t('chooseBooking')}</option>
                  {standingOf(read?.board.blocks ?? []).map((block) => (
                    <option key={block.id} value={block.id}>
                      {clockSpan(block.start, block.end)} {block.title}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={t('rows')}>
              {(control) => (
                <input
                  {...control}
                  class="input"
                  type="number"
                  min={5}
                  max={200}
                  value={rows}
                  onChange={(event) =>
                    model.set({ rows: Math.min(200, Math.max(5, Math.round(event.currentTarget.valueAsNumber || 30))) })
                  }
                />
              )}
            </Field>
          </>
        )}
        {kind === 'day' && (
          <Choice
            legend={t('layout')}
            value={layout}
            onChoose={(chosen) => model.set({ layout: chosen })}
            options={[
              { value: 'pages', label: t('pages') },
              { value: 'compact', label: t('compact') },
            ]}
          />
        )}
      </div>
      <p>
        <a href="/programme">{t('programme')}</a>
      </p>
    </header>
  )
}

/** WeChat's WebView has no printer. */
function canPrint(): boolean {
  return typeof window.print === 'function' && !/MicroMessenger/i.test(navigator.userAgent)
}
