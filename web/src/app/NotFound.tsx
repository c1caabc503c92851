import { Empty } from '../components/Empty.tsx'
import { iconSearch } from '../components/icons.ts'
import { t } from '../text/shell.ts'
import { usePageTitle } from './page-title.ts'

/** No such page, or not for this reader: the two are not told apart, so that nothing can be guessed. */
export function NotFound() {
  usePageTitle(t('notFound'))
  return (
    <Empty icon={iconSearch} title={t('notFound')}>
      <p class="small">{t('notFoundHint')}</p>
      <a class="button" href="/">
        {t('home')}
      </a>
    </Empty>
  )
}
