import { remote } from './routes.ts'

type Orders = typeof import('@gongyue/shared/api/orders.ts')
type Messages = typeof import('@gongyue/shared/api/messages.ts')
type Attachments = typeof import('@gongyue/shared/api/attachments.ts')
type Mail = typeof import('@gongyue/shared/api/mail.ts')
type Reservations = typeof import('@gongyue/shared/api/reservations.ts')
type Board = typeof import('@gongyue/shared/api/board.ts')
type Devices = typeof import('@gongyue/shared/api/devices.ts')
type Programme = typeof import('@gongyue/shared/api/programme.ts')
type Duty = typeof import('@gongyue/shared/api/duty.ts')
type Acts = typeof import('@gongyue/shared/api/acts.ts')
type Parties = typeof import('@gongyue/shared/api/parties.ts')
type Series = typeof import('@gongyue/shared/api/series.ts')
type Live = typeof import('@gongyue/shared/api/live.ts')

// What the first picture of the order page does without: each address here is twenty bytes of a phone's first load.

export const decideOrder = remote<Orders['decideOrder']>('POST', '/orders/:id/decisions')
export const readQueue = remote<Orders['readQueue']>('GET', '/queue')

export const listMessages = remote<Messages['listMessages']>('GET', '/orders/:id/messages')
export const writeMessage = remote<Messages['writeMessage']>('POST', '/orders/:id/messages')
export const markMessagesRead = remote<Messages['markMessagesRead']>('POST', '/orders/:id/read-mark')

export const listAttachments = remote<Attachments['listAttachments']>('GET', '/orders/:id/attachments')
export const addAttachment = remote<Attachments['addAttachment']>('POST', '/orders/:id/attachments')
export const removeAttachment = remote<Attachments['removeAttachment']>(
  'DELETE',
  '/orders/:id/attachments/:attachmentId',
)

export const listMails = remote<Mail['listMails']>('GET', '/mails')
export const sendMailAgain = remote<Mail['sendMailAgain']>('POST', '/mails/:id/retry')

export const listReservations = remote<Reservations['listReservations']>('GET', '/reservations')
export const readReservation = remote<Reservations['readReservation']>('GET', '/reservations/:id')

export const listSeries = remote<Series['listSeries']>('GET', '/series')
export const listSeriesDates = remote<Series['listSeriesDates']>('GET', '/series-dates')
export const readSeries = remote<Series['readSeries']>('GET', '/series/:id')
export const editSeries = remote<Series['editSeries']>('PATCH', '/series/:id')
export const cancelSeries = remote<Series['cancelSeries']>('POST', '/series/:id/cancellation')
export const listOffers = remote<Series['listOffers']>('GET', '/offers')
export const acceptOffer = remote<Series['acceptOffer']>('POST', '/offers/:id/acceptance')
export const refuseOffer = remote<Series['refuseOffer']>('POST', '/offers/:id/refusal')

export const readBoard = remote<Board['readBoard']>('GET', '/board')
export const openEvents = remote<Live['openEvents']>('GET', '/events')
export const tellPresence = remote<Live['tellPresence']>('POST', '/presence')

export const performAct = remote<Acts['performAct']>('POST', '/acts')
export const undoAct = remote<Acts['undoAct']>('POST', '/acts/:id/undo')

export const listDevices = remote<Devices['listDevices']>('GET', '/devices')
export const addDevice = remote<Devices['addDevice']>('POST', '/devices')
export const changeDevice = remote<Devices['changeDevice']>('PATCH', '/devices/:id')
export const renewDevice = remote<Devices['renewDevice']>('POST', '/devices/:id/token')
export const revokeDevice = remote<Devices['revokeDevice']>('DELETE', '/devices/:id')

export const readProgramme = remote<Programme['readProgramme']>('GET', '/programme/today')
export const listFeeds = remote<Programme['listFeeds']>('GET', '/calendars')
export const addFeed = remote<Programme['addFeed']>('POST', '/calendars')
export const revokeFeed = remote<Programme['revokeFeed']>('DELETE', '/calendars/:id')

export const readDutyList = remote<Duty['readDutyList']>('GET', '/duty-list')
export const listDutyMails = remote<Duty['listDutyMails']>('GET', '/duty-mails')
export const setDutyMails = remote<Duty['setDutyMails']>('PUT', '/duty-mails')

export const findParties = remote<Parties['findParties']>('GET', '/parties')
export const createParty = remote<Parties['createParty']>('POST', '/parties')
export const readStanding = remote<Parties['readStanding']>('GET', '/parties/:id/standing')
export const revealPhone = remote<Parties['revealPhone']>('POST', '/parties/:id/phone')
export const searchBookings = remote<Parties['searchBookings']>('GET', '/search')
