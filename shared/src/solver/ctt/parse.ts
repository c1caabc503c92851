/** A timetable of the second International Timetabling Competition, track 3, as its file has it. */
export interface CttInstance {
  readonly name: string
  readonly days: number
  readonly periodsPerDay: number
  readonly courses: readonly CttCourse[]
  readonly rooms: readonly { readonly id: string; readonly capacity: number }[]
  readonly curricula: readonly { readonly id: string; readonly courses: readonly string[] }[]
  readonly unavailable: readonly { readonly course: string; readonly day: number; readonly period: number }[]
}

/** One course: `lectures` lectures, spread over at least `minDays` days. */
export interface CttCourse {
  readonly id: string
  readonly teacher: string
  readonly lectures: number
  readonly minDays: number
  readonly students: number
}

/**
 * Reads the `.ctt` format. Files differ in blanks, tabs, blank lines, carriage returns and byte order marks, so words are
 * read one after another and line ends mean nothing: every section says how many entries it has. A section without
 * entries may be missing. The extended format (`.ectt`) has a column more for courses and rooms, and further sections,
 * none of which this formulation counts.
 */
export function parseCtt(text: string): CttInstance {
  const words = text
    .replace(/^\uFEFF/, '')
    .split(/\s+/)
    .filter((word) => word !== '')
  let at = 0
  const next = (what: string): string => {
    const word = words[at++]
    if (word === undefined) throw new Error(`the file ends where ${what} should stand`)
    return word
  }
  const whole = (what: string): number => {
    const word = next(what)
    if (!/^\d+$/.test(word)) throw new Error(`${what} is "${word}", not a whole number`)
    return Number(word)
  }
  const head = new Map<string, string>()
  while (at < words.length && !isSection(words[at])) {
    let key = next('a header')
    if (key.endsWith(':')) key = key.slice(0, -1)
    else if (words[at] === ':') at++
    else throw new Error(`"${key}" is not a header: a colon is missing`)
    const value: string[] = []
    while (at < words.length && !isSection(words[at]) && !isHeader(words[at], words[at + 1])) value.push(next(key))
    head.set(key.toLowerCase(), value.join(' '))
  }
  const count = (key: string): number => {
    const value = head.get(key.toLowerCase())
    if (value === undefined || !/^\d+$/.test(value))
      throw new Error(`the header ${key} is "${value ?? ''}", not a whole number`)
    return Number(value)
  }
  const isExtended = head.has('unavailabilityconstraints')
  const section = <T>(name: string, entries: number, read: () => T): readonly T[] => {
    if (entries === 0 && !words[at]?.startsWith(name)) return []
    const word = next(`the section ${name}`)
    if (word.replace(/:$/, '') !== name) throw new Error(`the section ${name} should begin at "${word}"`)
    if (!word.endsWith(':') && words[at] === ':') at++
    return Array.from({ length: entries }, read)
  }
  return {
    name: head.get('name') ?? '',
    days: count('Days'),
    periodsPerDay: count('Periods_per_day'),
    courses: section('COURSES', count('Courses'), () => {
      const course = {
        id: next('a course'),
        teacher: next('a teacher'),
        lectures: whole('lectures'),
        minDays: whole('working days'),
        students: whole('students'),
      }
      if (isExtended) next('double lectures')
      return course
    }),
    rooms: section('ROOMS', count('Rooms'), () => {
      const room = { id: next('a room'), capacity: whole('capacity') }
      if (isExtended) next('a site')
      return room
    }),
    curricula: section('CURRICULA', count('Curricula'), () => {
      const id = next('a curriculum')
      return { id, courses: Array.from({ length: whole('courses') }, () => next('a course')) }
    }),
    unavailable: section(
      'UNAVAILABILITY_CONSTRAINTS',
      count(isExtended ? 'UnavailabilityConstraints' : 'Constraints'),
      () => ({
        course: next('a course'),
        day: whole('a day'),
        period: whole('a period'),
      }),
    ),
  }
}

function isSection(word: string | undefined): boolean {
  return /^(?:COURSES|ROOMS|CURRICULA|UNAVAILABILITY_CONSTRAINTS):?$/.test(word ?? '')
}

function isHeader(word: string | undefined, after: string | undefined): boolean {
  return (
    /^(?:Name|Courses|Rooms|Days|Periods_per_day|Curricula|Constraints|Min_Max_Daily_Lectures|UnavailabilityConstraints|RoomConstraints):?$/.test(
      word ?? '',
    ) &&
    (word?.endsWith(':') === true || after === ':')
  )
}
