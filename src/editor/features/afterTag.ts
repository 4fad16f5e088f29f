import * as vscode from 'vscode';
import { together } from '../dispose';
import type { Session, Tagged } from '../session';
import { countElsewhere } from '../tagging/countElsewhere';
import { Soon } from '../time/soon';
import { tell } from '../window/report';

/** A run of quick decisions is not to be followed by one search each. */
const patience = 400;

/** Says after a tag what else there is to tag as that: here at once, and in the corpus when that is known. */
export function registerAfterTag(session: Session): vscode.Disposable {
  let latest: Tagged | undefined;
  const count = new Soon(async () => {
    const tagged = latest;
    if (tagged === undefined) return;
    const elsewhere = await countElsewhere(tagged, () => tagged !== latest);
    if (elsewhere === undefined || tagged !== latest) return;
    tell(vscode.l10n.t('{0} · {1} more in this article, {2} in the corpus', tagged.words, moreHere(tagged), moreHere(tagged) + elsewhere));
  }, patience, session.failed('count'));
  return together(count, session.onDidTag(tagged => {
    latest = tagged;
    tell(vscode.l10n.t('{0} · {1} more in this article', tagged.words, moreHere(tagged)));
    count.ask();
  }));
}

/** How often the article names the entity untagged. */
function moreHere({ file, article, entity }: Tagged): number {
  const offers = file.offers().find(each => each.article.info.id === article);
  return offers?.suggestions().filter(({ entities }) => entities[0] === entity).length ?? 0;
}
