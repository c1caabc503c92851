import { perClaim } from './define.ts'

/** Whoever goes out with more than they can carry has a vehicle with a seat for each. */
export const vehicle = perClaim({
  id: 'vehicle',
  topic: 'service',
  level: 'hard',
  weight: 1,
  unit: 'seats',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'A visit that needs a vehicle has one, with a seat for everybody of the crew.',
  messages: {
    'zh-CN': '这次外出有 {crew} 人，需要派车，所选时间能派的车共 {seats} 座',
    en: 'This visit takes a vehicle for {crew}; at this time there are {seats} seats',
  },
  match({ outing, people = [] }, { outreach }) {
    if (!outing || outing.place !== 'outside' || !outing.needs.vehicle) return null
    const vehicles = outing.equipment.flatMap((id) => {
      const one = outreach?.equipment.get(id)
      return one?.kind === 'vehicle' ? [one] : []
    })
    const seats = vehicles.reduce((sum, one) => sum + (one.seats ?? 0), 0)
    const crew = Math.max(1, people.length)
    return seats >= crew ? null : { by: crew - seats, params: { crew, seats } }
  },
})
