import type * as vscode from 'vscode';
import type { Corpus } from '../corpus/corpus';

/** How many are remembered of each corpus. */
const most = 20;

/** The entities that were used last, by their ids, kept with the workspace. */
export class RecentEntities {
  constructor(private readonly memory: vscode.Memento) {}

  /** The latest first. */
  of(corpus: Corpus): readonly string[] {
    return this.memory.get<string[]>(keyOf(corpus), []);
  }

  async add(corpus: Corpus, entity: string): Promise<void> {
    const recent = [entity, ...this.of(corpus).filter(id => id !== entity)].slice(0, most);
    await this.memory.update(keyOf(corpus), recent);
  }
}

function keyOf({ id }: Corpus): string {
  return `recent ${id}`;
}
