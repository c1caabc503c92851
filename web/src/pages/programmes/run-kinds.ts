import { PROGRAMME_KINDS } from '@gongyue/shared/domain/programme-kind.ts'

/** What is made and run here; classes have a page of their own. */
export const RUN_KINDS = PROGRAMME_KINDS.filter((kind) => kind !== 'class')
