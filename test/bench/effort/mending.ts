import type { Span } from '../../../src/core/model';
import { leftWithout, mentionsMeant } from '../../../src/core/offers/mending';
import type { Desk } from './desk';
import { rowsOf, stretchOf } from './rows';

/** What is wrong is selected, a stretch at a time that holds no right mark; Backspace. */
export function untagWrong(desk: Desk): void {
  const selections = wrongSelections(desk);
  desk.act('pointing', 'wrong suggestion', selections.length);
  desk.act('key', 'wrong suggestion', Math.min(selections.length, 1));
  const taken = mentionsMeant(desk.tagged, selections);
  for (const id of leftWithout(taken, entity => desk.world.mentionCount(entity))) desk.world.drop(id);
  desk.untag(taken);
}

/** What that will cost. */
export function mendingCost(desk: Desk): number {
  const { length } = wrongSelections(desk);
  return length + Math.min(length, 1);
}

/** Stretches that hold wrong marks only; a wrong one alone, where a right one stands within it. */
function wrongSelections(desk: Desk): readonly Span[] {
  const wrong = new Set(desk.wrong());
  const marks = [...desk.tagged].sort((one, other) => one.span.start - other.span.start);
  const areWrong = (selection: Span): boolean => mentionsMeant(marks, [selection]).every(mark => wrong.has(mark));
  return rowsOf(marks, mark => wrong.has(mark) ? 'in' : 'out').flatMap(row => areWrong(stretchOf(row)) ? [stretchOf(row)] : row.map(({ span }) => span));
}
