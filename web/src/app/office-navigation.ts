import './office-navigation.css'
import { iconBoard, iconCheckIn, iconFigures, iconPlanning, iconQueue, iconScreen } from '../components/icons.ts'
import { t } from '../text/office.ts'
import type { OfficeEntries, Page } from './navigation.ts'

/** What a coordinator plans with, in reading order. */
const PLANNING: readonly Page[] = [
  { to: '/term', scope: 'desk', label: () => t('term') },
  { to: '/rounds', scope: 'desk', label: () => t('rounds') },
  { to: '/conflicts', scope: 'desk', label: () => t('conflicts') },
  { to: '/classes', scope: 'desk', label: () => t('classes') },
  { to: '/programmes', scope: 'desk', label: () => t('programmes') },
  { to: '/people', scope: 'desk', label: () => t('people') },
  { to: '/dispatch', scope: 'desk', label: () => t('dispatch') },
  { to: '/services', scope: 'desk', label: () => t('services') },
  { to: '/volunteers', scope: 'desk', label: () => t('volunteers') },
  { to: '/partners', scope: 'management', label: () => t('partners') },
  { to: '/closures', scope: 'desk', label: () => t('closures') },
  { to: '/holidays', scope: 'management', label: () => t('holidays') },
  { to: '/imports', scope: 'desk', label: () => t('imports') },
  { to: '/accounts', scope: 'administration', label: () => t('accounts') },
]

/** The office's entries of the main navigation, in reading order. */
export const OFFICE_ENTRIES: OfficeEntries = {
  before: [
    { to: '/board', scope: 'desk', label: () => t('board'), icon: iconBoard },
    { to: '/check-in', scope: 'desk', label: () => t('checkIn'), icon: iconCheckIn },
    { to: '/queue', scope: 'desk', label: () => t('queue'), icon: iconQueue },
    { to: '/conflicts', scope: 'desk', label: () => t('planning'), icon: iconPlanning, pages: PLANNING },
  ],
  after: [
    { to: '/figures', scope: 'management', label: () => t('figures'), icon: iconFigures },
    { to: '/screens', scope: 'management', label: () => t('screens'), icon: iconScreen },
  ],
}
