// How keys are spelled for people: `g h` is G, H; `mod+k` is Ctrl K, or ⌘ K.

export function keyWords(keys: string, keyboard: 'mac' | 'other'): string[] {
  const isMac = keyboard === 'mac'
  const names: Record<string, string> = { mod: isMac ? '⌘' : 'Ctrl', shift: isMac ? '⇧' : 'Shift' }
  return keys
    .split(' ')
    .flatMap(press => press.split(/\+(?=.)/))
    .filter(word => word !== '')
    .map(word => names[word] ?? (word.length === 1 ? word.toUpperCase() : word))
}
