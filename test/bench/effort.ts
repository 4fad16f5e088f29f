import { Gazetteer } from '../../src/core/names/gazetteer';
import { nameAt } from '../../src/core/names/nameAt';
import { NameParts } from '../../src/core/names/nameParts';
import type { Span } from '../../src/core/model';
import { choiceFor, offersFrom, ofSameName, sureOffers, type KnownOffer, type NewOffer, type Offer } from '../../src/core/offers/offer';
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

interface Stretch {
  readonly span: Span;
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
    this.#tick(desk);
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
    // All that is sure and then mend, or from name to name.
    const standing = [...right, ...desk.tagged];
    const all = 1 + mending(sure.filter(offer => !right.includes(offer)), standing);
    // What was taken away or passed over before would come back with all: then only name by name, from a place to be clicked at.
    this.#act('sweep', desk.rejected.length > 0 ? placing + walk(desk, sure, right) : Math.min(all, walk(desk, sure, right)));
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

  /**
   * W (`seedmark.newNames`): the new names as a list. Those are ticked of which all places and the type are right, one by one or
   * all at once and then the others unticked; Enter. Only where that takes less than going from name to name.
   */
  #tick(desk: Desk): void {
    const offers = this.#offers(desk, true).filter((offer): offer is NewOffer => offer.kind === 'new' && offer.candidate.spans[0] === offer.span);
    const claimed = new Set<string>();
    const right = new Set(offers.filter(offer => this.#isReady(desk, offer, claimed)));
    const others = offers.filter(offer => !right.has(offer));
    const isWrong = ({ candidate }: NewOffer): boolean => candidate.spans.every(span => goldAt(desk, span) === undefined);
    const ticking = 2 + Math.min(right.size, 1 + others.length);
    if (ticking + stops(others, isWrong) >= stops(offers, isWrong)) return;
    this.#act('list of new', ticking);
    for (const offer of right) this.#takeTicked(desk, offer);
  }

  /** Whether a new name can be ticked as it is. */
  #isReady(desk: Desk, offer: NewOffer, claimed: Set<string>): boolean {
    const golds = offer.candidate.spans.map(span => goldAt(desk, span));
    const [first] = golds;
    if (first === undefined || !golds.every(gold => gold?.entity === first.entity)) return false;
    const choice = choiceFor(offer, defaultTypes);
    const known = this.#entityOf(first);
    if (choice.kind === 'known') return choice.entity === known;
    if (known !== undefined || claimed.has(first.entity) || choice.type !== first.type) return false;
    claimed.add(first.entity);
    return true;
  }

  #takeTicked(desk: Desk, { candidate }: NewOffer): void {
    for (const span of candidate.spans) {
      const gold = goldAt(desk, span);
      if (gold === undefined) continue;
      if (this.#entityOf(gold) === undefined) this.#make(gold, candidate.name);
      else this.#alias(gold.entity, candidate.name);
      this.#tag(desk, span, gold.entity);
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
      this.#act('mend new', Math.min(same.length - 1, mending(
        candidate.spans.filter(span => !same.includes(span)).map(span => ({ span })), [...desk.tagged, ...same.map(span => ({ span }))],
      )));
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

/** What going through new names takes: a key each, and a click where wrong ones lie before it. */
function stops(offers: readonly NewOffer[], isWrong: (offer: NewOffer) => boolean): number {
  const right = offers.filter(offer => !isWrong(offer));
  return right.length + right.filter(offer => isWrongBefore(offers, offer, isWrong)).length * placing;
}

function isWrongBefore(offers: readonly NewOffer[], offer: NewOffer, isWrong: (offer: NewOffer) => boolean): boolean {
  const before = offers[offers.indexOf(offer) - 1];
  return before !== undefined && isWrong(before);
}

/**
 * What taking wrong marks away costs (`seedmark.untag` takes those in every selection): a selection, with Alt from the second on,
 * for each row of them that no right mark parts, and one key.
 */
function mending(wrong: readonly Stretch[], right: readonly Stretch[]): number {
  if (wrong.length === 0) return 0;
  const marks = [...wrong.map(({ span }) => ({ span, isWrong: true })), ...right.map(({ span }) => ({ span, isWrong: false }))];
  marks.sort((one, other) => one.span.start - other.span.start);
  return placing * marks.filter(({ isWrong }, at) => isWrong && marks[at - 1]?.isWrong !== true).length + 1;
}

/**
 * From name to name. Each that is right takes a key: Shift+A (`seedmark.acceptAllSuggestions`) for all its places, where that
 * costs less than Enter at each, what is wrong among them mended. Both leave the caret at the next name; wrong ones on the way
 * are passed over together by a click on the next right one.
 */
function walk({ text, tagged }: Desk, sure: readonly KnownOffer[], right: readonly KnownOffer[]): number {
  const done = new Set<KnownOffer>();
  let actions = 0;
  let passed = false;
  for (const offer of sure) {
    if (done.has(offer)) continue;
    if (!right.includes(offer)) {
      passed = true;
      continue;
    }
    actions += passed ? placing + 1 : 1;
    passed = false;
    const same = sure.filter(each => !done.has(each) && text.slice(each.span.start, each.span.end) === text.slice(offer.span.start, offer.span.end));
    const strays = same.filter(each => !right.includes(each));
    const mends = mending(strays, [...right.filter(each => done.has(each) || same.includes(each)), ...tagged]);
    const together = mends < same.length - strays.length - 1;
    actions += together ? mends : 0;
    for (const each of together ? same : [offer]) done.add(each);
  }
  return actions;
}

function goldAt({ gold, tagged }: Desk, { start, end }: Span): GoldName | undefined {
  const found = gold.find(({ span }) => span.start === start && span.end === end);
  return found !== undefined && tagged.some(({ span }) => span.start === start) ? undefined : found;
}
