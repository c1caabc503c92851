/** What people sign up for. One model, six kinds. */
export const PROGRAMME_KINDS = ['class', 'lecture', 'competition', 'exhibition', 'matchmaking', 'reading'] as const
export type ProgrammeKind = (typeof PROGRAMME_KINDS)[number]

/** Kinds of which nobody but the organisers may know who takes part. */
export function isConfidential(kind: ProgrammeKind): boolean {
  return kind === 'matchmaking'
}

/** Kinds in which somebody has a place. A competition takes entries, an exhibition is seen in slots. */
export function takesEnrolments(kind: ProgrammeKind): boolean {
  return kind !== 'competition' && kind !== 'exhibition'
}

/** Who may see the address of a stream. */
export const STREAM_READERS = ['enrolled', 'all'] as const
export type StreamReaders = (typeof STREAM_READERS)[number]
