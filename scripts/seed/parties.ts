import type { Party, PartyKind } from '@gongyue/shared/domain/party.ts'
import { idOf } from './dice.ts'
import { FOUNDED } from './house.ts'

export interface SampleParty extends Party {
  readonly code: string
  readonly phone: string
}

type Listed = readonly [code: string, name: string, parent: string | null]

/** The unions above the branches are public bodies. Towns, enterprises, partners, associations and people are invented. */
const LISTED: Readonly<Record<PartyKind, readonly Listed[]>> = {
  federation: [['federation', '济宁市总工会', null]],
  county: [
    ['county-rencheng', '任城区总工会', 'federation'],
    ['county-yanzhou', '兖州区总工会', 'federation'],
    ['county-qufu', '曲阜市总工会', 'federation'],
    ['county-zoucheng', '邹城市总工会', 'federation'],
    ['county-wenshang', '汶上县总工会', 'federation'],
    ['county-jiaxiang', '嘉祥县总工会', 'federation'],
  ],
  town: [
    ['town-yunan', '运安街道总工会', 'county-rencheng'],
    ['town-qiaonan', '桥南街道总工会', 'county-rencheng'],
    ['town-dingfu', '鼎福街道总工会', 'county-yanzhou'],
    ['town-lucheng', '鲁澄街道总工会', 'county-qufu'],
    ['town-yiling', '峄岭镇总工会', 'county-zoucheng'],
    ['town-wenyin', '汶音镇总工会', 'county-wenshang'],
    ['town-shiyuan', '石源镇总工会', 'county-jiaxiang'],
  ],
  branch: [
    ['branch-01', '恒岱精工机械有限公司工会', 'town-yunan'],
    ['branch-02', '微澜家纺有限公司工会', 'town-yunan'],
    ['branch-03', '运禾食品有限公司工会', 'town-yunan'],
    ['branch-04', '洸桥汽车部件有限公司工会', 'town-qiaonan'],
    ['branch-05', '宁畅公共交通公司工会', 'town-qiaonan'],
    ['branch-06', '惠民桥医院工会', 'town-qiaonan'],
    ['branch-07', '清漪供水公司工会', 'town-qiaonan'],
    ['branch-08', '兖诺新材料有限公司工会', 'town-dingfu'],
    ['branch-09', '鼎澜轮胎有限公司工会', 'town-dingfu'],
    ['branch-10', '北泗铁路配件厂工会', 'town-dingfu'],
    ['branch-11', '杏坛里文旅有限公司工会', 'town-lucheng'],
    ['branch-12', '沂上印务有限公司工会', 'town-lucheng'],
    ['branch-13', '鲁澄第三小学工会', 'town-lucheng'],
    ['branch-14', '峄岭矿山装备有限公司工会', 'town-yiling'],
    ['branch-15', '岭泉药业有限公司工会', 'town-yiling'],
    ['branch-16', '汶音农机有限公司工会', 'town-wenyin'],
    ['branch-17', '芦花编织合作社工会', 'town-wenyin'],
    ['branch-18', '石源石雕工艺厂工会', 'town-shiyuan'],
    ['branch-19', '驿达物流有限公司工会', 'town-shiyuan'],
    ['branch-20', '光序新能源有限公司工会', 'town-shiyuan'],
  ],
  partner: [
    ['partner-skills', '安禾职业技能培训学校', null],
    ['partner-match', '花信婚恋咨询服务社', null],
    ['partner-books', '运岸书屋', null],
    ['partner-kids', '小荷少儿艺术团', null],
    ['partner-dance', '舞韵舞蹈工作室', null],
    ['partner-mind', '知心职工心理服务中心', null],
  ],
  association: [
    ['association-culture', '职工文化协会', null],
    ['association-photo', '职工摄影协会', null],
    ['association-table-tennis', '职工乒乓球协会', null],
  ],
  palace: [
    ['palace', '济宁市工人文化宫', null],
    ['palace-classes', '文化宫班务组', 'palace'],
    ['palace-events', '文化宫活动部', 'palace'],
    ['palace-venues', '文化宫场馆部', 'palace'],
  ],
  person: [
    ['person-01', '曹明远', null],
    ['person-02', '孟晓棠', null],
    ['person-03', '颜立川', null],
    ['person-04', '仲秋月', null],
    ['person-05', '韩柏松', null],
    ['person-06', '路云帆', null],
    ['person-07', '邵清和', null],
    ['person-08', '骆大江', null],
  ],
}

/** May book nothing for now: somebody to try that rule on. */
const SUSPENDED = 'person-08'

export const PARTIES: readonly SampleParty[] = Object.entries(LISTED)
  .flatMap(([kind, list]) => list.map((listed) => ({ kind: kind as PartyKind, listed }))) // the keys of LISTED are kinds
  .map(({ kind, listed: [code, name, parent] }, index) => ({
    id: partyId(code),
    parentId: parent === null ? null : partyId(parent),
    kind,
    code,
    name,
    phone: samplePhone(1000 + index),
    suspended: code === SUSPENDED,
  }))

/** @throws Error when the sample has no such party */
export function partyOf(code: string): SampleParty {
  const found = byCode.get(code)
  if (found === undefined) throw new Error(`The sample palace knows no party "${code}".`)
  return found
}

/** Parties of some kinds, in the order of the list. */
export function partiesOf(...kinds: readonly PartyKind[]): readonly SampleParty[] {
  return PARTIES.filter(({ kind }) => kinds.includes(kind))
}

/** A number that nobody is rung up by: 1380000 and four digits. */
export function samplePhone(number: number): string {
  return `1380000${String(number).padStart(4, '0')}`
}

const byCode = new Map(PARTIES.map((party) => [party.code, party]))

function partyId(code: string): string {
  return idOf(`party ${code}`, FOUNDED)
}
