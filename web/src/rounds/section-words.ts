import type { SectionDraftWire } from '@gongyue/shared/api/rounds.ts'
import { featureNames } from '@gongyue/shared/domain/feature.ts'
import { spaceName } from '../app/spaces.ts'
import { nameIn } from '../text/locale.ts'
import { t } from '../text/round.ts'

/** What is wanted, in short: `12 人 · 每周 2 次 · 每次 90–120 分钟 · 钢琴`. */
export function wantWords(section: Omit<SectionDraftWire, 'times'>): string {
  const { headcount, timesAWeek, minMinutes: min, maxMinutes: max, features } = section
  return [
    t('people', { count: headcount }),
    t('timesAWeek', { count: timesAWeek }),
    min === max ? t('lengthOne', { min }) : t('length', { min, max }),
    features.length > 0 ? nameIn(featureNames(features)) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Where, best first, and what is liked. */
export function likeWords({ spaceIds, sameSpace, sameTime, apart }: Omit<SectionDraftWire, 'times'>): string {
  const spaces = spaceIds.map(spaceName).filter(Boolean).join(' → ') || t('anySpace')
  return [
    t('wishedSpaces', { spaces }),
    sameSpace ? t('sameSpace') : '',
    sameTime ? t('sameTime') : '',
    apart ? t('apart') : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
