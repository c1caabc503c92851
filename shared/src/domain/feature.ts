import type { Name } from './names.ts'

/** What a space may offer, and a booker may need. */
export const FEATURES: Readonly<Record<string, Name>> = {
  stage: { 'zh-CN': '舞台', en: 'stage' },
  projector: { 'zh-CN': '投影', en: 'projector' },
  screen: { 'zh-CN': 'LED 屏', en: 'LED screen' },
  piano: { 'zh-CN': '钢琴', en: 'piano' },
  mirror: { 'zh-CN': '镜墙', en: 'mirror wall' },
  sound: { 'zh-CN': '音响', en: 'sound system' },
  lighting: { 'zh-CN': '舞台灯光', en: 'stage lighting' },
  whiteboard: { 'zh-CN': '白板', en: 'whiteboard' },
  kitchen: { 'zh-CN': '烹饪操作台', en: 'kitchen benches' },
  'care-beds': { 'zh-CN': '护理床', en: 'care beds' },
  wheelchair: { 'zh-CN': '无障碍', en: 'step-free access' },
  outdoor: { 'zh-CN': '室外', en: 'outdoor' },
  quiet: { 'zh-CN': '安静', en: 'quiet' },
  loud: { 'zh-CN': '可高声', en: 'loud allowed' },
}

/** The features' names as one phrase in every language. A key the house does not know stands for itself. */
export function featureNames(keys: readonly string[]): Name {
  return {
    'zh-CN': keys.map((key) => FEATURES[key]?.['zh-CN'] ?? key).join('、'),
    en: keys.map((key) => FEATURES[key]?.en ?? key).join(', '),
  }
}
