import { call } from '../api/call.ts'
import { readMyService } from '../partners/routes.ts'
import { iconContract, iconMyService, iconSeason, iconService } from '../components/icons.ts'
import { t } from '../text/branch.ts'
import type { Entry, FurtherEntries } from './navigation.ts'
import { session } from './session.ts'

const ORDERS: readonly Entry[] = [
  { to: '/menu', scope: 'orders', label: () => t('menu'), icon: iconService },
  { to: '/seasons', scope: 'orders', label: () => t('seasons'), icon: iconSeason },
]
const PARTNERS: Entry = { to: '/partners', scope: 'orders', label: () => t('partners'), icon: iconContract }
const MY_SERVICE: Entry = { to: '/my-service', scope: 'signed-in', label: () => t('myService'), icon: iconMyService }

/** What those who are not of the office may enter: contracts only for partners, hours served only for those who serve. */
export async function branchEntries(): Promise<FurtherEntries> {
  const isPartner = session.value?.parties.some(({ kind }) => kind === 'partner') ?? false
  const serves = await servesHere()
  return { before: [], after: [...ORDERS, ...(isPartner ? [PARTNERS] : []), ...(serves ? [MY_SERVICE] : [])] }
}

/** Whether the reader helps, or offered to. Without an answer the entry waits for the next time. */
async function servesHere(): Promise<boolean> {
  const reply = await call(readMyService)
  return reply.kind === 'ok' && (reply.body.person !== null || reply.body.offer !== null)
}
