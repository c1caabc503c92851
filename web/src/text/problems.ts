import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { t } from './shell.ts'

/** A problem as one sentence with a way out. The server's own detail wins: it names the values. */
export function problemSentence(problem: ProblemWire): string {
  switch (problem.type) {
    case '/problems/not-allowed':
      return t('notAllowed')
    case '/problems/not-found':
      return t('notFoundHint')
    case '/problems/too-many-requests':
      return problem.detail ?? t('tooManyRequests')
    case '/problems/try-again':
      return t('tryAgain')
    case '/problems/something-wrong':
      return t('somethingWrong')
    default:
      return problem.detail ?? (problem.title || t('somethingWrong'))
  }
}
