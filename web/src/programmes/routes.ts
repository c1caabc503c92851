import { remote } from '../api/routes.ts'

/* Apart from the others: only pages of programmes carry these addresses. */
type Programmes = typeof import('@gongyue/shared/api/programmes.ts')
type Competitions = typeof import('@gongyue/shared/api/competitions.ts')
type Exhibitions = typeof import('@gongyue/shared/api/exhibitions.ts')
type HeadCounts = typeof import('@gongyue/shared/api/head-counts.ts')

export const setParticulars = remote<Programmes['setParticulars']>('PUT', '/programmes/:id/particulars')

export const enter = remote<Competitions['enter']>('POST', '/programmes/:id/entries')
export const listEntries = remote<Competitions['listEntries']>('GET', '/programmes/:id/entries')
export const listMyEntries = remote<Competitions['listMyEntries']>('GET', '/entries')
export const withdrawEntry = remote<Competitions['withdrawEntry']>('POST', '/entries/:id/withdrawal')
export const importEntries = remote<Competitions['importEntries']>('POST', '/programmes/:id/entries/import')
export const setStageState = remote<Competitions['setStageState']>('PUT', '/stages/:id/state')
export const giveStageSlots = remote<Competitions['giveStageSlots']>('POST', '/stages/:id/slots')
export const setResults = remote<Competitions['setResults']>('PUT', '/stages/:id/results')
export const concludeStage = remote<Competitions['concludeStage']>('POST', '/stages/:id/conclusion')

export const listViewingSlots = remote<Exhibitions['listViewingSlots']>('GET', '/programmes/:id/viewing-slots')
export const addViewingSlots = remote<Exhibitions['addViewingSlots']>('POST', '/programmes/:id/viewing-slots')
export const bookViewing = remote<Exhibitions['bookViewing']>('POST', '/viewing-slots/:id/viewings')
export const listViewings = remote<Exhibitions['listViewings']>('GET', '/programmes/:id/viewings')
export const listMyViewings = remote<Exhibitions['listMyViewings']>('GET', '/viewings')
export const withdrawViewing = remote<Exhibitions['withdrawViewing']>('POST', '/viewings/:id/withdrawal')
export const noteArrival = remote<Exhibitions['noteArrival']>('POST', '/programmes/:id/arrivals')

export const listHeadCounts = remote<HeadCounts['listHeadCounts']>('GET', '/head-counts')
export const countHeads = remote<HeadCounts['countHeads']>('POST', '/head-counts')
export const withdrawHeadCount = remote<HeadCounts['withdrawHeadCount']>('POST', '/head-counts/:id/withdrawal')
