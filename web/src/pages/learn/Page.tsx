import { useSignal } from '@preact/signals'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { PROGRAMME_KINDS, type ProgrammeKind } from '@gongyue/shared/domain/programme-kind.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { keepFresh } from '../../api/keep-fresh.ts'
import { listSpaces } from '../../api/routes.ts'
import { usePageTitle } from '../../app/page-title.ts'
import type { PageProps } from '../../app/pages.tsx'
import { session } from '../../app/session.ts'
import { Choice } from '../../components/Choice.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconLearn } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { t as joining } from '../../text/joining.ts'
import { t as kinds } from '../../text/kinds.ts'
import { t } from '../../text/learn.ts'
import { nameIn } from '../../text/locale.ts'
import { CallCard } from './CallCard.tsx'
import { CourseCard } from './CourseCard.tsx'
import { createLearnModel, current, toJoin, type Courses, type LearnModel } from './model.ts'
import { MyCourses } from './MyCourses.tsx'
import { MyDates } from './MyDates.tsx'
import '../../classes/classes.css'
import './page.css'

const REFRESH_MS = 30_000

/** What one can learn here: who is nobody yet sees it all, and signs in to join. */
export function LearnPage({ params }: PageProps) {
  usePageTitle(t('title'))
  const reader = session.value?.user.id ?? null
  const model = useMemo(() => createLearnModel(reader !== null), [reader])
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  const state = model.state.value
  const chosen = params['id'] ?? null
  return (
    <div class="stack learn">
      <h1>{t('title')}</h1>
      <p class="small faint">{t('hint')}</p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && <Shelves model={model} courses={state.value} chosen={chosen} />}
    </div>
  )
}

interface ShelvesProps {
  readonly model: LearnModel
  readonly courses: Courses
  /** The course the reader was led to the sign-in from. */
  readonly chosen: string | null
}

function Shelves({ model, courses, chosen }: ShelvesProps) {
  const spaces = useSignal<readonly SpaceWire[]>([])
  useEffect(() => {
    void call(listSpaces).then((reply) => {
      if (reply.kind === 'ok') spaces.value = reply.body.items
    })
    if (chosen !== null) document.getElementById(`course-${chosen}`)?.scrollIntoView({ block: 'center' })
  }, [chosen])
  const roomOf = (id: string | null): string => {
    const space = spaces.value.find((one) => one.id === id)
    return space ? nameIn(space.name) : ''
  }
  const kind = useSignal<ProgrammeKind | ''>('')
  const there = PROGRAMME_KINDS.filter((one) => courses.classes.some((course) => course.kind === one))
  const { open, upcoming } = toJoin(courses.classes.filter((one) => kind.value === '' || one.kind === kind.value))
  const calls = courses.calls.filter(({ state }) => state === 'open' && (kind.value === '' || kind.value === 'class'))
  const mine = current(courses.mine)
  return (
    <>
      {mine.length > 0 && <MyCourses model={model} mine={mine} classes={courses.classes} />}
      <MyDates model={model} entries={courses.entries} viewings={courses.viewings} roomOf={roomOf} />
      {there.length > 1 && (
        <div class="learn-kinds">
          <Choice
            legend={joining('kinds')}
            quiet
            value={kind.value}
            onChoose={(chosenKind) => (kind.value = chosenKind)}
            options={[
              { value: '' as const, label: joining('all') },
              ...there.map((one) => ({ value: one, label: kinds(one) })),
            ]}
          />
        </div>
      )}
      {open.length + upcoming.length + calls.length === 0 && (
        <Empty icon={iconLearn} title={t('empty')}>
          <p class="small">{t('emptyHint')}</p>
        </Empty>
      )}
      {(
        [
          ['open', open],
          ['upcoming', upcoming],
        ] as const
      ).map(
        ([word, list]) =>
          list.length > 0 && (
            <section class="stack-s" key={word} aria-labelledby={`learn-${word}`}>
              <h2 id={`learn-${word}`}>{t(word)}</h2>
              <ul class="learn-cards">
                {list.map((one) => (
                  <li key={one.id} id={`course-${one.id}`} class={one.id === chosen ? 'chosen' : undefined}>
                    <CourseCard model={model} course={one} room={roomOf(one.spaceId)} />
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
      {calls.length > 0 && (
        <section class="stack-s" aria-labelledby="learn-calls">
          <h2 id="learn-calls">{t('calls')}</h2>
          <p class="small faint">{t('callsHint')}</p>
          <ul class="learn-cards">
            {calls.map((one) => (
              <li key={one.id} id={`course-${one.id}`} class={one.id === chosen ? 'chosen' : undefined}>
                <CallCard model={model} call={one} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
