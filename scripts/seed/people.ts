import type { Role } from '@gongyue/shared/domain/role.ts'
import { idOf } from './dice.ts'
import { FOUNDED } from './house.ts'
import { PARTIES, partyOf, samplePhone, type SampleParty } from './parties.ts'

export interface SampleUser {
  readonly id: string
  readonly username: string
  readonly displayName: string
  readonly phone: string
  readonly roles: readonly Role[]
  readonly partyIds: readonly string[]
  /** Shown on the sign-in page and given the demo password; the others cannot sign in. */
  readonly demo: boolean
}

type Account = readonly [username: string, displayName: string, role: Role, parties: readonly string[]]

const DEMO: readonly Account[] = [
  ['branch', '赵秀岚', 'branch-officer', ['branch-01']],
  ['branch2', '钱海生', 'branch-officer', ['branch-02']],
  ['desk', '孙小满', 'front-desk', ['palace-venues']],
  ['coordinator', '李若溪', 'coordinator', ['palace-classes', 'palace-events']],
  ['manager', '周启明', 'manager', ['palace', 'palace-classes', 'palace-events', 'palace-venues']],
  ['admin', '吴承志', 'administrator', ['palace', 'palace-classes', 'palace-events', 'palace-venues']],
]

/** Officers of the parties that no demo account speaks for, in the order of the list of parties. Invented. */
const OFFICERS = [
  ...['郑国梁', '王静姝', '冯立新', '陈桂芳', '褚维民', '卫东升', '蒋丽华', '沈建业', '杨春梅', '朱宏伟', '秦月娥'],
  ...['尤志强', '许文静', '何长青', '吕海燕', '施永康', '张慧敏', '孔令川', '曹雪松', '严冬梅', '华建军', '金玉兰'],
  ...['魏光明', '陶然', '姜红霞', '戚国庆', '谢晓东', '邹淑芬', '喻长河', '柏秀英', '水清扬', '窦永平', '章若云'],
  ...['云志远', '苏婉宁', '潘立群', '葛春生', '奚晓波', '范玉洁', '彭大川', '郎文君', '鲁振华', '韦思远', '昌明霞'],
]

const demoUsers: readonly SampleUser[] = DEMO.map(([username, displayName, role, parties], index) => ({
  id: userId(username, index),
  username,
  displayName,
  phone: samplePhone(1 + index),
  roles: [role],
  partyIds: parties.map((code) => partyOf(code).id),
  demo: true,
}))

const spokenFor = new Set(demoUsers.flatMap(({ partyIds }) => partyIds))

const officers: readonly SampleUser[] = PARTIES.filter(({ id }) => !spokenFor.has(id)).map((party, index) => ({
  id: userId(`officer-${party.code}`, DEMO.length + index),
  username: `officer-${party.code}`,
  displayName: party.kind === 'person' ? party.name : nameAt(index),
  phone: party.phone,
  roles: [party.kind === 'person' ? 'visitor' : 'branch-officer'],
  partyIds: [party.id],
  demo: false,
}))

export const USERS: readonly SampleUser[] = [...demoUsers, ...officers]

/** @throws Error when the sample has no such user */
export function userOf(username: string): SampleUser {
  const found = USERS.find((user) => user.username === username)
  if (found === undefined) throw new Error(`The sample palace has no user "${username}".`)
  return found
}

/** Who places the orders of a party: the first who acts for it. */
export function officerOf(party: SampleParty): SampleUser {
  const found = USERS.find(({ partyIds }) => partyIds.includes(party.id))
  if (found === undefined) throw new Error(`Nobody speaks for "${party.code}".`)
  return found
}

function nameAt(index: number): string {
  const name = OFFICERS[index]
  if (name === undefined) throw new Error(`The sample has ${OFFICERS.length} officers' names and needs one more.`)
  return name
}

/** Ids sort as the accounts are listed: the sign-in page shows them so. */
function userId(username: string, index: number): string {
  return idOf(`user ${username}`, FOUNDED + index)
}
