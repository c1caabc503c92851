import { remote } from '../api/routes.ts'

/* Apart from the others: the order page does not carry the addresses of services. */
type Services = typeof import('@gongyue/shared/api/services.ts')
type Outreach = typeof import('@gongyue/shared/api/outreach.ts')
type Dispatch = typeof import('@gongyue/shared/api/dispatch.ts')
type Wishes = typeof import('@gongyue/shared/api/wishes.ts')

export const listServices = remote<Services['listServices']>('GET', '/services')
export const addService = remote<Services['addService']>('POST', '/services')
export const changeService = remote<Services['changeService']>('PUT', '/services/:id')

export const readOutreach = remote<Outreach['readOutreach']>('GET', '/outreach')
export const addDistrict = remote<Outreach['addDistrict']>('POST', '/districts')
export const setWay = remote<Outreach['setWay']>('PUT', '/travel-times')
export const addPlace = remote<Outreach['addPlace']>('POST', '/outside-places')
export const changePlace = remote<Outreach['changePlace']>('PUT', '/outside-places/:id')
export const addEquipment = remote<Outreach['addEquipment']>('POST', '/equipment')
export const changeEquipment = remote<Outreach['changeEquipment']>('PUT', '/equipment/:id')

export const readDispatch = remote<Dispatch['readDispatch']>('GET', '/dispatch')
export const suggestCrews = remote<Dispatch['suggestCrews']>('GET', '/service-lines/:id/crews')
export const assignCrew = remote<Dispatch['assignCrew']>('POST', '/service-lines/:id/assignment')
export const deliverService = remote<Dispatch['deliverService']>('POST', '/service-lines/:id/delivery')
export const rateService = remote<Dispatch['rateService']>('POST', '/service-lines/:id/feedback')
export const listJoins = remote<Dispatch['listJoins']>('GET', '/dispatch/joins')
export const joinVisits = remote<Dispatch['joinVisits']>('POST', '/dispatch/joins')
export const readDaySheets = remote<Dispatch['readDaySheets']>('GET', '/dispatch/sheets')
export const revealContact = remote<Dispatch['revealContact']>('POST', '/service-lines/:id/contact')

export const listWishes = remote<Wishes['listWishes']>('GET', '/wishes')
export const placeWish = remote<Wishes['placeWish']>('POST', '/wishes')
export const closeWish = remote<Wishes['closeWish']>('POST', '/wishes/:id/closing')
export const offerService = remote<Wishes['offerService']>('POST', '/wishes/:id/offers')
export const answerOffer = remote<Wishes['answerOffer']>('POST', '/wish-offers/:id/answer')
