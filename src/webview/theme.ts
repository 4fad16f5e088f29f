import type { Look } from '../core/graph/look';
import { colors, type Color } from '../core/model';

/** The colours of the window, as VS Code hands them to its pages: CSS variables, and classes that tell the kind of theme. */
export function readLook(): Look {
  const style = getComputedStyle(document.documentElement);
  const variable = (name: string, otherwise: string): string => style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const foreground = variable('editor-foreground', '#808080');
  const isHighContrast = document.body.classList.contains('vscode-high-contrast') || document.body.classList.contains('vscode-high-contrast-light');
  const background = variable('editor-background', '#ffffff');
  // Areas want less colour than letters do.
  const calm = (color: string): string => isHighContrast ? color : mixed(color, background, 0.8);
  // Of the dots in a colour's id VS Code makes only the first a dash; one day it may make all.
  const mention = (color: Color): string => variable(`seedmark-mention.${color}`, variable(`seedmark-mention-${color}`, foreground));
  const types = Object.fromEntries(colors.map(color => [color, calm(mention(color))])) as Record<Color, string>;
  return {
    background,
    foreground,
    muted: isHighContrast ? foreground : mixed(foreground, background, 0.7),
    paper: isHighContrast ? background : mixed(foreground, background, 0.3),
    edge: foreground,
    link: opaque(variable('seedmark-link', foreground)),
    focus: variable('focusBorder', foreground),
    types,
    font: variable('font-family', 'sans-serif'),
    isHighContrast,
  };
}

/** Calls back whenever the window's theme has changed. */
export function onThemeChange(changed: () => void): void {
  new MutationObserver(changed).observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  new MutationObserver(changed).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}

/** Without the last part of `#rrggbbaa`: how much is let through is said where things are drawn. */
function opaque(color: string): string {
  return /^#[0-9a-f]{8}$/i.test(color) ? color.slice(0, 7) : color;
}

/** So much of a colour, from 0 to 1, and the rest of another; the colour itself where one of them is not written as `#rrggbb`. */
function mixed(color: string, other: string, share: number): string {
  const [one, two] = [channels(color), channels(other)];
  if (one === undefined || two === undefined) return color;
  return `#${one.map((value, at) => Math.round(value * share + (two[at] ?? 0) * (1 - share)).toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] | undefined {
  const [, ...parts] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(color) ?? [];
  return parts.length === 3 ? parts.map(part => Number.parseInt(part, 16)) : undefined;
}
