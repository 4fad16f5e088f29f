import type { Look } from './look';
import type { Surface } from './surface';

/** What a picture's key explains: the dot of a type, the sheet of an article, the bow of a link. */
export interface KeyEntry {
  readonly shape: 'dot' | 'sheet' | 'bow';
  readonly color: string;
  readonly label: string;
}

/** The height of the strip that a key takes below a picture. */
export const keyHeight = 34;

/** Draws what the shapes and colours mean, in the strip from `top` on: a saved picture has no page around it that says so. */
export function drawKey(surface: Surface, entries: readonly KeyEntry[], top: number, look: Look): void {
  surface.boxes([0, top, surface.width, keyHeight, 0], { color: look.background, alpha: 1 });
  const y = top + keyHeight / 2;
  let x = 18;
  for (const { shape, color, label } of entries) {
    if (shape === 'dot') surface.circles([x, y, 5], { color, alpha: 1 });
    else if (shape === 'sheet') surface.boxes([x - 4, y - 6, 9, 12, 2], { color, alpha: 1, outline: { color: look.muted, width: 1, alpha: 1 } });
    else surface.curves([x - 8, y + 3, x, y - 6, x + 8, y + 3], { color, alpha: 1, width: 1.6 });
    surface.text(label, x + 12, y, { color: look.foreground, size: 12, alpha: 1, isBold: false, align: 'left' });
    x += 36 + surface.widthOf(label, 12, false);
  }
}
