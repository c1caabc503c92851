import { remote } from '../api/routes.ts'

/* Apart from the others: pages that every officer opens do not carry what plans a term. */
type Series = typeof import('@gongyue/shared/api/series.ts')
type Programmes = typeof import('@gongyue/shared/api/programmes.ts')

export const listSeriesDates = remote<Series['listSeriesDates']>('GET', '/series-dates')
export const readSeries = remote<Series['readSeries']>('GET', '/series/:id')
export const editSeries = remote<Series['editSeries']>('PATCH', '/series/:id')
export const cancelSeries = remote<Series['cancelSeries']>('POST', '/series/:id/cancellation')
export const listOffers = remote<Series['listOffers']>('GET', '/offers')
export const acceptOffer = remote<Series['acceptOffer']>('POST', '/offers/:id/acceptance')
export const refuseOffer = remote<Series['refuseOffer']>('POST', '/offers/:id/refusal')
export const listTerms = remote<Programmes['listTerms']>('GET', '/terms')
