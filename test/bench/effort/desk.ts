import type { Span } from '../../../src/core/model';
import { acceptedNames, offersMeant, quoteIn, type Sheet } from '../../../src/core/offers/acts';
import { choiceFor, nextOffer, offersFrom, ofSameName, type Offer } from '../../../src/core/offers/offer';
import { decisionsIn, type Tagged } from '../../../src/core/offers/habits';
import { newNamesIn, suggestionsIn, wholeNames } from '../../../src/core/offers/offers';
import { resolve } from '../../../src/core/offers/tagging';
import { isUndecided, takingsOf, type Taking } from '../../../src/core/offers/takings';
import { notProse } from '../../../src/core/seed/prose';
import type { SeedArticle } from '../../../src/core/seed/seedFile';
import { defaultTypes } from '../../../src/core/store/defaults';
import { isSame } from './rows';
import type { World } from './world';
import type { GoldName } from '../gold';

/** How something was done: each is one action. A click and a selection by mouse are pointing. */
export type Means = 'key' | 'pointing' | 'pick' | 'typed';

/** What made it necessary. */
export type Cause = 'known name' | 'new name' | 'new alias' | 'ambiguous' | 'wrong type' | 'wrong entity' | 'missed' | 'wrong suggestion' | 'next article';

export interface Act {
  readonly means: Means;
  readonly cause: Cause;
  readonly count: number;
}

/** What a desk was, to come back to it. */
interface State {
  readonly tagged: readonly Tagged[];
  readonly acts: readonly Act[];
  readonly caret: number;
  readonly byEnter: boolean;
  readonly world: number;
}

/** One article in annotate mode: what commands do in it, and what that costs. Every method that acts answers whether it could. */
export class Desk {
  #tagged: readonly Tagged[] = [];
  #acts: readonly Act[] = [];
  #caret = 0;
  /** Whether the last thing done was an Enter: then Shift+D does the same and goes on. */
  byEnter = false;
  #offers: readonly Offer[] | undefined;
  #ready: ReadonlySet<Offer> | undefined;

  constructor(readonly world: World, readonly id: string, readonly text: string, readonly seed: SeedArticle, readonly gold: readonly GoldName[]) {
    this.#advance();
  }

  get acts(): readonly Act[] {
    return this.#acts;
  }

  get tagged(): readonly Tagged[] {
    return this.#tagged;
  }

  get caret(): number {
    return this.#caret;
  }

  get cost(): number {
    return this.#acts.reduce((sum, { count }) => sum + count, 0);
  }

