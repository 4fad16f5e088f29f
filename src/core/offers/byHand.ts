import type { EntityType, Span } from '../model';
import { innerName } from '../names/innerName';
import type { KnownNames } from '../names/nameAt';
import { nameOn } from '../names/newNames';
import { typeFor, type Choice, type Offer } from './offer';
import type { Knowledge } from './offers';

/** What is known of names, for what someone selects. */
type Known = Pick<Knowledge, 'names' | 'parts'>;

/** No name has more words. */
const mostWords = 8;

/**
 * What a stretch that nothing is offered for most likely is: the entity that bears just this name, or whose name it only says
 * something about ("European airframer Airbus"); else a new one. Undefined for what is too long to be a name.
 */
export function offerByHand(text: string, article: Span, span: Span, known: Known): Offer | undefined {
  const words = text.slice(span.start, span.end).split(/\s/u);
  if (words.length > mostWords || words.includes('')) return undefined;
  const entities = bearers(text.slice(span.start, span.end), known.names);
  if (entities.length > 0) return { kind: 'known', span, entities, reason: { code: entities.length > 1 ? 'undecided' : 'only' } };
  return { kind: 'new', span, candidate: nameOn(text, article, span, known.parts) };
}

/** The type of what nobody has catalogued: a name's form and company tell it; words that have letters, but no capital, rather tell of a topic. */
export function likelyType(text: string, article: Span, span: Span, known: Known, types: readonly EntityType[]): string | undefined {
  const quote = text.slice(span.start, span.end);
  const isPlain = quote === quote.toLowerCase() && quote !== quote.toUpperCase();
  return isPlain ? types.find(({ marks }) => marks === 'passages')?.id : typeFor(nameOn(text, article, span, known.parts).type, types);
}

/** What a name is for someone who says only its type: the entity of that type that it most likely calls, or else a new one. */
export function choiceOfType(name: string, type: EntityType['id'], known: Known, typeOf: (entity: string) => string | undefined): Choice {
  const sure = known.parts.guess(name).filter(({ reason }) => reason === 'same-but-suffix').map(({ entity }) => entity);
  const entity = [...bearers(name, known.names), ...sure].find(id => typeOf(id) === type);
  return entity === undefined ? { kind: 'new', name, type } : { kind: 'known', entity };
}

/** The entities that bear a name, else those that bear what it only says something about. */
function bearers(name: string, names: KnownNames): readonly string[] {
  const whole = names.find(name, { start: 0, end: name.length }).find(({ span }) => span.start === 0 && span.end === name.length);
  return whole?.entities ?? innerName(name, names)?.entities ?? [];
}
