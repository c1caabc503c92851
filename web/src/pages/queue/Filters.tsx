import { t } from '../../text/queue.ts'
import { FILTERS } from './groups.ts'
import type { QueueModel } from './model.ts'

/** What to look at first. A filter without anything under it stays to be seen, so that the row does not jump. */
export function Filters({ model }: { readonly model: QueueModel }) {
  return (
    <div class="queue-filters" role="group" aria-label={t('filters')}>
      {FILTERS.map((filter) => (
        <button
          key={filter}
          type="button"
          class="queue-filter"
          aria-pressed={model.filter.value === filter}
          onClick={() => model.choose(filter)}
        >
          <span>{t(`filter-${filter}`)}</span> <b>{model.counts.value[filter]}</b>
        </button>
      ))}
    </div>
  )
}
