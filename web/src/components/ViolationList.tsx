import type { ViolationWire } from '@gongyue/shared/api/problem.ts'
import { violationSentence } from '../text/sentences.ts'
import { Icon } from './Icon.tsx'
import { iconWarning } from './icons.ts'

/** Every broken rule as a sentence; the same sentence from two lines is said once. */
export function ViolationList({ violations }: { readonly violations: readonly ViolationWire[] }) {
  const sentences = [...new Set(violations.map(violationSentence))]
  return (
    <ul class="violations">
      {sentences.map((sentence) => (
        <li key={sentence}>
          <Icon of={iconWarning} />
          <span>{sentence}</span>
        </li>
      ))}
    </ul>
  )
}
