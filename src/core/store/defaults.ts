import type { Color, EntityType, Marks, Relation } from '../model';

/** Which files hold articles where `corpus.yaml` does not say. */
export const defaultArticles: readonly string[] = ['**/*.seed', '**/*.seeds', '**/[0-9][0-9][0-9]_*.txt'];
export const defaultExclude: readonly string[] = ['**/node_modules/**', '**/.git/**', 'annotations/**'];

export const defaultTypes: readonly EntityType[] = [
  type('person', 'Person', 'blue', 'person', 'p'),
  type('organization', 'Organization', 'orange', 'organization', 'o'),
  type('place', 'Place', 'green', 'location', 'l'),
  type('product', 'Product', 'purple', 'package', 'r'),
  type('event', 'Event', 'red', 'calendar', 'e'),
  type('topic', 'Topic', 'teal', 'comment', 't', 'passages'),
];

export const defaultRelations: readonly Relation[] = [
  relation('same-event', 'same event'),
  relation('follows-up', 'follows up', 'followed up by'),
  relation('background-of', 'background of', 'has background'),
  relation('contradicts', 'contradicts'),
  relation('corrects', 'corrects', 'corrected by'),
  relation('quotes', 'quotes', 'quoted by'),
  relation('source-of', 'source of', 'has source'),
  relation('translation-of', 'translation of'),
];

function type(id: string, label: string, color: Color, icon: string, key: string, marks: Marks = 'names'): EntityType {
  return { id, label, color, icon, key, marks };
}

function relation(id: string, label: string, inverse = label): Relation {
  return { id, label, inverse };
}
