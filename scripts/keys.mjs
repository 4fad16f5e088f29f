// Keys in the words of VS Code's keybindings, as Playwright presses them.

const names = {
  ctrl: 'Control', cmd: 'Meta', meta: 'Meta', win: 'Meta', alt: 'Alt', shift: 'Shift',
  enter: 'Enter', escape: 'Escape', esc: 'Escape', tab: 'Tab', space: 'Space', backspace: 'Backspace', delete: 'Delete', insert: 'Insert',
  up: 'ArrowUp', down: 'ArrowDown', left: 'ArrowLeft', right: 'ArrowRight', home: 'Home', end: 'End', pageup: 'PageUp', pagedown: 'PageDown',
};

/** The chords of a key sequence: `ctrl+k shift+e` is `['Control+k', 'Shift+e']`. */
export function chords(keys) {
  return keys.trim().split(/\s+/).map(chord => chord.split(/\+(?=.)/).map(key).join('+'));
}

function key(name) {
  return names[name.toLowerCase()] ?? (/^f\d+$/i.test(name) ? name.toUpperCase() : name);
}
