import type { ToPage } from '../core/graph/messages';
import { firstQuestion, type Question } from '../core/graph/question';
import { readKey } from '../core/graph/graph';
import { Card } from './card';
import { Controls } from './controls';
import { countsIn, emptyWords } from './counts';
import type { Drawing } from './drawing';
import { element } from './element';
import { GraphDrawing } from './graphDrawing';
import { placesOf, type Host, type PageState } from './host';
import { readKeys } from './keys';
import { Legend } from './legend';
import { readGestures } from './gestures';
import { Stage } from './stage';
import { onThemeChange } from './theme';
import { TimelineDrawing } from './timelineDrawing';
import { Words } from './words';

type Shown = Extract<ToPage, { kind: 'show' }>;

/** The whole page: controls, picture, card, and a line that says how much is shown. */
export class Page {
  readonly #canvas = element('canvas', { attributes: { tabindex: '0', role: 'application' } });
  readonly #card = new Card();
  readonly #empty = element('p', { class: 'empty', attributes: { hidden: '' } });
  readonly #counts = element('span', { class: 'counts', attributes: { role: 'status' } });
  readonly #hint = element('span', { class: 'hint' });
  readonly #live = element('div', { class: 'live', attributes: { 'aria-live': 'polite' } });
  readonly #stage = new Stage(this.#canvas, { lit: () => this.#lit(), settled: () => this.#remember() });
  #words = new Words({}, 'en');
  #legend = new Legend([], this.#words);
  #controls: Controls | undefined;
  #shown: Shown | undefined;
  #found = '';
  #remembering: ReturnType<typeof setTimeout> | undefined;
  #awaited: PageState | undefined;
  #wanted: string | undefined;

