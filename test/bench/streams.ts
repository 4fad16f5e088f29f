import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formats } from '../../src/core/exchange/formats';
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
  /** Seconds of work, whatever else the machine did. */
  readonly cpu: number;
  /** The most memory that the process had, in megabytes. */
  readonly peak: number;
  readonly code: number | null;
}

/**
 * `streams [ARTICLES] [--corpus DIR] [--heap MB] [--only COMMAND] [--format FORMAT] [--json]`: what the commands of the shell need on a corpus of
 * so many made articles, or on one that is there, which is only read. `--heap` allows V8 no more than that for what it keeps. Build first.
 */
export async function streams(args: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'seedmark-streams-'));
  try {
    const given = valueOf(args, '--corpus');
    const articles = given === undefined ? Number(args.find(arg => /^\d+$/.test(arg)) ?? 20_000) : 0;
    const corpus = given ?? path.join(folder, 'corpus');
    if (given === undefined) makeCorpus(corpus, articles);
    const heap = valueOf(args, '--heap');
    const flags = heap === undefined ? [] : [`--max-old-space-size=${heap}`];
    const [only, format] = [valueOf(args, '--only'), valueOf(args, '--format')];
    const wanted = [...inspections(corpus), ...exchanges(corpus, folder, format), ...(given === undefined ? bundlings(corpus) : [])];
    for (const { words, into, isNeeded } of wanted) {
      if (only !== undefined && words[0] !== only && isNeeded !== true) continue;
      if (format !== undefined && !words.includes(format)) continue;
      const figures = run({ folder, words, articles, flags, ...(into === undefined ? {} : { into }) });
      if (args.includes('--json')) console.log(JSON.stringify(figures));
      else console.log(`${figures.command.padEnd(44)} ${String(figures.peak).padStart(5)} MB ${figures.cpu.toFixed(1).padStart(7)} s CPU ${figures.seconds.toFixed(1).padStart(7)} s  exit ${figures.code}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await Promise.resolve();
}

interface Work {
  readonly words: readonly string[];
  /** Where its standard output goes. */
  readonly into?: string;
  /** Whether others read what it writes. */
  readonly isNeeded?: boolean;
}

function inspections(corpus: string): Work[] {
  return [{ words: ['check', corpus, '--level', 'error'] }, { words: ['stats', corpus] }];
}

/** Out of the corpus in each format, into another one, and from format to format. Where a format has all in one file, that is one file here. */
function exchanges(corpus: string, folder: string, format: string | undefined): Work[] {
  return formats.filter(({ id }) => format === undefined || id === format).flatMap(({ id, read }): Work[] => {
    const single = ['doccano', 'prodigy'].includes(id) ? '.jsonl' : ['label-studio', 'spacy'].includes(id) ? '.json' : undefined;
    const out = path.join(folder, `${id}${single ?? ''}`);
    const exported: Work = single === undefined ? { words: ['export', '--to', id, corpus, '--out', out] } : { words: ['export', '--to', id, corpus, '--out', '-'], into: out };
    if (read === undefined) return [exported];
    return [
      { ...exported, isNeeded: true },
      { words: ['import', '--from', id, out, '--to', path.join(folder, `${id}-corpus`)] },
      { words: ['convert', '--from', id, '--to', id === 'prodigy' ? 'doccano' : 'prodigy', out, '--out', path.join(folder, `${id}-converted`)] },
    ];
  });
}

/** The last, for they move the articles. */
function bundlings(corpus: string): Work[] {
  const name = 'all.txt';
  return [{ words: ['bundle', corpus, '--out', name, '--move'], isNeeded: true }, { words: ['unbundle', path.join(corpus, name), '--move'] }];
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
  writeFileSync(hook, `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(path.join(folder, 'peak'))}, (({ maxRSS, userCPUTime, systemCPUTime }) => maxRSS + ' ' + (userCPUTime + systemCPUTime))(process.resourceUsage())));`);
  const started = performance.now();
  const out = openSync(into ?? path.join(folder, 'out'), 'w');
  const { status } = spawnSync(process.execPath, [...flags, '--require', hook, program, ...words], { stdio: ['ignore', out, 'ignore'] });
  closeSync(out);
  const seconds = (performance.now() - started) / 1000;
  const [kilobytes = 0, microseconds = 0] = readFileSync(path.join(folder, 'peak'), 'utf8').split(' ').map(Number);
  return { command: words.filter(word => !word.startsWith('/')).join(' '), articles, seconds, cpu: microseconds / 1e6, peak: Math.round(kilobytes / 1024), code: status };
}
