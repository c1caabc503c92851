import {
  iconBoard,
  iconCheckIn,
  iconFigures,
  iconImport,
  iconPlanning,
  iconQueue,
  iconServices,
} from '../components/icons.ts'
import { t } from '../text/office.ts'
import type { FurtherEntries, Page } from './navigation.ts'

/** What a coordinator plans with, in reading order. */
const PLANNING: readonly Page[] = [
  { to: '/term', scope: 'desk', label: () => t('term') },
  { to: '/rounds', scope: 'desk', label: () => t('rounds') },
  { to: '/conflicts', scope: 'desk', label: () => t('conflicts') },
  { to: '/classes', scope: 'desk', label: () => t('classes') },
  { to: '/programmes', scope: 'desk', label: () => t('programmes') },
  { to: '/people', scope: 'desk', label: () => t('people') },
  { to: '/closures', scope: 'desk', label: () => t('closures') },
]

/** What goes out of the house, and with whom. */
const SERVICES: readonly Page[] = [
  { to: '/dispatch', scope: 'desk', label: () => t('dispatch') },
  { to: '/services', scope: 'desk', label: () => t('services') },
  { to: '/volunteers', scope: 'desk', label: () => t('volunteers') },
  { to: '/partners', scope: 'management', label: () => t('partners') },
]

/** What the year came to, and how the house is run. */
const MANAGEMENT: readonly Page[] = [
  { to: '/figures', scope: 'management', label: () => t('figures') },
  { to: '/decisions', scope: 'management', label: () => t('decisions') },
  { to: '/policy', scope: 'management', label: () => t('policy') },
  { to: '/holidays', scope: 'management', label: () => t('holidays') },
  { to: '/screens', scope: 'management', label: () => t('screens') },
  { to: '/imports', scope: 'desk', label: () => t('imports') },
  { to: '/accounts', scope: 'administration', label: () => t('accounts') },
]

/** The office's entries of the main navigation, in reading order. */
export const OFFICE_ENTRIES: FurtherEntries = {
  before: [
    { to: '/board', scope: 'desk', label: () => t('board'), icon: iconBoard },
    { to: '/check-in', scope: 'desk', label: () => t('checkIn'), icon: iconCheckIn },
    { to: '/queue', scope: 'desk', label: () => t('queue'), icon: iconQueue },
    { to: '/conflicts', scope: 'desk', label: () => t('planning'), icon: iconPlanning, pages: PLANNING },
    { to: '/dispatch', scope: 'desk', label: () => t('serving'), icon: iconServices, pages: SERVICES },
  ],
  after: [
    { to: '/figures', scope: 'management', label: () => t('management'), icon: iconFigures, pages: MANAGEMENT },
    { to: '/imports', scope: 'desk', label: () => t('imports'), icon: iconImport, unless: 'management' },
  ],
}
