import type { Name } from './names.ts'

export const PARTY_KINDS = [
  'federation',
  'county',
  'town',
  'branch',
  'partner',
  'association',
  'palace',
  'person',
] as const
export type PartyKind = (typeof PARTY_KINDS)[number]

/** Who asks: a union branch in its tree, a partner, an association, the palace itself, a person. */
export interface Party {
  readonly id: string
  readonly parentId: string | null
  readonly kind: PartyKind
  readonly name: string
  /** A suspended party keeps what it has and books nothing new. */
  readonly suspended: boolean
}

export const PARTY_KIND_NAMES: Readonly<Record<PartyKind, Name>> = {
  federation: { 'zh-CN': '市总工会', en: 'the city federation' },
  county: { 'zh-CN': '县（市、区）总工会', en: 'county unions' },
  town: { 'zh-CN': '乡镇（街道）工会', en: 'town unions' },
  branch: { 'zh-CN': '基层工会', en: 'union branches' },
  partner: { 'zh-CN': '合作单位', en: 'partners' },
  association: { 'zh-CN': '职工文化协会', en: 'associations' },
  palace: { 'zh-CN': '文化宫', en: 'the palace' },
  person: { 'zh-CN': '个人', en: 'individuals' },
}
