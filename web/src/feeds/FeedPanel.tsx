import { useEffect, useMemo } from 'preact/hooks'
import type { FeedWire } from '@gongyue/shared/api/programme.ts'
import { Address } from '../components/Address.tsx'
import { Button } from '../components/Button.tsx'
import { Failure } from '../components/Failure.tsx'
import { iconCalendar } from '../components/icons.ts'
import { Notice } from '../components/Notice.tsx'
import { toast } from '../components/Toasts.tsx'
import { t } from '../text/feeds.ts'
import { clockOf, dayLabel, dayOf } from '../text/when.ts'
import { createFeedsModel, type FeedsModel } from './model.ts'

/** Makes a calendar address, shows it once, and takes addresses back. */
export function FeedPanel({ kind }: { readonly kind: 'own' | 'programme' }) {
  const model = useMemo(() => createFeedsModel(kind), [kind])
  useEffect(() => void model.load(), [model])
  const made = model.made.value
  const failing = model.failing.value
  const feeds = model.feeds.value ?? []
  return (
    <div class="stack">
      <p>{t(kind === 'own' ? 'ownHint' : 'programmeHint')}</p>
      {failing && <Failure failing={failing} onRetry={() => void model.load()} />}
      {made === null ? (
        <p>
          <Button look="primary" icon={iconCalendar} busy={model.busy.value} onClick={() => void model.make()}>
            {t('make')}
          </Button>
        </p>
      ) : (
        <Notice tone="good" loud>
          <p>{t('made')}</p>
          <Address label={t(kind === 'own' ? 'ownTitle' : 'programmeTitle')} address={made} />
          <p>
            <a class="button" href={made.replace(/^https?:/, 'webcal:')}>
              {t('open')}
            </a>
          </p>
          <p class="small">{t(kind === 'own' ? 'keepSecret' : 'shareable')}</p>
        </Notice>
      )}
      {feeds.length > 0 && (
        <section class="stack-s" aria-label={t('existing')}>
          <h3>{t('existing')}</h3>
          <ul class="stack-s">
            {feeds.map((feed) => (
              <FeedRow key={feed.id} feed={feed} model={model} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function FeedRow({ feed, model }: { readonly feed: FeedWire; readonly model: FeedsModel }) {
  const date = `${dayLabel(dayOf(feed.createdAt))} ${clockOf(feed.createdAt)}`
  const read = feed.lastReadAt
  return (
    <li class="row">
      <span>
        {t('createdAt', { date })}
        <span class="faint small">
          {' · '}
          {read === null ? t('neverRead') : t('readAt', { when: `${dayLabel(dayOf(read))} ${clockOf(read)}` })}
        </span>
      </span>
      <Button
        aria-label={t('revokeOne', { date })}
        onClick={() =>
          void model.revoke(feed.id).then((done) => {
            if (done) toast(t('revoked'))
          })
        }
      >
        {t('revoke')}
      </Button>
    </li>
  )
}
