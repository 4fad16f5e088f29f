import { Gazetteer } from '../../src/core/names/gazetteer';
import { nameAt } from '../../src/core/names/nameAt';
import { NameParts } from '../../src/core/names/nameParts';
import type { Span } from '../../src/core/model';
import { choiceFor, offersFrom, ofSameName, sureOffers, type Offer } from '../../src/core/offers/offer';
import { newNamesIn, suggestionsIn, wholeNames, type Settled, type Tagged } from '../../src/core/offers/offers';
import { parseSeed } from '../../src/core/seed/parse';
import type { SeedArticle } from '../../src/core/seed/seedFile';
import { defaultTypes } from '../../src/core/store/defaults';
import { readGold, type GoldArticle, type GoldName } from './gold';

/*
 * Plays an annotator who wants exactly the gold names, and counts what they press. One action is one key or chord, one
 * pick from a list, one typed character, or one placing of the caret or selection. Nothing is known at the start.
 */

/** What putting the caret or the selection somewhere costs: a click. */
const placing = 1;
/** What going to a place by hand and taking a mark away there costs: a click, a key. */
const mending = 2;
/** What finding an entity by typing costs: the picker's key, three letters, the pick. */
const searching = 5;
/** What an entity that the picker shows untyped costs: its key, the pick. */
const picking = 2;
/** How many entities the picker shows untyped: those of the article, then the recent ones. */
const shownUntyped = 10;

interface Entity {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  aliases: string[];
}

interface Figures {
  mentions: number;
  actions: number;
  wrongSuggestions: number;
  inception: number;
  readonly by: Map<string, number>;
}

/** `npm run bench -- effort DIR…`: the figures of each folder, the last line as JSON over all. */
export function benchEffort(folders: readonly string[]): void {
  const all = folders.map(folder => {
    const figures = new Annotator().play(readGold(folder));
    console.log(`${folder}: ${JSON.stringify(summary([figures]))}`);
    console.log(`  ${[...figures.by].map(([what, actions]) => `${what} ${actions}`).join(', ')}`);
    return figures;
  });
  console.log(JSON.stringify(summary(all)));
}

function summary(all: readonly Figures[]): Record<string, number> {
  const sum = (of: (figures: Figures) => number): number => all.reduce((total, each) => total + of(each), 0);
  const mentions = sum(({ mentions: count }) => count);
  const actions = sum(({ actions: count }) => count);
  const per = (count: number): number => Math.round(count / mentions * 1000) / 1000;
  return { mentions, actions, perMention: per(actions), doccano: 2, inception: per(sum(({ inception }) => inception)), wrongSuggestions: sum(({ wrongSuggestions }) => wrongSuggestions) };
}

/** One article as it is being tagged. */
interface Desk {
  readonly text: string;
  readonly seed: SeedArticle;
  readonly gold: readonly GoldName[];
  readonly tagged: Tagged[];
  readonly rejected: { span: Span }[];
}

class Annotator {
  readonly #names = new Gazetteer();
  readonly #parts = new NameParts();
  readonly #entities = new Map<string, Entity>();
  /** Gold's identity -> the entity made for it. */
  readonly #made = new Map<string, string>();
  readonly #usual = new Map<string, number>();
  readonly #figures: Figures = { mentions: 0, actions: 0, wrongSuggestions: 0, inception: 0, by: new Map() };
  /** Latest last. */
  #recent: string[] = [];
  readonly #seen = new Set<string>();
  /** Whether the caret stands on a suggestion that is not wanted. */
  #passed = false;

  play(articles: readonly GoldArticle[]): Figures {
    for (const article of articles) this.#article(article);
    return this.#figures;
  }

