import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/closures.ts'
import { isEndless, type ClosureForm, type FormField } from './form.ts'
import type { ClosuresModel } from './model.ts'
import { OrganiserField } from './OrganiserField.tsx'

export interface DeclareFormProps {
  readonly model: ClosuresModel
  readonly spaces: readonly SpaceWire[]
}

/** What shall be shut, or what shall have priority. */
export function DeclareForm({ model, spaces }: DeclareFormProps) {
  const form = model.form.value
  const isPriority = form.kind === 'priority'
  const impact = model.impact.value
  const isFree = impact.kind === 'shown' && impact.impact.ahead.length === 0
  return (
    <form
      class="closure-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPriority && isFree) void model.declare()
        else model.findPlans()
      }}
    >
      <Choice
        legend={t('kind')}
        value={form.kind}
        onChoose={(kind) => model.type({ kind })}
        options={(['closure', 'priority'] as const).map((kind) => ({ value: kind, label: t(`kind-${kind}`) }))}
      />
      <SpaceField model={model} spaces={spaces} />
      {isPriority && <EventFields model={model} />}
      <WhenFields model={model} />
      <Field
        label={t('reason')}
        hint={isPriority ? t('priorityReasonHint') : t('reasonHint')}
        fault={wants(model, 'reason') && t('reasonMissing')}
      >
        {(control) => (
          <input
            {...control}
            class="input"
            maxLength={200}
            value={form.reason}
            onInput={(event) => model.type({ reason: event.currentTarget.value })}
          />
        )}
      </Field>
      {isPriority && <p class="small faint">{t('consentHint')}</p>}
      {model.failing.value && <Failure failing={model.failing.value} />}
      <div class="closure-buttons">
        {!isPriority && isFree ? (
          <Button look="primary" type="submit" busy={model.busy.value}>
            {t('declareNow')}
          </Button>
        ) : (
          <>
            {!isPriority && (
              <Button busy={model.busy.value} onClick={() => void model.declare()}>
                {t('declareFirst')}
              </Button>
            )}
            <Button look="primary" type="submit">
              {t('findPlans')}
            </Button>
          </>
        )}
      </div>
    </form>
  )
}

function wants(model: ClosuresModel, field: FormField): boolean {
  return model.wanting.value.includes(field)
}

/** The whole house among the spaces; no id is written so. */
const WHOLE = 'whole'

function SpaceField({ model, spaces }: DeclareFormProps) {
  const form = model.form.value
  return (
    <Field label={t('space')} fault={wants(model, 'spaceId') && t('missing')}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={form.spaceId ?? WHOLE}
          onChange={(event) => {
            const { value } = event.currentTarget
            model.type({ spaceId: value === WHOLE ? null : value })
          }}
        >
          <option value="">{t('choose')}</option>
          {form.kind === 'closure' && <option value={WHOLE}>{t('wholeHouse')}</option>}
          {spaces.map((space) => (
            <option key={space.id} value={space.id}>
              {depthOf(space, spaces)}
              {nameIn(space.name)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Parts stand indented below what they belong to. */
function depthOf({ parentId }: SpaceWire, spaces: readonly SpaceWire[]): string {
  const parent = parentId === null ? undefined : spaces.find(({ id }) => id === parentId)
  return parent ? `\u3000${depthOf(parent, spaces)}` : ''
}

function EventFields({ model }: { readonly model: ClosuresModel }) {
  const form = model.form.value
  return (
    <>
      <Field label={t('eventTitle')} fault={wants(model, 'title') && t('missing')}>
        {(control) => (
          <input
            {...control}
            class="input"
            maxLength={80}
            value={form.title}
            onInput={(event) => model.type({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="closure-pair wide-first">
        <OrganiserField
          party={form.party}
          wanting={wants(model, 'party')}
          onChoose={(party) => model.type({ party })}
        />
        <Field label={t('headcount')} fault={wants(model, 'headcount') && t('missing')}>
          {(control) => (
            <input
              {...control}
              class="input"
              inputMode="numeric"
              maxLength={5}
              value={form.headcount}
              onInput={(event) => model.type({ headcount: event.currentTarget.value.trim() })}
            />
          )}
        </Field>
      </div>
    </>
  )
}

function WhenFields({ model }: { readonly model: ClosuresModel }) {
  const form = model.form.value
  const end = wants(model, 'until')
  return (
    <>
      <div class="closure-pair">
        <Typed model={model} field="fromDate" fault={wants(model, 'from') && t('missing')} />
        <Typed model={model} field="fromTime" />
      </div>
      {!isEndless(form) && (
        <div class="closure-pair">
          <Typed model={model} field="untilDate" fault={end && t('endBeforeStart')} />
          <Typed model={model} field="untilTime" />
        </div>
      )}
      {form.kind === 'closure' && form.spaceId && (
        <label class="tick">
          <input
            type="checkbox"
            checked={form.endless}
            onChange={(event) => model.type({ endless: event.currentTarget.checked })}
          />
          <span>
            {t('endless')}
            {form.endless && <span class="small faint closure-hint">{t('endlessHint')}</span>}
          </span>
        </label>
      )}
    </>
  )
}

interface TypedProps {
  readonly model: ClosuresModel
  readonly field: 'fromDate' | 'fromTime' | 'untilDate' | 'untilTime'
  readonly fault?: string | false
}

function Typed({ model, field, fault = false }: TypedProps) {
  return (
    <Field label={t(field)} fault={fault}>
      {(control) => (
        <input
          {...control}
          class="input"
          type={field.endsWith('Date') ? 'date' : 'time'}
          value={model.form.value[field]}
          onInput={(event) => {
            const change: Partial<ClosureForm> = { [field]: event.currentTarget.value }
            model.type(change)
          }}
        />
      )}
    </Field>
  )
}
