const functionWords = 'the of and to in a for on with at by from as is that it was were has have will an its said'.split(' ');

/** A generator of articles that are always the same: each belongs to a story, each story to a subject. */
export class MadeArticles {
  #state: number;
  readonly #words: readonly string[];

  constructor(seed: number, vocabulary = 60_000) {
    this.#state = seed;
    this.#words = Array.from({ length: vocabulary }, (_, i) => this.#word(i));
  }

  /** A number from 0 up to, not including, 1 (xorshift). */
  random(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return (state >>> 0) / 2 ** 32;
  }

  /** An article of 500 to 600 words, about 3.3 kB, a good 200 of them different and no function words; articles of one story (ten in a row) share names. */
  article(number: number): string {
    const story = Math.floor(number / 10);
    const subject = story % 200;
    const sentences: string[] = [];
    let left = 500 + Math.floor(this.random() * 100);
    while (left > 0) {
      const length = 8 + Math.floor(this.random() * 24);
      const words = Array.from({ length }, () => this.#pick(story, subject));
      const first = words[0] ?? '';
      sentences.push(`${first.slice(0, 1).toUpperCase()}${first.slice(1)} ${words.slice(1).join(' ')}.`);
      left -= length;
    }
    return sentences.join(' ');
  }

  anyWord(): string {
    return this.#wordAt(Math.floor(this.random() * this.#words.length));
  }

  /** Two words in five carry grammar only; the others are as frequent as their rank says (Zipf), of the subject, or of the story. */
  #pick(story: number, subject: number): string {
    const kind = this.random();
    if (kind > 0.6) return functionWords[Math.floor(this.random() * functionWords.length)] ?? '';
    if (kind < 0.05) return this.#wordAt(2_000 + (story * 37 + Math.floor(this.random() * 12)) * 7);
    if (kind < 0.2) return this.#wordAt(500 + subject * 40 + Math.floor(this.random() * 60));
    return this.#wordAt(Math.floor(this.#words.length ** this.random()) - 1);
  }

  #wordAt(rank: number): string {
    return this.#words[rank % this.#words.length] ?? '';
  }

  #word(rank: number): string {
    const syllables = ['ka', 'lo', 'mi', 'ren', 'sta', 'ti', 'vor', 'we', 'xu', 'zan', 'bel', 'cor', 'du', 'fen', 'gra', 'hi'];
    let word = '';
    for (let left = rank + 16; left > 0; left = Math.floor(left / syllables.length)) word += syllables[left % syllables.length] ?? '';
    return word;
  }
}
