const letters = 'abcdefghijklmnopqrstuvwxyz';
const signs = `${letters}0123456789`;
const markIdLength = 6;
const markIdCount = letters.length * signs.length ** (markIdLength - 1);

/**
 * A new id for a mark: a small letter and five small letters or digits, so that no reader of YAML takes it for
 * anything but a string. `random` gives numbers from 0 up to 1, as `Math.random` does.
 */
export function newMarkId(taken: ReadonlySet<string>, random: () => number): string {
  let number = Math.floor(random() * markIdCount);
  // The next free one, so that a poor source of randomness cannot hang us.
  while (taken.has(markIdOf(number))) number = (number + 1) % markIdCount;
  return markIdOf(number);
}

function markIdOf(number: number): string {
  let id = '';
  let rest = number;
  for (let i = 1; i < markIdLength; i++) {
    id = signs.charAt(rest % signs.length) + id;
    rest = Math.floor(rest / signs.length);
  }
  return letters.charAt(rest % letters.length) + id;
}
