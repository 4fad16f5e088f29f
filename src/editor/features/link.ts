import * as vscode from 'vscode';
import type { LinkTarget } from '../../core/model';
import { locate, locationOf } from '../article/locate';
import { firstWords, passageAt, targetAt, targetOf, type PassageArgument } from '../article/passage';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { makeLink } from '../links/linking';
import { articleUris, findLink, retargetIntent, type LinkArgument } from '../links/links';
import type { Session } from '../session';
import { report, tell } from '../window/report';
import { showPlace } from '../window/show';

/** What a key binding or a script may give, so that nothing is asked that is known. */
interface LinkArguments {
  /** The id of a relation. */
  readonly relation?: string;
  /** The first passage, instead of the one in the editor. */
  readonly from?: PassageArgument;
  /** The second passage: then the first one does not wait. */
  readonly to?: PassageArgument;
  readonly note?: string;
}

/** The first end of a link that waits for the second. Plain data: it outlives the window. */
interface WaitingEnd {
  readonly corpus: string;
  readonly end: LinkTarget;
  /** A link that is there already, and is to go to another passage. */
  readonly mends?: { readonly path: string; readonly link: string };
}

const memoryKey = 'waitingEnd';

/** `seedmark.link`: marks a passage; called again on another one, links the two. */
export function registerLink(session: Session): vscode.Disposable {
  const linking = new Linking(session);
  return together(
    linking,
    vscode.commands.registerCommand('seedmark.link', (args?: LinkArguments) => linking.link(args ?? {})),
    vscode.commands.registerCommand('seedmark.cancelLink', () => linking.cancel()),
    vscode.commands.registerCommand('seedmark.relink', (link: LinkArgument) => linking.mend(link)),
  );
}

class Linking implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('seedmark.link', vscode.StatusBarAlignment.Left);

  constructor(private readonly session: Session) {
    this.#item.name = vscode.l10n.t('Seedmark: Link');
    this.#item.command = 'seedmark.cancelLink';
    this.#show();
  }

  dispose(): void {
    this.#item.dispose();
  }

  async link(args: LinkArguments): Promise<void> {
    const here = await this.#here(args.from);
    if (here === undefined) return;
    if (args.to !== undefined) return this.#linkTo(here, args, args.to);
    const waiting = this.#waiting;
    if (waiting === undefined) return this.#wait({ corpus: here.corpus.id, end: here.end });
    if (waiting.corpus !== here.corpus.id) return tell(vscode.l10n.t('Both passages of a link must be in one corpus.'));
    if (isSame(waiting.end, here.end)) return this.cancel();
    if (waiting.mends !== undefined) return this.#retarget(here.corpus, waiting, here.end);
    const outcome = await makeLink(this.session, here.corpus, waiting.end, here.end, args);
    if (outcome !== 'nothing') await this.#wait(undefined);
  }

  async cancel(): Promise<void> {
    await this.#wait(undefined);
  }

  /** Lets a link that goes nowhere wait for another far end. */
  async mend(link: LinkArgument): Promise<void> {
    const ref = 'ref' in link ? link.ref : link;
    const found = await findLink(this.session, { ...ref, end: 'from' });
    if (found === undefined) return tell(vscode.l10n.t('This link is gone.'));
    const { corpus, mark } = found;
    const end: LinkTarget = { article: mark.home, anchor: mark.link.from };
    await this.#wait({ corpus: ref.corpus, end, mends: { path: mark.path, link: mark.link.id } });
    const article = await locate(this.session, corpus, mark.home);
    if (article !== undefined) await showPlace(locationOf(article, mark.key));
  }

  get #waiting(): WaitingEnd | undefined {
    return this.session.memory.get<WaitingEnd>(memoryKey);
  }

  async #wait(waiting: WaitingEnd | undefined): Promise<void> {
    await this.session.memory.update(memoryKey, waiting);
    this.#show();
  }

  #show(): void {
    const waiting = this.#waiting;
    void vscode.commands.executeCommand('setContext', 'seedmark.linkWaiting', waiting !== undefined);
    if (waiting === undefined) return this.#item.hide();
    const { article, anchor } = waiting.end;
    this.#item.text = `$(link) ${vscode.l10n.t('Link from “{0}”', firstWords(anchor.quote, 30))}`;
    this.#item.tooltip = [
      firstWords(anchor.quote, 300), article, '',
      vscode.l10n.t('Run “Link” on the other passage to link the two. Click to forget this one.'),
    ].join('\n');
    this.#item.show();
  }

  /** The passage that is meant now, with its corpus; says why when there is none. */
  async #here(given: PassageArgument | undefined): Promise<{ readonly corpus: Corpus; readonly end: LinkTarget } | undefined> {
    const editor = vscode.window.activeTextEditor;
    const file = editor && await this.session.open(editor.document);
    const passage = given === undefined && editor !== undefined && file !== undefined ? passageAt(file, editor.selection) : undefined;
    if (passage !== undefined) return { corpus: passage.file.corpus, end: targetAt(passage) };
    const corpus = file?.corpus ?? (await this.session.corpora())[0];
    await corpus?.ready();
    const end = given && corpus && await targetOf(this.session, corpus, given);
    if (corpus !== undefined && end !== undefined) return { corpus, end };
    tell(given === undefined ? vscode.l10n.t('There is no passage under the caret: stand in a sentence, or select what is to be linked.') : notFound(given));
    return undefined;
  }

  async #linkTo({ corpus, end }: { readonly corpus: Corpus; readonly end: LinkTarget }, args: LinkArguments, to: PassageArgument): Promise<void> {
    const far = await targetOf(this.session, corpus, to);
    if (far === undefined) return tell(notFound(to));
    await makeLink(this.session, corpus, end, far, args);
  }

  async #retarget(corpus: Corpus, { end, mends }: WaitingEnd, target: LinkTarget): Promise<void> {
    if (mends === undefined) return;
    const label = vscode.l10n.t('link “{0}” to another passage', firstWords(end.anchor.quote, 40));
    const outcome = await this.session.do(corpus, label, articleUris(corpus, end.article, target.article), [retargetIntent(mends.path, mends.link, target)]);
    if (report(this.session, outcome)) await this.#wait(undefined);
  }
}

function isSame(a: LinkTarget, b: LinkTarget): boolean {
  return a.article === b.article && a.anchor.at[0] === b.anchor.at[0] && a.anchor.quote === b.anchor.quote;
}

function notFound({ article }: PassageArgument): string {
  return vscode.l10n.t('There is no such passage in {0}.', article);
}
