import { featureNames } from '../domain/feature.ts'
import { perClaim } from './define.ts'

/** The space has every feature the booker needs. */
export const features = perClaim({
  id: 'features',
  topic: 'space',
  level: 'hard',
  weight: 1,
  unit: 'features',
  waivableBy: 'staff',
  appliesTo: 'both',
  summary: 'The space has every feature that was asked for.',
  messages: {
    'zh-CN': '{space}没有所需的：{missing}',
    en: '{space} lacks: {missing}',
  },
  match(claim, facts) {
    const space = facts.spaces.get(claim.spaceId)
    if (!space) return null
    const missing = claim.features.filter((feature) => !space.features.includes(feature))
    return missing.length === 0
      ? null
      : { by: missing.length, params: { space: space.name, missing: featureNames(missing) } }
  },
})
