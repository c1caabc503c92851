import { t } from '../text/shell.ts'

/** At work, in a word; screen readers are told once. */
export function Spinner({ children }: { readonly children?: string }) {
  return (
    <p class="spinner" role="status">
      {children ?? t('loading')}
    </p>
  )
}
