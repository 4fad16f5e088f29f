import { daysOf } from '../core/graph/days';
import type { PictureFormat, ToPage } from '../core/graph/messages';
import { firstQuestion, laneKinds, views, type LaneKind, type Question, type View } from '../core/graph/question';
import { isNarrowed } from './counts';
import { element } from './element';
import type { Words } from './words';

/** What the controls ask for. */
export interface ControlActions {
  ask(question: Question): void;
  /** The words to find have changed. */
  find(words: string): void;
  /** The keys go to the next node that was found. */
  goToMatch(): void;
  /** The keys go back to the picture. */
  leave(): void;
  zoom(factor: number): void;
  fit(): void;
  save(format: PictureFormat): void;
}

/** The rows above the picture: what is drawn, what is found, and a legend whose entries are switches. */
export class Controls {
  readonly root = element('header', { class: 'controls' });
  readonly #find: HTMLInputElement;

  constructor({ question, types, names }: Extract<ToPage, { kind: 'show' }>, private readonly words: Words, private readonly actions: ControlActions, found: string) {
    this.#find = this.#findField(found);
    this.root.append(
      element('div', { class: 'row' }, this.#views(question), this.#find, this.#dates(question), ...question.view === 'timeline' ? [this.#lanes(question)] : [], this.#buttons()),
      element('div', { class: 'row legend', attributes: { role: 'group', 'aria-label': words.t('Types') } },
        ...types.map(({ id, label, color, count }) => this.#type(question, id, label, color, count)),
        ...question.view === 'articles' ? [this.#sign('sheet', words.t('Article')), this.#sign('bow', words.t('Link'))] : [],
        ...question.entities.map((id, at) => this.#only(question, id, names[at] ?? id)),
        ...isNarrowed(question) ? [this.#all(question)] : []),
    );
  }

  /** The keys go to the field where one says what to find. */
  focusFind(): void {
    this.#find.focus();
    this.#find.select();
  }

  get isFinding(): boolean {
    return document.activeElement === this.#find;
  }

  clearFind(): void {
    this.#find.value = '';
    this.actions.find('');
  }

  #views(question: Question): HTMLElement {
    const labels: Readonly<Record<View, string>> = { entities: this.words.t('Entities'), articles: this.words.t('Articles and Entities'), timeline: this.words.t('Timeline') };
    return element('div', { class: 'switch', attributes: { role: 'group', 'aria-label': this.words.t('View') } }, ...views.map(view => element('button', {
      text: labels[view],
      attributes: { 'aria-pressed': String(view === question.view), 'data-view': view },
      on: { click: () => this.actions.ask({ ...question, view }) },
    })));
  }

  #findField(found: string): HTMLInputElement {
    const field = element('input', {
      class: 'find',
      attributes: { type: 'search', placeholder: this.words.t('Find ( / )'), 'aria-label': this.words.t('Find nodes by their names'), spellcheck: 'false' },
      on: {
        input: () => this.actions.find(field.value),
        keydown: event => {
          if (event.key === 'Enter') this.actions.goToMatch();
          else if (event.key === 'Escape') {
            this.clearFind();
            this.actions.leave();
          } else return;
          event.preventDefault();
          event.stopPropagation();
        },
      },
    });
    field.value = found;
    return field;
  }

  #dates(question: Question): HTMLElement {
    return element('span', { class: 'dates' },
      this.#date(this.words.t('From'), question.from, from => ({ ...question, from })),
      this.#date(this.words.t('to'), question.to, to => ({ ...question, to })));
  }

  #date(label: string, value: string, changed: (value: string) => Question): HTMLElement {
    const field = element('input', {
      class: 'date',
      attributes: { placeholder: 'YYYY-MM-DD', size: '9', 'aria-label': this.words.t('{0}: a year, a month or a day', label), title: this.words.t('A year, a month or a day: 2018, 2018-05, 2018-05-03') },
      on: {
        change: () => {
          const isDate = field.value.trim() === '' || daysOf(field.value.trim()) !== undefined;
          field.setAttribute('aria-invalid', String(!isDate));
          if (isDate) this.actions.ask(changed(field.value.trim()));
        },
      },
    });
    field.value = value;
    return element('label', { text: `${label} ` }, field);
  }

  #lanes(question: Question): HTMLElement {
    const labels: Readonly<Record<LaneKind, string>> = { entity: this.words.t('by entity'), section: this.words.t('by section') };
    return element('div', { class: 'switch', attributes: { role: 'group', 'aria-label': this.words.t('Lanes') } }, ...laneKinds.map(lanes => element('button', {
      text: labels[lanes],
      attributes: { 'aria-pressed': String(lanes === question.lanes), 'data-lanes': lanes },
      on: { click: () => this.actions.ask({ ...question, lanes }) },
    })));
  }

  #buttons(): HTMLElement {
    const { words, actions } = this;
    return element('span', { class: 'buttons' },
      button('−', words.t('Zoom out ( − )'), () => actions.zoom(1 / 1.3)),
      button('+', words.t('Zoom in ( + )'), () => actions.zoom(1.3)),
      button(words.t('Fit'), words.t('Show all ( 0 )'), () => actions.fit()),
      button('SVG', words.t('Save as SVG'), () => actions.save('svg')),
      button('PNG', words.t('Save as PNG'), () => actions.save('png')));
  }

  #type(question: Question, id: string, label: string, color: string, count: number): HTMLElement {
    const isShown = !question.hidden.includes(id);
    const hidden = isShown ? [...question.hidden, id] : question.hidden.filter(each => each !== id);
    return element('button', {
      class: 'type',
      attributes: { 'aria-pressed': String(isShown), 'data-type': id, title: isShown ? this.words.t('Leave out: {0}', label) : this.words.t('Show: {0}', label) },
      on: { click: () => this.actions.ask({ ...question, hidden }) },
    }, element('span', { class: `dot ${color}` }), element('span', { text: label }), element('span', { class: 'count', text: this.words.plain(count) }));
  }

  #sign(kind: 'sheet' | 'bow', label: string): HTMLElement {
    return element('span', { class: 'sign' }, element('span', { class: kind }), element('span', { text: label }));
  }

  #only(question: Question, id: string, name: string): HTMLElement {
    return element('button', {
      class: 'only', text: `${this.words.t('With {0}', name)}  ×`,
      attributes: { title: this.words.t('Take this filter away'), 'data-only': id },
      on: { click: () => this.actions.ask({ ...question, entities: question.entities.filter(each => each !== id) }) },
    });
  }

  #all({ view, lanes }: Question): HTMLElement {
    return element('button', { class: 'quiet', text: this.words.t('Show All'), on: { click: () => this.actions.ask({ ...firstQuestion, view, lanes }) } });
  }
}

function button(text: string, title: string, click: () => void): HTMLElement {
  return element('button', { class: 'quiet', text, attributes: { title, 'aria-label': title }, on: { click } });
}