  #article({ text, names }: GoldArticle): void {
    const [seed] = parseSeed(text).articles;
    if (seed === undefined) return;
    const desk: Desk = { text, seed: { ...seed, span: { start: 0, end: text.length } }, gold: names, tagged: [], rejected: [] };
    this.#sweep(desk);
    this.#decideKnown(desk);
    this.#decideNew(desk);
    this.#tagMissed(desk);
    this.#check(desk);
    for (const name of names) this.#countOthers(name);
  }

  #act(what: string, actions: number): void {
    this.#figures.actions += actions;
    this.#figures.by.set(what, (this.#figures.by.get(what) ?? 0) + actions);
  }

  #offers({ text, seed, tagged, rejected }: Desk, withNew: boolean): Offer[] {
    const knowledge = {
      names: this.#names,
      parts: this.#parts,
      usual: (name: string, entity: string) => this.#usual.get(`${entity}\n${name}`) ?? 0,
      isPerson: (entity: string) => this.#entities.get(entity)?.type === 'person',
      isNever: () => false,
    };
    const settled: Settled = { tagged, rejected };
    const suggestions = suggestionsIn(text, seed, settled, knowledge);
    const whole = wholeNames(text, seed.span, suggestions);
    return offersFrom(whole, withNew ? newNamesIn(text, seed, settled, whole, knowledge) : []);
  }

  /** Shift+Enter: all that is certain; then what was wrong among it is taken away again. */
  #sweep(desk: Desk): void {
    const sure = sureOffers(this.#offers(desk, false), desk.text, desk.seed.span);
    const right = sure.filter(offer => this.#isRight(desk, offer.span, offer.entities[0]));
    if (right.length === 0) return;
    const wrong = sure.length - right.length;
    const names = new Set(right.map(({ span }) => desk.text.slice(span.start, span.end)));
    const stray = sure.filter(offer => !right.includes(offer) && names.has(desk.text.slice(offer.span.start, offer.span.end))).length;
    // Step by step; all and then mend; or each name at a place where it is right, all its places, and then mend.
    this.#act('sweep', Math.min(right.length + wrong, 1 + mending * wrong, (placing + 1) * names.size + mending * stray));
    this.#figures.wrongSuggestions += wrong;
    for (const { span, entities: [entity = ''] } of right) this.#tag(desk, span, entity);
    for (const { span } of sure.filter(offer => !right.includes(offer))) desk.rejected.push({ span });
  }

  /** A wrong suggestion is left alone: it marks nothing. But the caret does not come to the next right one by itself. */
  #passOver({ rejected }: Desk, spans: readonly Span[]): void {
    this.#figures.wrongSuggestions++;
    this.#passed = true;
    for (const span of spans) rejected.push({ span });
  }

  /** After a decision the caret is at the next suggestion. Where that one is passed over, a click or a key goes on. */
  #reachNext(): void {
    if (this.#passed) this.#act('reach', placing);
    this.#passed = false;
  }

  /** What is left of the known names needs a decision: right, another of the candidates, or none. */
  #decideKnown(desk: Desk): void {
    for (let [offer] = this.#offers(desk, false); offer?.kind === 'known'; [offer] = this.#offers(desk, false)) {
      const { span, entities, reason } = offer;
      const wanted = this.#entityOf(goldAt(desk, span));
      const at = entities.indexOf(wanted ?? '');
      if (wanted === undefined || at < 0) {
        this.#passOver(desk, [span]);
        continue;
      }
      this.#reachNext();
      this.#act('ambiguous', reason.code === 'undecided' || at > 0 ? picking : 1);
      const same = ofSameName(this.#offers(desk, false), desk.text, offer, wanted);
      const all = same.every(each => this.#isRight(desk, each.span, wanted)) ? same : [offer];
      for (const each of all) this.#tag(desk, each.span, wanted);
    }
  }

  /** The new names one after another. */
  #decideNew(desk: Desk): void {
    const skipped = new Set<string>();
    for (;;) {
      const offers = this.#offers(desk, true);
      const offer = offers.find(each => each.kind === 'new' && !skipped.has(each.candidate.name));
      if (offer?.kind !== 'new') return;
      const { candidate } = offer;
      skipped.add(candidate.name);
      const right = candidate.spans.filter(span => goldAt(desk, span) !== undefined);
      const [first] = right.flatMap(span => goldAt(desk, span) ?? []);
      const wrong = candidate.spans.length - right.length;
      if (first === undefined) {
        this.#passOver(desk, []);
        continue;
      }
      this.#reachNext();
      this.#settle(desk, offer, first);
      const same = right.filter(span => goldAt(desk, span)?.entity === first.entity);
      this.#act('mend new', Math.min(same.length - 1, mending * (candidate.spans.length - same.length)));
      this.#figures.wrongSuggestions += wrong;
      for (const span of same) this.#tag(desk, span, this.#entityOf(first) ?? '');
      for (const span of candidate.spans.filter(each => goldAt(desk, each) === undefined)) desk.rejected.push({ span });
      // Where the name is known now, the known ones come first again.
      this.#decideKnown(desk);
    }
  }

  /** Gives a new name its entity, and counts what that takes. */
  #settle(desk: Desk, offer: Offer, gold: GoldName): void {
    const choice = choiceFor(offer, defaultTypes);
    const known = this.#entityOf(gold);
    const name = offer.kind === 'new' ? offer.candidate.name : gold.quote;
    if (known === undefined) {
      this.#act(choice.kind === 'new' && choice.type === gold.type ? 'new, right type' : 'new, by type key', 1);
      this.#make(gold, name);
      return;
    }
    if (choice.kind === 'known' && choice.entity === known) this.#act('alias, offered', 1);
    else this.#act('alias, picked', this.#reach(desk, known, offer));
    this.#alias(known, name);
  }

  /** What it takes to say which known entity is meant. */
  #reach(desk: Desk, entity: string, offer: Offer | undefined): number {
    if (this.#recent.at(-1) === entity) return 1;
    if (offer?.kind === 'new' && offer.candidate.aliasOf.some(guess => guess.entity === entity)) return picking;
    const here = [...new Set(desk.tagged.map(each => each.entity)), ...this.#recent.toReversed()];
    const at = [...new Set(here)].indexOf(entity);
    return at >= 0 && at < shownUntyped ? picking : searching;
  }

  /** What was never offered: caret or selection there, and a key; then what else is called so is known. */
  #tagMissed(desk: Desk): void {
    for (const gold of desk.gold) {
      if (desk.tagged.some(({ span }) => span.start === gold.span.start)) continue;
      const known = this.#entityOf(gold);
      const under = nameAt(desk.text, desk.seed.span, gold.span.start, this.#names);
      const bears = known !== undefined && this.#names.entitiesOf(gold.quote).includes(known);
      const isNamed = under?.start === gold.span.start && under.end === gold.span.end;
      this.#act(isNamed ? 'missed, caret' : 'missed, selected', 1);
      this.#act('missed, key', known === undefined || bears ? 1 : this.#reach(desk, known, undefined));
      if (known === undefined) this.#make(gold, gold.quote);
      else this.#alias(known, gold.quote);
      this.#tag(desk, gold.span, this.#entityOf(gold) ?? '');
      this.#sweep(desk);
      this.#decideKnown(desk);
    }
  }

  #isRight(desk: Desk, span: Span, entity: string | undefined): boolean {
    const gold = goldAt(desk, span);
    return gold !== undefined && entity !== undefined && this.#entityOf(gold) === entity;
  }

  #entityOf(gold: GoldName | undefined): string | undefined {
    return gold && this.#made.get(gold.entity);
  }

  #make(gold: GoldName, name: string): void {
    const entity: Entity = { id: gold.entity, name, type: gold.type, aliases: [] };
    this.#made.set(gold.entity, entity.id);
    this.#entities.set(entity.id, entity);
    this.#names.add(name, entity.id);
    this.#parts.add(entity);
  }

  #alias(id: string, alias: string): void {
    const entity = this.#entities.get(id);
    if (entity === undefined || [entity.name, ...entity.aliases].includes(alias)) return;
    this.#parts.remove(entity);
    entity.aliases = [...entity.aliases, alias];
    this.#parts.add(entity);
    this.#names.add(alias, id);
  }

  #tag({ text, tagged }: Desk, span: Span, entity: string): void {
    tagged.push({ span, entity });
    const key = `${entity}\n${text.slice(span.start, span.end)}`;
    this.#usual.set(key, (this.#usual.get(key) ?? 0) + 1);
    this.#recent = [...this.#recent.filter(each => each !== entity), entity];
  }

  /** The result must be the gold, no more and no less. */
  #check({ gold, tagged }: Desk): void {
    const wanted = gold.map(name => `${name.span.start}-${name.span.end} ${this.#made.get(name.entity)}`);
    const made = tagged.map(({ span, entity }) => `${span.start}-${span.end} ${entity}`);
    if (wanted.sort().join() !== made.sort().join()) throw new Error(`the result is not the gold: ${wanted.join()} but ${made.join()}`);
  }

  /** INCEpTION's flow: select, type, concept; or one key for what its string matcher has seen with that concept. */
  #countOthers({ quote, entity }: GoldName): void {
    const key = `${entity}\n${quote}`;
    this.#figures.mentions++;
    this.#figures.inception += this.#seen.has(key) ? 1 : 3;
    this.#seen.add(key);
  }
}

function goldAt({ gold, tagged }: Desk, { start, end }: Span): GoldName | undefined {
  const found = gold.find(({ span }) => span.start === start && span.end === end);
  return found !== undefined && tagged.some(({ span }) => span.start === start) ? undefined : found;
}
