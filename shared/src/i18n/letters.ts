import { clockTime, dayText } from './say.ts'

/** One booking in a letter, told by wall times with the facility's offset. */
export interface LetterItem {
  readonly title: string
  readonly from: LetterPlace | null
  /** Null when the date is given up. */
  readonly to: LetterPlace | null
}

export interface LetterPlace {
  readonly space: string
  readonly start: string
  readonly end: string
}

/** What a letter about a change says. It is written in Chinese, read over by people, and never sent by itself. */
export interface Letter {
  readonly facility: string
  readonly party: string
  /** Why, in the house's own words. */
  readonly why: string
  readonly items: readonly LetterItem[]
  /** The party is asked for its consent; else it is told. */
  readonly consent: boolean
}

/** Subject and text of a letter: what, when, what instead, whom to call. */
export function letterText({ facility, party, why, items, consent }: Letter): {
  readonly subject: string
  readonly body: string
} {
  const titles = [...new Set(items.map(({ title }) => title))]
  const about = titles.length === 1 ? `“${titles[0]}”` : `“${titles[0]}”等 ${titles.length} 项安排`
  const lines = items.map(({ title, from, to }, i) => {
    const before = from ? `原定 ${placeText(from)}` : '新增'
    const after = to ? `${from ? '调整到' : ''} ${placeText(to)}` : '取消'
    return `${i + 1}. ${title}：${before}，${after}`.replace('，调整到 ', '，调整到 ').replace('新增， ', '新增 ')
  })
  const ask = consent
    ? '此调整须征得贵单位同意。如同意，请回复本邮件或致电前台；如有困难，也请尽早告知，我们再作安排。'
    : '如新的时间或场地不便，请尽早与前台联系，我们将尽力协助。'
  return {
    subject: consent ? `【${facility}】关于调整${about}的商请` : `【${facility}】${about}调整通知`,
    body: [
      `${party}：`,
      '',
      `因${why}，贵单位在我处的下列安排需要${consent ? '请求' : ''}调整：`,
      '',
      ...lines,
      '',
      ask,
      '给您带来不便，敬请谅解。',
      '',
      facility,
    ].join('\n'),
  }
}

function placeText({ space, start, end }: LetterPlace): string {
  const until = dayOf(end) === dayOf(start) ? clockTime(end, '') : `${dayText(end, 'zh-CN')} ${clockTime(end, '')}`
  return `${dayText(start, 'zh-CN')} ${clockTime(start, '')}–${until}，${space}`
}

function dayOf(instant: string): string {
  return instant.slice(0, 10)
}
