import type { Locale } from '@gongyue/shared/domain/names.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Dialog } from '../components/Dialog.tsx'
import { chooseLocale, locale } from '../text/locale.ts'
import { t } from '../text/settings.ts'
import { t as shell } from '../text/shell.ts'
import { session, signOut } from './session.ts'
import { chooseSize, chooseTheme, size, theme, type Size, type Theme } from './settings.ts'

/** Language, appearance, text size; who is signed in, and the way out. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={shell('settings')} onClose={onClose}>
      <div class="settings-list">
        <Choice<Locale>
          legend={t('language')}
          value={locale.value}
          onChoose={chooseLocale}
          options={[
            { value: 'zh-CN', label: '简体中文' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Choice<Theme>
          legend={t('theme')}
          value={theme.value}
          onChoose={chooseTheme}
          options={[
            { value: 'auto', label: t('themeAuto') },
            { value: 'light', label: t('themeLight') },
            { value: 'dark', label: t('themeDark') },
          ]}
        />
        <Choice<Size>
          legend={t('size')}
          value={size.value}
          onChoose={chooseSize}
          options={[
            { value: 'normal', label: t('sizeNormal') },
            { value: 'large', label: t('sizeLarge') },
          ]}
        />
        {session.value && (
          <div class="stack-s">
            <p class="small faint">{t('signedInAs', { name: session.value.user.name })}</p>
            <Button
              look="danger"
              wide
              onClick={() => {
                onClose()
                void signOut()
              }}
            >
              {t('signOut')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}
