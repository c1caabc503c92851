import { useSignal } from '@preact/signals'
import type { StandingWire } from '@gongyue/shared/api/parties.ts'
import { useEffect } from 'preact/hooks'
import { call } from '../../../api/call.ts'
import { readStanding, revealPhone } from '../../../api/more-routes.ts'
import { Button } from '../../../components/Button.tsx'
import { Failure, type Failing } from '../../../components/Failure.tsx'
import { t } from '../../../text/desk-booking.ts'
import type { FoundParty } from './parties.ts'

/** What a clerk weighs before booking for somebody: how much they have, how often nobody came; and how to reach them. */
export function PartyFacts({ party }: { readonly party: FoundParty }) {
  const standing = useSignal<StandingWire | null>(null)
  useEffect(() => {
    let gone = false
    standing.value = null
    void call(readStanding, { params: { id: party.id } }).then((reply) => {
      if (!gone && reply.kind === 'ok') standing.value = reply.body
    })
    return () => {
      gone = true
    }
  }, [party.id])
  const facts = standing.value
  return (
    <div class="party-facts small">
      {party.suspended && <p class="party-warns">{t('suspended')}</p>}
      {facts && (
        <p>
          {t('standing', {
            month: facts.month,
            hours: Math.round(facts.monthMinutes / 6) / 10,
            noShows: facts.noShows,
          })}
          {facts.points > 0 && (
            <>
              {' · '}
              <span class="party-warns">{t('points', { points: facts.points, limit: facts.pointLimit })}</span>
            </>
          )}
        </p>
      )}
      {party.phone && <Phone key={party.id} party={party} masked={party.phone} />}
    </div>
  )
}

const REASONS = ['revealCall', 'revealChange', 'revealLost'] as const

function Phone({ party, masked }: { readonly party: FoundParty; readonly masked: string }) {
  const phone = useSignal<string | null>(null)
  const asking = useSignal(false)
  const failing = useSignal<Failing | null>(null)
  const reveal = async (reason: string): Promise<void> => {
    const reply = await call(revealPhone, { params: { id: party.id }, body: { reason } })
    failing.value = reply.kind === 'ok' ? null : reply
    if (reply.kind !== 'ok') return
    asking.value = false
    phone.value = reply.body.phone ?? t('revealNone')
  }
  return (
    <>
      <p class="party-phone" role="status">
        <span>{t('phone', { phone: phone.value ?? masked })}</span>
        {phone.value === null && !asking.value && (
          <Button look="plain" onClick={() => (asking.value = true)}>
            {t('reveal')}
          </Button>
        )}
      </p>
      {asking.value && (
        <fieldset class="reason-chips">
          <legend>{t('revealWhy')}</legend>
          {REASONS.map((reason) => (
            <button key={reason} type="button" class="pick-chip" onClick={() => void reveal(t(reason))}>
              {t(reason)}
            </button>
          ))}
        </fieldset>
      )}
      {failing.value && <Failure failing={failing.value} />}
    </>
  )
}
