import { remote } from '../api/routes.ts'

/* Apart from the others: pages that every officer opens do not carry the addresses of partners, volunteers and tables. */
type Contracts = typeof import('@gongyue/shared/api/contracts.ts')
type Volunteers = typeof import('@gongyue/shared/api/volunteers.ts')
type Imports = typeof import('@gongyue/shared/api/imports.ts')

export const listContracts = remote<Contracts['listContracts']>('GET', '/contracts')
export const readContract = remote<Contracts['readContract']>('GET', '/contracts/:id')
export const addContract = remote<Contracts['addContract']>('POST', '/contracts')
export const changeContract = remote<Contracts['changeContract']>('PUT', '/contracts/:id')
export const endContract = remote<Contracts['endContract']>('POST', '/contracts/:id/ending')
export const addSlot = remote<Contracts['addSlot']>('POST', '/contracts/:id/slots')
export const readStatement = remote<Contracts['readStatement']>('GET', '/contracts/:id/statement')
export const readStatementFile = remote<Contracts['readStatementFile']>('GET', '/contracts/:id/statement.xlsx')
export const correctUse = remote<Contracts['correctUse']>('POST', '/uses/:id/correction')
export const listPrices = remote<Contracts['listPrices']>('GET', '/price-lists')
export const addPrices = remote<Contracts['addPrices']>('POST', '/price-lists')

export const listVolunteers = remote<Volunteers['listVolunteers']>('GET', '/volunteers')
export const listServedHours = remote<Volunteers['listServedHours']>('GET', '/volunteers/:id/services')
export const readCertificates = remote<Volunteers['readCertificates']>('GET', '/volunteers/certificates.xlsx')
export const readMyService = remote<Volunteers['readMyService']>('GET', '/my-service')
export const offerHelp = remote<Volunteers['offerHelp']>('POST', '/volunteer-offers')
export const listVolunteerOffers = remote<Volunteers['listVolunteerOffers']>('GET', '/volunteer-offers')
export const decideVolunteer = remote<Volunteers['decideVolunteer']>('POST', '/volunteer-offers/:id/decisions')
export const noteServiceHours = remote<Volunteers['noteServiceHours']>('POST', '/people/:id/service-hours')
export const withdrawServiceHours = remote<Volunteers['withdrawServiceHours']>('DELETE', '/service-hours/:id')

export const readTemplate = remote<Imports['readTemplate']>('GET', '/imports/templates/:kind')
