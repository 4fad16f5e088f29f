import type * as vscode from 'vscode';
import type { Corpus } from '../corpus/corpus';
import type { EntityNode } from './entityNodes';
import type { EntityTree } from './entityTree';

/** Something that is to be seen in the tree. */
interface Wanted {
  readonly corpus: Corpus;
  readonly entity: string;
  readonly options: { readonly select: boolean; readonly focus: boolean; readonly expand?: boolean };
}

/** How long after it was asked for something may still come into sight, in milliseconds: later the person is at something else. */
const patience = 5000;

/**
 * Shows entities in their tree. VS Code drops what it is told to reveal while it opens the view or draws the tree anew, and does not
 * say so: so it is told again, until the entity is selected there.
 */
export class Revealing {
  #wanted: Wanted | undefined;
  #until = 0;

  constructor(private readonly tree: EntityTree, private readonly view: vscode.TreeView<EntityNode>) {}

  /** Answers whether there is such an entity to be seen. */
  async reveal(wanted: Wanted): Promise<boolean> {
    this.#wanted = wanted;
    this.#until = performance.now() + patience;
    return this.#show(wanted);
  }

  /** Shows it once more. Answers whether it may still not be in sight. */
  async again(): Promise<boolean> {
    if (performance.now() > this.#until) this.#wanted = undefined;
    if (this.#wanted !== undefined) await this.#show(this.#wanted);
    return this.#wanted !== undefined;
  }

  /** Something is selected in the tree. */
  selected(nodes: readonly EntityNode[]): void {
    if (nodes.some(node => node.kind === 'entity' && node.corpus === this.#wanted?.corpus && node.entity.id === this.#wanted.entity)) this.#wanted = undefined;
  }

  async #show(wanted: Wanted): Promise<boolean> {
    const node = await this.tree.nodeOf(wanted.corpus, wanted.entity);
    if (node !== undefined && this.#wanted === wanted && (this.view.visible || wanted.options.focus)) await this.view.reveal(node, wanted.options);
    this.selected(this.view.selection); // it may have been before
    return node !== undefined;
  }
}
