import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { printMention } from '../../src/core/store/sidecarFile';
import { MadeArticles } from './madeArticles';

const program = path.resolve(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** How many names an article mentions, and how many entities there are. */
const mentionsEach = 12;
const entityCount = 3000;

interface Figures {
  readonly command: string;
  /** How many were made; 0 for a corpus that was there. */
  readonly articles: number;
  readonly seconds: number;
  /** The most memory that the process had, in megabytes. */
  readonly peak: number;
  readonly code: number | null;
}

/**
 * `streams [ARTICLES] [--corpus DIR] [--heap MB] [--only COMMAND] [--json]`: what the commands of the shell need on a corpus of so many made
 * articles, or on one that is there, which is only read. `--heap` allows V8 no more than that for what it keeps. Build first.
 */
export async function streams(args: readonly string[]): Promise<void> {
  const articles = Number(args.find(arg => /^\d+$/.test(arg)) ?? 20_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'seedmark-streams-'));
  try {
    const given = valueOf(args, '--corpus');
    const corpus = given ?? path.join(folder, 'corpus');
    if (given === undefined) makeCorpus(corpus, articles);
    const [brat, lines, again] = [path.join(folder, 'brat'), path.join(folder, 'doccano'), path.join(folder, 'again')];
    const commands = [
      ['check', corpus, '--level', 'error'], ['stats', corpus], ['export', '--to', 'doccano', corpus, '--out', '-'], ['export', '--to', 'graphml', corpus, '--out', '-'],
      ['export', '--to', 'brat', corpus, '--out', brat], ['import', '--from', 'brat', brat, '--to', again], ['convert', '--from', 'brat', '--to', 'w3c', brat, '--out', path.join(folder, 'w3c')],
    ];
    const heap = valueOf(args, '--heap');
    const flags = heap === undefined ? [] : [`--max-old-space-size=${heap}`];
    const only = valueOf(args, '--only');
    const more = [
      ['import', '--from', 'doccano', `${lines}.jsonl`, '--to', path.join(folder, 'third')],
      ['convert', '--from', 'doccano', '--to', 'prodigy', `${lines}.jsonl`, '--out', path.join(folder, 'prodigy')],
    ];
    const wanted = [...commands, ...more].filter(([name]) => only === undefined || name === only);
    const figures = wanted.map(words => run({ folder, words, articles: given === undefined ? articles : 0, flags, ...(words.includes('--out') && words.includes('doccano') ? { into: lines } : {}) }));
    if (args.includes('--json')) console.log(JSON.stringify(figures, null, 2));
    else for (const { command, seconds, peak, code } of figures) console.log(`${command.padEnd(32)} ${String(peak).padStart(5)} MB ${seconds.toFixed(1).padStart(7)} s  exit ${code}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await Promise.resolve();
}

/** Articles of 3.3 kB with names in them, each with its sidecar. */
function makeCorpus(root: string, count: number): void {
  const made = new MadeArticles(7);
  const names = Array.from({ length: entityCount }, (_, index) => `Entity ${index}`);
  mkdirSync(path.join(root, 'annotations'), { recursive: true });
  writeFileSync(path.join(root, 'corpus.yaml'), 'articles: ["*.txt"]\n');
  writeFileSync(path.join(root, 'entities.yaml'), names.map((name, index) => `entity-${index}:\n  name: ${name}\n  type: organization\n`).join('\n'));
  for (let number = 0; number < count; number++) {
    const id = `${String(number % 1000).padStart(3, '0')}_${number}`;
    const { text, marks } = withNames(made, names, number);
    writeFileSync(path.join(root, `${id}.txt`), text);
    writeFileSync(path.join(root, 'annotations', `${id}.yaml`), `article: ${id}\nmentions:\n${marks.map(mark => `  - ${mark}\n`).join('')}`);
  }
}

function withNames(made: MadeArticles, names: readonly string[], number: number): { readonly text: string; readonly marks: readonly string[] } {
  const sentences = made.article(number).split('. ');
  const marks: string[] = [];
  let text = '';
  for (const [index, sentence] of sentences.entries()) {
    if (index < mentionsEach) {
      const which = Math.floor(made.random() * names.length);
      const [quote, start] = [names[which] ?? '', text.length];
      const anchor = { at: [start, start + quote.length] as const, quote, before: text.slice(-16), after: ` ${sentence.slice(0, 15)}` };
      marks.push(printMention({ id: `m${String(index).padStart(5, '0')}`, entity: `entity-${which}`, anchor }));
      text += `${quote} `;
    }
    text += `${sentence}. `;
  }
  return { text, marks };
}

interface Run {
  readonly folder: string;
  readonly words: readonly string[];
  readonly articles: number;
  readonly flags: readonly string[];
  readonly into?: string;
}

function valueOf(args: readonly string[], option: string): string | undefined {
  const at = args.indexOf(option);
  return at < 0 ? undefined : args[at + 1];
}

function run({ folder, words, articles, flags, into }: Run): Figures {
  const hook = path.join(folder, 'peak.cjs');
  writeFileSync(hook, `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(path.join(folder, 'peak'))}, String(process.resourceUsage().maxRSS)));`);
  const started = performance.now();
  const out = openSync(into === undefined ? path.join(folder, 'out') : `${into}.jsonl`, 'w');
  const { status } = spawnSync(process.execPath, [...flags, '--require', hook, program, ...words], { stdio: ['ignore', out, 'ignore'] });
  closeSync(out);
  const seconds = (performance.now() - started) / 1000;
  const peak = Math.round(Number(readFileSync(path.join(folder, 'peak'), 'utf8')) / 1024);
  return { command: words.filter(word => !word.startsWith('/')).join(' '), articles, seconds, peak, code: status };
}
