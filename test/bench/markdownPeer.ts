import { existsSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService, githubSlugifier, LogLevel, type IWorkspace } from 'vscode-markdown-languageservice';
import { URI } from 'vscode-uri';
import type { NodeSource } from './nodeSource';
import { forEachOf } from './nodeSource';

/** The workspace index of VS Code's own Markdown extension over the same texts: headings and links of every file. */
export async function indexAsMarkdown(source: NodeSource, paths: readonly string[], atOnce: number): Promise<number> {
  const documents = new Map<string, TextDocument>();
  await forEachOf(paths, atOnce, async name => {
    const uri = URI.file(path.join(source.root, name));
    documents.set(uri.toString(), TextDocument.create(uri.toString(), 'markdown', 1, await source.read(name) ?? ''));
  });
  const markdown = new MarkdownIt();
  const listeners = new Set<(changed: never) => void>(); // nothing changes, so nobody calls them
  const event = (listener: (changed: never) => void): { dispose: () => void } => {
    listeners.add(listener);
    return { dispose: () => { listeners.delete(listener); } };
  };
  const workspace: IWorkspace = {
    workspaceFolders: [URI.file(source.root)],
    onDidChangeMarkdownDocument: event, onDidCreateMarkdownDocument: event, onDidDeleteMarkdownDocument: event,
    getAllMarkdownDocuments: async () => Promise.resolve(documents.values()),
    hasMarkdownDocument: resource => documents.has(resource.toString()),
    openMarkdownDocument: async resource => Promise.resolve(documents.get(resource.toString())),
    stat: async resource => Promise.resolve(existsSync(resource.fsPath) ? { isDirectory: false } : undefined),
    readDirectory: async () => Promise.resolve([]),
  };
  const service = createLanguageService({
    workspace, logger: { level: LogLevel.Off, log: () => undefined },
    parser: { slugifier: githubSlugifier, tokenize: async document => Promise.resolve(markdown.parse(document.getText(), {})) },
  });
  const token = { isCancellationRequested: false, onCancellationRequested: event };
  const symbols = await service.getWorkspaceSymbols('', token);
  const first = URI.parse([...documents.keys()][0] ?? '');
  const references = await service.getFileReferences(first, token);
  service.dispose();
  return symbols.length + references.length;
}
