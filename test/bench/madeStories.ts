import { writeCorpus } from './generate';
import { capitalised, names, prose, random, word } from './generated';
import type { Row } from './part';

const types = ['person', 'organization', 'place', 'product', 'event', 'topic'];
const sections = ['Business', 'Technology', 'Markets', 'City', 'World', ''];
const relations = ['same-event', 'follows-up', 'background-of', 'contradicts'];

/** An article before it is written down: what it is about, and what it links to. */
interface Story {
  readonly id: string;
  readonly date: string;
  readonly section: string;
  readonly entities: readonly number[];
  readonly links: readonly string[];
}

/**
 * The files of a corpus that is always the same, by their paths: articles come in subjects, each with entities of its own and a time when it was
 * in the news; a few entities are in the news always. About two entities for five articles.
 */
export function madeStories(articles: number, seed = 1): Map<string, string> {
  const entities = Math.max(12, Math.round(articles * 0.4));
  const known = names(entities, seed);
  const files = new Map([['entities.yaml', known.map((name, at) => `e${at}:\n  name: ${name}\n  type: ${types[at % types.length] ?? ''}\n`).join('')]]);
  const texts = Array.from({ length: 20 }, (_, at) => prose(400, known.slice(0, 40), at));
  const next = random(seed);
  for (const [at, story] of stories(articles, entities, next).entries()) {
    const title = Array.from({ length: 5 }, () => word(next)).join(' ');
    files.set(`${story.id}.seed`, [`## Title: ${capitalised(title)}`, `## Date: ${story.date}`, `## Section: ${story.section}`, '', texts[at % texts.length] ?? '', ''].join('\n'));
    files.set(`annotations/${story.id}.yaml`, sidecar(story));
  }
  return files;
}

/** Writes a made corpus into a folder: `npm run bench -- made-stories FOLDER [ARTICLES]`. */
export async function writeMadeStories([folder, count = '5000']: readonly string[]): Promise<readonly Row[]> {
  if (folder === undefined) throw new Error('which folder?');
  const articles = Number(count);
  return [await writeCorpus({ articles, files: () => Array.from(madeStories(articles), ([path, text]) => ({ path, text })) }, folder)];
}

function stories(articles: number, entities: number, next: () => number): Story[] {
  const subjects = Math.max(2, Math.round(articles / 120));
  const latest: string[][] = Array.from({ length: subjects }, () => []);
  const always = Math.min(12, Math.floor(entities / 6));
  return Array.from({ length: articles }, (_, at) => {
    const subject = Math.floor(next() ** 1.5 * subjects);
    const own = (): number => always + ((subject + Math.floor(next() ** 2.5 * entities / subjects) * subjects) % (entities - always));
    const mentioned = new Set(Array.from({ length: 4 + Math.floor(next() * 7) }, own));
    if (next() < 0.5) mentioned.add(Math.floor(next() ** 2 * always));
    if (next() < 0.15) mentioned.add(Math.floor(next() * entities));
    const before = latest[subject] ?? [];
    const links = next() < 0.2 ? before.slice(-1) : [];
    const id = `${String(at).padStart(6, '0')}_made`;
    before.push(id);
    return { id, date: dateIn(subject / subjects, next), section: sections[subject % sections.length] ?? '', entities: [...mentioned], links };
  });
}

/** A subject is in the news for about two of the years from 2014 on. */
function dateIn(subject: number, next: () => number): string {
  const days = Math.floor((subject * 8 + (next() + next()) * 1.2) * 365);
  return new Date(Date.UTC(2014, 0, 1 + days)).toISOString().slice(0, 10);
}

function sidecar({ id, entities, links }: Story): string {
  const anchor = 'at: [0, 1], quote: "x", before: "", after: ""';
  const mentions = entities.map((entity, at) => `  - { id: m${String(at).padStart(5, '0')}, entity: e${entity}, ${anchor} }`);
  const linked = links.map((to, at) => `  - { id: l${String(at).padStart(5, '0')}, relation: ${relations[to.length % relations.length] ?? ''}, from: { ${anchor} }, to: { article: ${to}, ${anchor} } }`);
  return [`article: ${id}`, 'text: ""', 'mentions:', ...mentions, ...linked.length > 0 ? ['links:', ...linked] : [], ''].join('\n');
}