  mark(): State {
    return { tagged: this.#tagged, acts: this.#acts, caret: this.#caret, byEnter: this.byEnter, world: this.world.mark() };
  }

  rollback(to: State): void {
    this.#tagged = to.tagged;
    this.#acts = to.acts;
    this.#caret = to.caret;
    this.byEnter = to.byEnter;
    this.world.rollback(to.world);
    this.#forget();
  }

  /** What annotate mode offers now, by place. */
  offers(): readonly Offer[] {
    return this.#offers ??= this.#look();
  }

  /** The gold names that do not stand rightly yet. */
  missing(): GoldName[] {
    return this.gold.filter(gold => !this.#tagged.some(mark => this.#isRight(mark, gold)));
  }

  /** A place of each entity that was made with a wrong type. */
  mistyped(): GoldName[] {
    const found = this.gold.filter(gold => this.isMistyped(gold) && this.#tagged.some(mark => this.#isRight(mark, gold)));
    return found.filter((gold, at) => found.findIndex(({ entity }) => entity === gold.entity) === at);
  }

  /** The marks that the gold does not have. */
  wrong(): Tagged[] {
    return this.#tagged.filter(mark => !this.gold.some(gold => this.#isRight(mark, gold)));
  }

  #isRight({ span, entity }: Tagged, gold: GoldName): boolean {
    return isSame(span, gold.span) && entity === this.world.entityOf(gold);
  }

  isMistyped(gold: GoldName): boolean {
    return this.world.isMistyped(this.world.entityOf(gold) ?? '');
  }

  sheet(): Sheet {
    return { text: this.text, article: this.seed.span, skip: notProse(this.seed), offers: this.offers(), tagged: this.#tagged, knowledge: this.world.knowledge(), types: defaultTypes };
  }

  /** What is right as it is, offered or selected by hand: accepting that, with all others of these, makes gold marks. */
  ready(): ReadonlySet<Offer> {
    return this.#ready ??= this.#findReady();
  }

  #findReady(): ReadonlySet<Offer> {
    const wanted = this.missing().flatMap(({ span }) => offersMeant(this.sheet(), [span])).filter(offer => this.#goldAt(offer.span) !== undefined && !isUndecided(offer));
    const right = new Set<Span>();
    const claimed = new Set<string>();
    for (const taking of takingsOf(wanted, defaultTypes)) {
      const entity = this.#entityFor(taking);
      if (entity === undefined || (taking.choice.kind === 'new' && claimed.has(entity))) continue;
      claimed.add(entity);
      for (const span of taking.spans) if (this.#goldAt(span)?.entity === entity) right.add(span);
    }
    return new Set(wanted.filter(({ span }) => right.has(span)));
  }

  /** Whom a taking rightly means, as the gold calls it; undefined where it is wrong. */
  #entityFor({ choice, spans }: Taking): string | undefined {
    const [gold] = spans.flatMap(span => this.#goldAt(span) ?? []);
    if (choice.kind === 'known') return spans.map(span => this.#goldAt(span)).find(each => this.world.entityOf(each) === choice.entity)?.entity;
    return gold !== undefined && this.world.entityOf(gold) === undefined && gold.type === choice.type ? gold.entity : undefined;
  }

  /** Does what the commands do with takings. Which entity of the gold a new one is, is seen from where it is tagged. */
  take(takings: readonly Taking[]): boolean {
    const { world } = this;
    const taggings = takings.map(({ choice, spans }) => ({ choice, stretches: spans.map(span => ({ span })) }));
    const resolved = resolve(taggings, { entity: id => world.entity(id), marksPassages: () => false, quoteOf: ({ span }) => quoteIn(this.text, span) });
    for (const { choice, id, name, type, gains, stretches } of resolved) {
      const [gold] = stretches.flatMap(({ span }) => this.#goldAt(span) ?? []);
      const before = choice.kind === 'known' ? world.entity(id) : { gold: world.entityOf(gold) === undefined ? gold : undefined, aliases: [] };
      if (before !== undefined && (choice.kind === 'new' || gains.length > 0)) world.put({ id, name, type, gold: before.gold, aliases: [...before.aliases, ...gains] });
      for (const { span } of stretches) this.#tag(span, id);
    }
    this.#advance();
    return true;
  }

  sameName(offer: Offer): Offer[] {
    if (this.offers().includes(offer)) return ofSameName(this.offers(), this.text, offer, offer.kind === 'known' ? offer.entities[0] : undefined);
    const acceptance = acceptedNames(this.sheet(), [offer.span]);
    const places = acceptance.kind === 'one' ? acceptance.places : [offer];
    return places.map(({ span }) => [...this.ready()].find(each => isSame(each.span, span)) ?? { ...offer, span }).sort((one, other) => one.span.start - other.span.start);
  }

  causeOf(offer: Offer | undefined): Cause {
    if (offer !== undefined && !this.offers().includes(offer)) return 'missed';
    if (offer?.kind !== 'new') return 'known name';
    return offer.candidate.aliasOf.length > 0 ? 'new alias' : 'new name';
  }

  causeFor(gold: GoldName | undefined): Cause {
    const offer = gold && this.offers().find(({ span }) => isSame(span, gold.span));
    if (gold !== undefined && this.isMistyped(gold)) return 'wrong type';
    if (gold === undefined || this.#tagged.some(({ span }) => isSame(span, gold.span))) return 'wrong entity';
    if (offer === undefined) return 'missed';
    if (offer.kind === 'known') return isUndecided(offer) ? 'ambiguous' : 'wrong entity';
    const choice = choiceFor(offer, defaultTypes);
    if (this.world.entityOf(gold) !== undefined) return 'new alias';
    return choice.kind === 'known' ? 'wrong entity' : 'wrong type';
  }

  /** D, or Shift+D instead of the Enter that came last: the article is done, and the next one comes. */
  goOn(): void {
    this.act('key', 'next article', this.goingOnCost());
  }

  /** What that will cost. */
  goingOnCost(): number {
    return this.byEnter ? 0 : 1;
  }

  /** What the annotator has shown in it. */
  learn(): void {
    this.world.habits.add(decisionsIn(this.text, this.seed, this.#tagged, true));
  }

  act(means: Means, cause: Cause, count: number): void {
    if (count > 0) this.byEnter = false;
    if (count > 0) this.#acts = [...this.#acts, { means, cause, count }];
  }

  #tag(span: Span, entity: string): void {
    const name = this.text.slice(span.start, span.end);
    // What stands on exactly this stretch is changed.
    for (const mark of this.#tagged) if (isSame(mark.span, span)) this.world.disuse(mark.entity, name, this.id);
    this.#tagged = [...this.#tagged.filter(mark => !isSame(mark.span, span)), { span, entity }];
    this.world.use(entity, name, this.id);
    this.#forget();
  }

  /** Takes marks away, of entities that stay. */
  untag(marks: readonly Tagged[]): void {
    for (const { span, entity } of marks) this.world.disuse(entity, this.text.slice(span.start, span.end), this.id);
    this.#tagged = this.#tagged.filter(mark => !marks.includes(mark));
  }

  #goldAt(span: Span): GoldName | undefined {
    return this.gold.find(gold => isSame(gold.span, span));
  }

  #forget(): void {
    this.#offers = undefined;
    this.#ready = undefined;
  }

  /** The caret goes on to the next offer. */
  #advance(): void {
    this.#caret = nextOffer(this.offers(), this.#caret, 1)?.span.start ?? this.#caret;
  }

  #look(): readonly Offer[] {
    const settled = { tagged: this.#tagged, rejected: [] };
    const knowledge = this.world.knowledge();
    const whole = wholeNames(this.text, this.seed.span, suggestionsIn(this.text, this.seed, settled, knowledge));
    return offersFrom(whole, newNamesIn(this.text, this.seed, settled, whole, knowledge));
  }
}
