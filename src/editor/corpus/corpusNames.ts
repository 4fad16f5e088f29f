import * as vscode from 'vscode';
import type { CorpusIndex } from '../../core/corpus/corpusIndex';
import { EntityNames } from '../../core/entities/entityNames';
import type { Hyphens } from '../../core/names/edges';
import type { Gazetteer } from '../../core/names/gazetteer';
import type { Knowledge } from '../../core/offers/offers';
import type { PickerIndex } from '../../core/picker/rank';
import { Rests, turn } from '../time/rests';
import type { CorpusHabits } from './corpusHabits';
import { nodeUnits } from './nodeUnits';

/** Of how many entities the names are taken in before the time is looked at. */
const namesAtOnce = 50;

/** By what names texts and people call the entities of a corpus, as its index and the settings stand now. */
export class CorpusNames implements vscode.Disposable {
  /** Which names are found depends on how words with hyphens are taken. */
  #known: { readonly hyphens: Hyphens; readonly names: EntityNames } | undefined;
  #disposed = false;

  constructor(private readonly index: CorpusIndex, private readonly habits: CorpusHabits, private readonly root: vscode.Uri) {}

  /** Whether a hyphen parts names, as the settings for this folder say. */
  get hyphens(): Hyphens {
    const inside = vscode.workspace.getConfiguration('seedmark.suggestions', this.root).get<boolean>('insideHyphens', true);
    return inside ? 'part' : 'join';
  }

  /** Changes with every change of the names. */
  get version(): string {
    return `${this.hyphens} ${this.#now.version()}`;
  }

  /** The names and aliases of all entities, but for those never to be offered, as a text is searched for them. */
  gazetteer(): Gazetteer {
    return this.#now.gazetteer();
  }

  /** All that is known of names, as of now, for what an article offers to be tagged. */
  knowledge(): Knowledge {
    return { ...this.#now.knowledge(), habits: this.habits.now() };
  }

  /** The entities, as a person looks for them. */
  picker(): PickerIndex {
    return this.#now.picker();
  }

  /** Makes ready, without holding up others, what `gazetteer` and `knowledge`, or `picker`, would otherwise do at once when they are asked. */
  async prepare(what: 'names' | 'picker'): Promise<void> {
    // The tables that they are put into are made on first need, which takes a while: so by itself, and none are taken at first.
    if (this.#known === undefined) await turn();
    const rests = new Rests();
    for (let most = 0; !this.#disposed && this.#now.prepare(what, most); most = namesAtOnce) await rests.next();
  }

  dispose(): void {
    this.#disposed = true;
  }

  get #now(): EntityNames {
    const { hyphens } = this;
    if (this.#known?.hyphens !== hyphens) this.#known = { hyphens, names: new EntityNames(this.index, hyphens, nodeUnits()) };
    return this.#known.names;
  }
}
