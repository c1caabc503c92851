import { useSignal } from '@preact/signals'
import type { readPublicResult as publicContract } from '@gongyue/shared/api/publication.ts'
import type { Static } from 'typebox'
import { useEffect, useMemo } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { usePageTitle } from '../../app/page-title.ts'
import type { PageProps } from '../../app/pages.tsx'
import { createLoaded } from '../../classes/loaded.ts'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconPrint } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { seasonReason } from '../../rounds/reasons.ts'
import { readPublicResult } from '../../rounds/routes.ts'
import { weekSpanWords } from '../../rounds/week-time.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/results.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import './page.css'

type PublicResult = Static<(typeof publicContract)['replies'][200]>

/** 公示: who got what and why not, for everybody; without a person's name, and good to print. */
export function ResultsPage({ params }: PageProps) {
  const id = params['id'] ?? ''
  const result = useMemo(
    () => createLoaded<PublicResult>(async () => await call(readPublicResult, { params: { id } })),
    [id],
  )
  useEffect(() => void result.load(), [result])
  const state = result.state.value
  usePageTitle(state.kind === 'ready' ? t('title', { name: state.value.name }) : t('palace'))
  switch (state.kind) {
    case 'loading':
      return <Spinner />
    case 'failed':
      return state.failing.kind === 'problem' && state.failing.problem.status === 404 ? (
        <Notice tone="info" title={t('notFound')} />
      ) : (
        <Failure failing={state.failing} onRetry={() => void result.load()} />
      )
    case 'ready':
      return <Shown result={state.value} />
  }
}

function Shown({ result }: { readonly result: PublicResult }) {
  const { name, from, until, publishedAt, seed, policyVersion, asked, placed, bound, parties } = result
  const find = useSignal('')
  const wanted = find.value.trim().toLowerCase()
  const shown = parties.filter(({ partyName }) => partyName.toLowerCase().includes(wanted))
  return (
    <div class="stack results">
      <header class="stack-s">
        <h1>{t('title', { name })}</h1>
        <p>{t('span', { from: dayLabel(from), until: dayLabel(until) })}</p>
        <p class="small faint">{t('published', { when: `${dayLabel(dayOf(publishedAt))} ${clockOf(publishedAt)}` })}</p>
      </header>
      <dl class="result-figures">
        <Figure word={t('asked')} value={String(asked)} />
        <Figure word={t('placed')} value={String(placed)} />
        {asked > 0 && <Figure word={t('rate')} value={`${Math.floor((placed / asked) * 100)} %`} />}
        {bound !== null && (
          <Figure word={t('bound')} value={`${(Math.floor(bound * 1000) / 10).toFixed(1)} %`} hint={t('boundHint')} />
        )}
      </dl>
      <div class="row screen-only results-tools">
        <TextField label={t('find')} type="search" value={find.value} onInput={(text) => (find.value = text)} />
        <Button icon={iconPrint} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <table class="results-table">
        <caption class="unseen">{t('list')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('party')}</th>
            <th scope="col">
              {t('placed')} / {t('asked')}
            </th>
            <th scope="col">{t('given')}</th>
            <th scope="col">{t('why')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((party) => (
            <tr key={party.partyName}>
              <th scope="row">{party.partyName}</th>
              <td class="results-count">{t('counts', { placed: party.placed, asked: party.asked })}</td>
              <td>
                {party.given.length === 0 ? (
                  <span class="faint">{t('none')}</span>
                ) : (
                  <ul>
                    {party.given.map(({ spaceName, ...span }) => (
                      <li key={`${nameIn(spaceName)} ${span.weekday} ${span.from}`}>
                        <span class="no-break">{weekSpanWords(span)}</span> {nameIn(spaceName)}
                      </li>
                    ))}
                  </ul>
                )}
              </td>
              <td class="small">
                <ul>
                  {[...new Set(party.reasons.map(seasonReason))].map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small faint">{t('repeat', { seed, version: policyVersion })}</p>
    </div>
  )
}

function Figure({ word, value, hint }: { readonly word: string; readonly value: string; readonly hint?: string }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd title={hint}>{value}</dd>
    </div>
  )
}
