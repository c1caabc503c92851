import { useSignal } from '@preact/signals'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Field } from '../../components/Field.tsx'
import { toast } from '../../components/Toasts.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/screens.ts'
import type { ScreenDraft } from './model.ts'

interface ScreenFormProps {
  readonly title: string
  readonly first: ScreenDraft
  /** The kind is chosen once. */
  readonly isNew: boolean
  readonly spaces: readonly SpaceWire[]
  readonly onSave: (draft: ScreenDraft) => Promise<Failing | null>
  readonly onClose: () => void
}

/** What a screen shows and how it looks. */
export function ScreenForm({ title, first, isNew, spaces, onSave, onClose }: ScreenFormProps) {
  const { kind, name, spaceCodes, hours, look } = first
  const draft = useSignal<ScreenDraft>({ kind, name, spaceCodes, hours, look })
  const failing = useSignal<Failing | null>(null)
  const fault = useSignal(false)
  const busy = useSignal(false)
  const set = (part: Partial<ScreenDraft>) => (draft.value = { ...draft.value, ...part })
  const setLook = (part: Partial<ScreenDraft['look']>) => set({ look: { ...draft.value.look, ...part } })
  const shown = draft.value
  const tops = spaces.filter(({ parentId }) => parentId === null)

  const save = async (): Promise<void> => {
    fault.value = shown.name.trim() === ''
    if (fault.value || busy.value) return
    busy.value = true
    const door = shown.kind === 'door'
    const codes = door ? [shown.spaceCodes[0] ?? spaces[0]?.code ?? ''] : shown.spaceCodes
    failing.value = await onSave({ ...shown, name: shown.name.trim(), spaceCodes: codes })
    busy.value = false
    if (failing.value !== null) return
    if (!isNew) toast(t('saved'))
    onClose()
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={busy.value} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {failing.value && <Failure failing={failing.value} />}
        <Field label={t('name')} hint={t('nameHint')} fault={fault.value && t('nameMissing')}>
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={60}
              value={shown.name}
              onInput={(event) => set({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        {isNew && (
          <Choice
            legend={t('kind')}
            value={shown.kind}
            onChoose={(chosen) => set({ kind: chosen, spaceCodes: [] })}
            options={[
              { value: 'wall', label: t('wall') },
              { value: 'door', label: t('door') },
            ]}
          />
        )}
        {shown.kind === 'door' ? (
          <Field label={t('place')}>
            {(control) => (
              <select
                {...control}
                class="input"
                value={shown.spaceCodes[0] ?? spaces[0]?.code ?? ''}
                onChange={(event) => set({ spaceCodes: [event.currentTarget.value] })}
              >
                {spaces.map((space) => (
                  <option key={space.id} value={space.code}>
                    {nameIn(space.name)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : (
          <fieldset class="field">
            <legend>{t('places')}</legend>
            <span class="hint">{t('placesHint')}</span>
            <div class="screen-places">
              {tops.map(({ code, name: of }) => (
                <label key={code} class="tick">
                  <input
                    type="checkbox"
                    checked={shown.spaceCodes.includes(code)}
                    onChange={(event) =>
                      set({
                        spaceCodes: event.currentTarget.checked
                          ? [...shown.spaceCodes, code]
                          : shown.spaceCodes.filter((one) => one !== code),
                      })
                    }
                  />
                  <span>{nameIn(of)}</span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        {shown.kind === 'wall' && (
          <Field label={t('hours')}>
            {(control) => (
              <input
                {...control}
                class="input"
                type="number"
                min={1}
                max={24}
                value={shown.hours}
                onChange={(event) =>
                  set({ hours: Math.min(24, Math.max(1, Math.round(event.currentTarget.valueAsNumber || 6))) })
                }
              />
            )}
          </Field>
        )}
        <Choice
          legend={t('orientation')}
          value={shown.look.orientation}
          onChoose={(orientation) => setLook({ orientation })}
          options={(['auto', 'landscape', 'portrait'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <p class="small faint">{t('orientationHint')}</p>
        <Choice
          legend={t('language')}
          value={shown.look.locale}
          onChoose={(locale) => setLook({ locale })}
          options={[
            { value: 'zh-CN', label: t('chinese') },
            { value: 'en', label: t('english') },
          ]}
        />
        <Field label={t('theme')}>
          {(control) => (
            <select
              {...control}
              class="input"
              value={shown.look.theme}
              onChange={(event) =>
                setLook({ theme: THEMES.find((one) => one === event.currentTarget.value) ?? 'dark' })
              }
            >
              <option value="dark">{t('dark')}</option>
              <option value="light">{t('light')}</option>
              <option value="auto">{t('themeAuto')}</option>
            </select>
          )}
        </Field>
      </form>
    </Dialog>
  )
}

const THEMES = ['dark', 'light', 'auto'] as const
