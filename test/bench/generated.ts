/** Text and names for benches, the same ones for the same seed. */

/** Numbers in [0, 1) from a seed: mulberry32, small and good enough to spread words. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

const onsets = ['b', 'br', 'c', 'ch', 'd', 'f', 'g', 'gr', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'qu', 'r', 's', 'sh', 'st', 't', 'tr', 'v', 'w', 'x', 'y', 'z', 'zh', ''];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ao', 'ei', 'ia', 'ou', 'é', 'ü'];
const codas = ['', '', '', 'n', 'ng', 'r', 's', 'l', 't', 'nd', 'ck', 'm'];
const suffixes = ['Group', 'Holding', 'Bank', 'University', 'Ltd', 'Inc', 'Technology', 'Capital', 'Bureau', 'City'];

/** One of a list, each as likely; `otherwise` from an empty one. */
export function pick<T>(list: readonly T[], next: () => number, otherwise: T): T {
  return list[Math.floor(next() * list.length)] ?? otherwise;
}

/** Squaring twice makes early ranks common and late ones rare, as with words in a language. */
function zipfish<T>(list: readonly T[], next: () => number, otherwise: T): T {
  return list[Math.floor(next() ** 4 * list.length)] ?? otherwise;
}

export function word(next: () => number): string {
  const syllables = 1 + Math.floor(next() * 3);
  let made = '';
  for (let count = 0; count < syllables; count++) made += pick(onsets, next, '') + pick(vowels, next, 'a');
  return made + pick(codas, next, '');
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Different names of one to three words; a third of them end like an organization's. */
export function names(count: number, seed: number): string[] {
  const next = random(seed);
  const made = new Set<string>();
  const family = Array.from({ length: Math.max(50, Math.ceil(count / 8)) }, () => capitalised(word(next)));
  while (made.size < count) {
    const words = [zipfish(family, next, 'Ma'), ...(next() < 0.6 ? [capitalised(word(next))] : [])];
    if (next() < 0.33) words.push(pick(suffixes, next, 'Group'));
    const name = words.join(' ');
    if (name.length > 3) made.add(name);
  }
  return [...made];
}

/** About so many bytes of sentences in paragraphs, one word in twelve a name; typographic quotes here and there. */
export function prose(bytes: number, known: readonly string[], seed: number): string {
  const next = random(seed);
  const vocabulary = Array.from({ length: 20_000 }, () => word(next));
  const parts: string[] = [];
  for (let length = 0; length < bytes;) {
    const sentence = sentenceOf(next, vocabulary, known);
    parts.push(sentence, next() < 0.2 ? '\n' : ' ');
    length += sentence.length * 1.06 + 1;
  }
  return parts.join('');
}

function sentenceOf(next: () => number, vocabulary: readonly string[], known: readonly string[]): string {
  const words = Array.from({ length: 8 + Math.floor(next() * 20) }, () => {
    const draw = next();
    if (draw < 1 / 12) return zipfish(known, next, 'Alibaba') + (draw < 1 / 60 ? '’s' : '');
    const plain = zipfish(vocabulary, next, 'the');
    if (draw < 0.12) return capitalised(plain);
    return draw < 0.18 ? `${plain},` : plain;
  });
  return `${capitalised(words.join(' '))}.`;
}
