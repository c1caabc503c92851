import { effect, signal } from '@preact/signals'
import { locale } from '../text/locale.ts'
import { recall, remember } from './storage.ts'

export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const SIZES = ['normal', 'large'] as const
export type Size = (typeof SIZES)[number]

export const theme = signal<Theme>(THEMES.find((one) => one === recall('theme')) ?? 'auto')

/** Large type for older readers (适老). */
export const size = signal<Size>(SIZES.find((one) => one === recall('type')) ?? 'normal')

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen
  remember('theme', chosen)
}

export function chooseSize(chosen: Size): void {
  size.value = chosen
  remember('type', chosen)
}

/** Keeps `<html>` true to the settings: language for screen readers and fonts, theme and size for the style sheets. */
export function applySettings(root: HTMLElement): () => void {
  return effect(() => {
    root.lang = locale.value
    root.dataset['theme'] = theme.value
    root.dataset['size'] = size.value
  })
}
