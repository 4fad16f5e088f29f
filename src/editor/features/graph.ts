import * as vscode from 'vscode';
import { articleKey, entityKey } from '../../core/graph/graph';
import { fieldsOf, pictureFormats } from '../../core/graph/messages';
import { views, type Question } from '../../core/graph/question';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { GraphPanel } from '../graph/graphPanel';
import type { Session } from '../session';
import { articleIn, corpusIn, entityIn } from '../window/commandArguments';
import { tell } from '../window/report';

const viewType = 'seedmark.graph';

/**
 * `seedmark.graph`: the graph and the timeline of a corpus. An entity or an article as argument is where the keys begin; `view` says what is
 * drawn, `only` narrows it to what is with the entity, `save` writes the picture to that address.
 */
export function registerGraph(session: Session): vscode.Disposable {
  const panels = new Map<Corpus, GraphPanel>();
  const adopt = (corpus: Corpus, panel: vscode.WebviewPanel, wanted: Partial<Question> | undefined): GraphPanel => {
    const graph = new GraphPanel(session, corpus, panel, wanted);
    panels.set(corpus, graph);
    panel.onDidDispose(() => {
      graph.dispose();
      panels.delete(corpus);
    });
    return graph;
  };
  return together(
    { dispose: () => { for (const graph of panels.values()) graph.dispose(); } },
    vscode.commands.registerCommand('seedmark.graph', async (argument?: unknown) => {
      const corpus = await corpusFor(session, argument);
      if (corpus === undefined) return tell(vscode.l10n.t('Open an article of a corpus first.'));
      const graph = panels.get(corpus) ?? adopt(corpus, vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Active), {});
      graph.show(wantedIn(argument), keyIn(argument));
      await save(graph, fieldsOf(argument)['save']);
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const corpus = corpusIn({ corpus: fieldsOf(state)['corpus'] }, await session.corpora());
        if (corpus === undefined || panels.has(corpus)) panel.dispose();
        else adopt(corpus, panel, undefined);
      },
    }),
  );
}

async function corpusFor(session: Session, argument: unknown): Promise<Corpus | undefined> {
  const editor = vscode.window.activeTextEditor;
  const corpora = await session.corpora();
  return corpusIn(argument, corpora) ?? (editor && await session.corpusOf(editor.document.uri)) ?? corpora[0];
}

/** What an argument says of the picture; nothing of what it does not. */
function wantedIn(argument: unknown): Partial<Question> {
  const fields = fieldsOf(argument);
  const said = views.find(view => view === fields['view']);
  const entity = entityIn(argument);
  // An article is no node of a graph of entities.
  const view = said ?? (articleIn(argument) === undefined || entity !== undefined ? undefined : 'articles');
  return { ...view !== undefined && { view }, ...fields['only'] === true && entity !== undefined && { entities: [entity] } };
}

function keyIn(argument: unknown): string | undefined {
  const [entity, article] = [entityIn(argument), articleIn(argument)];
  if (entity !== undefined) return entityKey(entity);
  return article === undefined ? undefined : articleKey(article);
}

/** Saves where a command says so: the ending of the address says how. */
async function save(graph: GraphPanel, address: unknown): Promise<void> {
  if (typeof address !== 'string') return;
  const uri = vscode.Uri.parse(address);
  const format = pictureFormats.find(each => uri.path.endsWith(`.${each}`));
  if (format === undefined) return tell(vscode.l10n.t('A picture can be saved as .svg or .png.'));
  await graph.save(uri, format);
}
