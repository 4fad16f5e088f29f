/** Letters that do not decompose into a Latin one and an accent. */
const spelledOut: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'], ['æ', 'ae'], ['œ', 'oe'], ['ø', 'o'], ['đ', 'd'], ['ð', 'd'], ['þ', 'th'], ['ł', 'l'], ['ı', 'i'],
]);
const maxEntityIdLength = 60;

/**
 * An id for an entity from its name: `Ant Group` is `ant-group`, `Société Générale` is `societe-generale`,
 * `阿里巴巴` stays, `!?` is `entity`. With a number where the id is taken: `ant-group-2`.
 */
export function entityId(name: string, taken: Pick<ReadonlySet<string>, 'has'>): string {
  const slug = slugOf(name) || 'entity';
  let id = slug;
  for (let number = 2; taken.has(id); number++) id = `${slug}-${number}`;
  return id;
}

function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '').normalize('NFC').toLowerCase();
  const spelled = plain.replaceAll(/[ßæœøđðþłı]/g, (letter) => spelledOut.get(letter) ?? letter);
  const words = spelled.replaceAll(/['’]/g, '').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return shortened(words);
}

/** As many words as fit; a first word that is too long is cut, between characters. */
function shortened(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let slug = Array.from(first).slice(0, maxEntityIdLength).join('');
  for (const word of others) {
    if (slug.length + 1 + word.length > maxEntityIdLength) break;
    slug += `-${word}`;
  }
  return slug;
}
