/**
 * Puts a text on the clipboard. Plain HTTP, as palaces run it inside, and old WebViews have no clipboard for scripts, but can copy what is selected.
 *
 * @returns false when nothing could: then people are told to copy by hand
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const place = document.createElement('textarea')
    place.value = text
    place.className = 'unseen'
    // Inside an open dialog nothing outside it can be selected.
    const around = document.querySelector('dialog[open]') ?? document.body
    around.append(place)
    place.select()
    const done = document.execCommand('copy')
    place.remove()
    return done
  }
}
