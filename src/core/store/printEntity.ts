import type { Entity } from '../model';
import type { Lines } from '../yaml/insert';
import { printFlowList, printFlowMap, printPair, printString } from '../yaml/print';

/** An entity as lines, what it does not have left out. */
export function printEntity(entity: Entity): Lines {
  return [printPair(entity.id, '', 'block'), ...pairsOf(entity, 'block').map((pair) => `  ${pair}`)];
}

/** As `printEntity`, for a file within braces. */
export function printEntityInBrackets(entity: Entity): Lines {
  return [printPair(entity.id, printFlowMap(pairsOf(entity, 'flow')), 'flow')];
}

function pairsOf({ name, type, aliases, never = [], distinct = [], description, links }: Entity, place: 'block' | 'flow'): readonly string[] {
  const pairs = [printPair('name', printString(name, place), place), printPair('type', printString(type, place), place)];
  if (aliases.length > 0) pairs.push(`aliases: ${printFlowList(aliases.map((alias) => printString(alias, 'flow')))}`);
  if (never.length > 0) pairs.push(`never: ${printFlowList(never.map((alias) => printString(alias, 'flow')))}`);
  if (distinct.length > 0) pairs.push(`distinct: ${printFlowList(distinct.map((id) => printString(id, 'flow')))}`);
  if (description !== '') pairs.push(`description: ${printString(description, place)}`);
  if (links.size > 0) pairs.push(`links: ${printFlowMap([...links].map(([key, value]) => printPair(key, printString(value, 'flow'), 'flow')))}`);
  return pairs;
}
