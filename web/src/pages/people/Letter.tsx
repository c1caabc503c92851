import type { Signal } from '@preact/signals'
import { copyText } from '../../components/copy-text.ts'
import { Button } from '../../components/Button.tsx'
import { Field } from '../../components/Field.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/people.ts'

/** What those enrolled are to be told, line by line as it was decided: read over, changed, and copied into the class's group. */
export function Letter({ text }: { readonly text: Signal<string> }) {
  if (text.value === '') return null
  const copy = async (): Promise<void> => {
    toast((await copyText(text.value)) ? t('letterCopied') : t('letterByHand'))
  }
  return (
    <section class="card stack-s">
      <Field label={t('letter')} hint={t('letterHint')}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            rows={Math.min(8, text.value.split('\n').length + 1)}
            value={text.value}
            onInput={(event) => (text.value = event.currentTarget.value)}
          />
        )}
      </Field>
      <Button onClick={() => void copy()}>{t('letterCopy')}</Button>
    </section>
  )
}

/** A draft with one more line. */
export function withLine(letter: string, line: string): string {
  if (letter.split('\n').includes(line)) return letter
  return letter === '' ? line : `${letter}\n${line}`
}