  constructor(private readonly host: Host) {
    this.#awaited = host.remembered();
    document.body.append(
      element('main', {}, this.#canvas, this.#card.root, this.#empty),
      element('footer', {}, this.#counts, this.#hint),
      this.#live,
    );
    this.#listen();
    host.say({ kind: 'ask', question: this.#awaited?.question ?? firstQuestion });
  }

  #listen(): void {
    const stage = this.#stage;
    this.host.listen(message => this.#told(message));
    onThemeChange(() => stage.themeChanged());
    readGestures(this.#canvas, {
      hover: at => stage.hover(at),
      click: at => this.#click(stage.at(at)),
      drag: by => stage.pan(by),
      zoom: (factor, at) => stage.zoom(factor, at),
      wheel: (by, at, isFine) => {
        if (isFine) stage.zoom(Math.exp(-by.y * 0.01), at);
        else if (stage.drawing?.scrolls(stage.size) === true) stage.pan({ x: -by.x, y: -by.y });
        else stage.zoom(Math.exp(-by.y * 0.0015), at);
      },
    });
    readKeys(this.#canvas, stage, {
      open: go => this.#open(go),
      find: () => this.#controls?.focusFind(),
      nextMatch: () => this.#goToMatch(),
      only: () => this.#only(),
      escape: () => this.#escape(),
    });
    document.addEventListener('keydown', event => {
      if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      this.#controls?.focusFind();
    });
  }

  #told(message: ToPage): void {
    switch (message.kind) {
      case 'show': return this.#show(message);
      case 'open': return this.#stage.setOpen(message.keys);
      case 'select': return this.#select(message.key);
      case 'draw': {
        if (this.#shown === undefined) return;
        const data = this.#stage.save(message.format, this.#shown.picture, this.#legend);
        return this.host.say({ kind: 'picture', format: message.format, data });
      }
    }
  }

  #show(shown: Shown): void {
    const before = this.#shown;
    const remembered = this.#awaited?.corpus === shown.corpus ? this.#awaited : undefined;
    this.#awaited = undefined;
    this.#shown = shown;
    this.#words = new Words(shown.words, shown.language);
    this.#legend = new Legend(shown.types, this.#words);
    const drawing = this.#drawingFor(shown, before, remembered);
    const isSame = before?.question.view === shown.question.view && before.question.lanes === shown.question.lanes;
    this.#stage.show(drawing, remembered?.camera);
    if (!isSame && remembered?.camera === undefined) this.#stage.fit();
    if (remembered?.focused !== undefined) this.#stage.focused = drawing.placeOf(remembered.focused);
    this.#furnish(shown);
    if (this.#found !== '') this.#find(this.#found);
    if (this.#wanted !== undefined) this.#select(this.#wanted);
    this.#remember();
  }

  /** A graph begins from where its nodes were, here or before the page was hidden. */
  #drawingFor({ picture }: Shown, before: Shown | undefined, remembered: PageState | undefined): Drawing {
    if (picture.kind === 'timeline') return new TimelineDrawing(picture.timeline, this.#legend, this.#words);
    const now = this.#stage.drawing;
    const known = now instanceof GraphDrawing && before?.question.view === this.#shown?.question.view ? now.positions() : remembered && placesOf(remembered);
    return new GraphDrawing(picture.graph, known ?? new Map(), this.#legend, this.#words);
  }

  /** Everything around the picture. What had the keys keeps them. */
  #furnish(shown: Shown): void {
    const { question, picture, articles } = shown;
    const focus = selectorOf(document.activeElement);
    const controls = new Controls(shown, this.#words, {
      ask: asked => this.#ask(asked),
      find: words => this.#find(words),
      goToMatch: () => this.#goToMatch(),
      leave: () => this.#canvas.focus(),
      zoom: factor => this.#stage.zoom(factor),
      fit: () => this.#stage.fit(),
      save: format => this.host.say({ kind: 'picture', format, data: this.#stage.save(format, picture, this.#legend) }),
    }, this.#found);
    if (this.#controls === undefined) document.body.prepend(controls.root);
    else this.#controls.root.replaceWith(controls.root);
    this.#controls = controls;
    if (focus !== undefined) document.querySelector<HTMLElement>(focus)?.focus();
    const empty = emptyWords(picture, question, articles, this.#words);
    this.#empty.hidden = empty === undefined;
    this.#empty.textContent = empty ?? '';
    this.#counts.textContent = countsIn(picture, this.#words);
    this.#hint.textContent = this.#words.t('Arrows: move · Enter: open · /: find · F: only with this entity · + − 0: zoom');
    this.#canvas.setAttribute('aria-label', `${picture.kind === 'graph' ? this.#words.t('Graph of the corpus') : this.#words.t('Timeline of the corpus')}: ${countsIn(picture, this.#words)}`);
  }

  #ask(question: Question): void {
    this.host.say({ kind: 'ask', question });
  }

  // -- where the keys and the mouse are

  #lit(): void {
    const { hovered, focused, drawing } = this.#stage;
    const place = hovered ?? focused;
    this.#canvas.classList.toggle('pointing', hovered !== undefined);
    const spot = place === undefined ? undefined : this.#stage.spotOf(place);
    if (drawing === undefined || place === undefined || spot === undefined) return this.#card.hide();
    const about = drawing.about(place);
    this.#card.show(about, spot, this.#stage.size, this.#words);
    if (hovered === undefined) this.#live.textContent = [about.title, ...about.facts].join(', ');
  }

  #click(place: number | undefined): void {
    this.#stage.focus(place);
    if (place !== undefined) this.#open(false);
  }

  #open(go: boolean): void {
    const { focused, drawing } = this.#stage;
    if (focused !== undefined && drawing !== undefined) this.host.say({ kind: 'choose', key: drawing.keyOf(focused), go });
  }

  #select(key: string): void {
    const place = this.#stage.drawing?.placeOf(key);
    // Told before the picture is there: then when it is.
    this.#wanted = place === undefined && this.#shown === undefined ? key : undefined;
    if (place === undefined || place < 0) return;
    this.#stage.focus(place);
    this.#canvas.focus();
  }

  #only(): void {
    const { focused, drawing } = this.#stage;
    const question = this.#shown?.question;
    const key = focused === undefined ? undefined : readKey(drawing?.keyOf(focused) ?? '');
    if (question === undefined || key?.kind !== 'entity') return;
    const entities = question.entities.includes(key.id) ? question.entities.filter(id => id !== key.id) : [...question.entities, key.id];
    this.#ask({ ...question, entities });
  }

  #escape(): void {
    const question = this.#shown?.question;
    if (this.#found !== '') return this.#controls?.clearFind();
    if (this.#stage.focused !== undefined) return this.#stage.focus(undefined);
    if (question !== undefined && question.entities.length > 0) this.#ask({ ...question, entities: question.entities.slice(0, -1) });
  }

  // -- finding

  #find(words: string): void {
    this.#found = words;
    const matches = this.#matches();
    this.#stage.setMatches(words.trim() === '' ? undefined : new Set(matches));
    if (words.trim() !== '') this.#live.textContent = matches.length === 1 ? this.#words.t('1 found') : this.#words.t('{0} found', matches.length);
  }

  #goToMatch(): void {
    const matches = this.#matches();
    const next = matches.find(place => place > (this.#stage.focused ?? -1)) ?? matches[0];
    if (next === undefined) return;
    this.#canvas.focus();
    this.#stage.focus(next);
  }

  /** The nodes whose names have the words that one looks for. */
  #matches(): number[] {
    const { drawing } = this.#stage;
    const wanted = this.#found.trim().toLocaleLowerCase().split(/\s+/);
    if (drawing === undefined || wanted.join('') === '') return [];
    return Array.from({ length: drawing.count }, (_, place) => place).filter(place => {
      const label = drawing.labelOf(place).toLocaleLowerCase();
      return wanted.every(word => label.includes(word));
    });
  }

  // -- remembering

  /** Not at every pixel of a drag: when a moment has passed. */
  #remember(): void {
    clearTimeout(this.#remembering);
    this.#remembering = setTimeout(() => this.#rememberNow(), 250);
  }

  #rememberNow(): void {
    if (this.#shown === undefined) return;
    const { drawing, camera, focused } = this.#stage;
    const places = drawing instanceof GraphDrawing && !drawing.isMoving ? [...drawing.positions()] : [];
    this.host.remember({
      corpus: this.#shown.corpus, question: this.#shown.question,
      ...camera !== undefined && { camera },
      ...focused !== undefined && drawing !== undefined && { focused: drawing.keyOf(focused) },
      places: places.map(([key, { x, y }]) => [key, Math.round(x * 10) / 10, Math.round(y * 10) / 10] as const),
    });
  }
}

/** How the same control is found among those that take its place; `undefined` when nothing in the controls has the keys. */
function selectorOf(active: Element | null): string | undefined {
  if (!(active instanceof HTMLElement) || active.closest('.controls') === null) return undefined;
  for (const name of ['data-view', 'data-lanes', 'data-type', 'data-only', 'aria-label']) {
    const value = active.getAttribute(name);
    if (value !== null) return `.controls [${name}="${CSS.escape(value)}"]`;
  }
  return undefined;
}
