import { Notice } from '../components/Notice.tsx'
import { t } from '../text/shell.ts'

/** The address is known, and not for this reader. */
export function NotAllowed() {
  return (
    <Notice tone="warn">
      <p>{t('notAllowed')}</p>
      <p>
        <a class="button" href="/">
          {t('home')}
        </a>
      </p>
    </Notice>
  )
}
