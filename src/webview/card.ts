import type { Size } from '../core/graph/camera';
import type { Spot } from '../core/graph/drawGraph';
import type { About } from './drawing';
import { element } from './element';
import type { Words } from './words';

/** The card of a node: what it is, and what it is joined to. The mouse goes through it. */
export class Card {
  readonly root = element('div', { class: 'card', attributes: { 'aria-hidden': 'true', 'hidden': '' } });

  show(about: About, spot: Spot, window: Size, words: Words): void {
    this.root.replaceChildren(
      element('div', { class: 'card-title', text: about.title }),
      element('div', { class: 'card-facts', text: about.facts.join(' · ') }),
      ...about.lines.map(line => element('div', { class: 'card-line', text: line })),
      ...about.more > 0 ? [element('div', { class: 'card-facts', text: words.t('{0} more', about.more) })] : [],
    );
    this.root.hidden = false;
    // In the corner, where it covers none of what the node is joined to; in the other one when the node itself is there.
    const isUnder = spot.x > window.width - this.root.offsetWidth - 40 && spot.y < this.root.offsetHeight + 40;
    this.root.classList.toggle('left', isUnder);
  }

  hide(): void {
    this.root.hidden = true;
  }
}
