import { useSignal } from '@preact/signals'
import { Field } from '../../components/Field.tsx'
import { t } from '../../text/holidays.ts'
import { decodeNotice } from './notice.ts'
import type { HolidaysModel } from './model.ts'

/** No notice is longer, in characters; the server's own bound. */
const LONGEST = 20_000

/** The notice: pasted, typed, or read from a file. */
export function NoticeFields({ model }: { readonly model: HolidaysModel }) {
  const form = model.form.value
  const tooLarge = useSignal(false)
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return
    // four bytes are the most that a character takes
    tooLarge.value = file.size > LONGEST * 4
    if (tooLarge.value) return
    const text = decodeNotice(await file.arrayBuffer())
    tooLarge.value = text.length > LONGEST
    if (!tooLarge.value) model.type({ text })
  }
  return (
    <div class="stack-s">
      <h2>{t('import')}</h2>
      <Field label={t('text')} hint={t('textHint')} fault={tooLarge.value && t('fileTooLarge')}>
        {(control) => (
          <textarea
            {...control}
            class="input notice-text"
            maxLength={LONGEST}
            value={form.text}
            onInput={(event) => model.type({ text: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="row">
        <label class="button notice-file">
          <span>{t('file')}</span>
          <input
            type="file"
            accept=".txt,.csv,text/plain,text/csv"
            onChange={(event) => {
              const input = event.currentTarget
              void read(input.files?.[0]).then(() => (input.value = ''))
            }}
          />
        </label>
        <span class="small faint">{t('fileHint')}</span>
      </div>
      <div class="notice-facts">
        <Field label={t('year')}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="number"
              min={2000}
              max={2100}
              value={form.year}
              onInput={(event) => model.type({ year: Number(event.currentTarget.value) })}
            />
          )}
        </Field>
        <Field label={t('source')}>
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={200}
              value={form.source}
              onInput={(event) => model.type({ source: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('announcedOn')}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="date"
              value={form.announcedOn}
              onInput={(event) => model.type({ announcedOn: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </div>
  )
}
