import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { problemSentence } from '../text/problems.ts'
import { t } from '../text/shell.ts'
import { Button } from './Button.tsx'
import { iconReload } from './icons.ts'
import { Notice } from './Notice.tsx'

/** What a request came back with instead of an answer. */
export type Failing = { readonly kind: 'offline' } | { readonly kind: 'problem'; readonly problem: ProblemWire }

/** Says why there is nothing to show, and lets the reader try again. */
export function Failure({
  failing,
  onRetry,
}: {
  readonly failing: Failing
  readonly onRetry?: (() => void) | undefined
}) {
  return (
    <Notice tone="warn" loud offline={failing.kind === 'offline'}>
      <p>{failing.kind === 'offline' ? t('offline') : problemSentence(failing.problem)}</p>
      {onRetry && (
        <p>
          <Button icon={iconReload} onClick={onRetry}>
            {t('retry')}
          </Button>
        </p>
      )}
    </Notice>
  )
}
