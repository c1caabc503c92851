import { useEffect } from 'preact/hooks'
import { t } from '../text/shell.ts'

/** Names the browser's tab after the page. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title])
}
