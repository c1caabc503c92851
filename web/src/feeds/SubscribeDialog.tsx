import { Dialog } from '../components/Dialog.tsx'
import { t } from '../text/feeds.ts'
import { FeedPanel } from './FeedPanel.tsx'

/** My bookings in the calendar of my phone. */
export function SubscribeDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={t('ownTitle')} onClose={onClose}>
      <FeedPanel kind="own" />
    </Dialog>
  )
}
