/** What a timetable breaks and costs, as the competition counts. */
export interface CttVerdict {
  readonly hard: readonly string[]
  readonly seats: number
  readonly days: number
  readonly alone: number
  readonly rooms: number
  readonly cost: number
}

/**
 * Judges a solution file against an instance file, written from the competition's text and nothing of the engine: it reads
 * both files for itself, line by line, and counts in the plainest way there is.
 */
export function judgeCtt(instance: string, solution: string): CttVerdict {
  const lines = instance
    .split(/\r\n|\r|\n/)
    .map((line) =>
      line
        .replace(/^\uFEFF/, '')
        .trim()
        .replace(/\s+:/, ':'),
    )
    .filter((line) => line !== '')
  const head = (key: string): number => Number(lines.find((line) => line.startsWith(`${key}:`))?.slice(key.length + 1))
  const rows = (section: string): readonly (readonly string[])[] => {
    const from = lines.indexOf(`${section}:`) + 1
    if (from === 0) return []
    const length = lines.slice(from).findIndex((line) => line.endsWith(':') || line === 'END.')
    return lines.slice(from, length < 0 ? undefined : from + length).map((line) => line.split(/\s+/))
  }
  const periods = head('Periods_per_day')
  const capacityOf = new Map(rows('ROOMS').map(([id = '', seats]) => [id, Number(seats)]))
  const courses = rows('COURSES').map(([id = '', teacher = '', lectures, days, students]) => {
    return { id, teacher, lectures: Number(lectures), days: Number(days), students: Number(students) }
  })
  const curricula = rows('CURRICULA').map(([id = '', , ...members]) => ({ id, members }))
  const shut = new Set(rows('UNAVAILABILITY_CONSTRAINTS').map((row) => row.join(' ')))
  const held = solution
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [course = '', room = '', day = '', period = ''] = line.trim().split(/\s+/)
      return { course, room, day: Number(day), period: Number(period), at: `${day} ${period}` }
    })
  const hard: string[] = []
  for (const { id, lectures } of courses) {
    const count = held.filter(({ course }) => course === id).length
    if (count !== lectures) hard.push(`${id} has ${count} of ${lectures} lectures`)
  }
  held.forEach((a, k) => {
    if (!capacityOf.has(a.room)) hard.push(`there is no room ${a.room}`)
    if (!(a.day >= 0 && a.day < head('Days') && a.period >= 0 && a.period < periods)) hard.push(`no time ${a.at}`)
    if (shut.has(`${a.course} ${a.at}`)) hard.push(`${a.course} is not available at ${a.at}`)
    for (const b of held.slice(k + 1)) {
      if (a.at !== b.at) continue
      if (a.room === b.room) hard.push(`${a.course} and ${b.course} are both in ${a.room} at ${a.at}`)
      const teacher = (id: string) => courses.find((course) => course.id === id)?.teacher
      const together = curricula.some(({ members }) => members.includes(a.course) && members.includes(b.course))
      if (a.course === b.course || teacher(a.course) === teacher(b.course) || together)
        hard.push(`${a.course} and ${b.course} can not be together at ${a.at}`)
    }
  })
  let seats = 0
  let days = 0
  let rooms = 0
  let alone = 0
  for (const { id, students, days: least } of courses) {
    const own = held.filter(({ course }) => course === id)
    for (const { room } of own) seats += Math.max(0, students - (capacityOf.get(room) ?? 0))
    days += 5 * Math.max(0, least - new Set(own.map(({ day }) => day)).size)
    rooms += Math.max(0, new Set(own.map(({ room }) => room)).size - 1)
  }
  for (const { members } of curricula) {
    const own = held.filter(({ course }) => members.includes(course))
    for (const a of own) if (!own.some((b) => b.day === a.day && Math.abs(b.period - a.period) === 1)) alone += 2
  }
  return { hard, seats, days, alone, rooms, cost: seats + days + alone + rooms }
}
