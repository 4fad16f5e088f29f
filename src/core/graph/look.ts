import type { Color } from '../model';

/** The colours and letters of a picture, as the theme of the window gives them. */
export interface Look {
  readonly background: string;
  readonly foreground: string;
  /** For what is less important. */
  readonly muted: string;
  /** Lines between things that occur together. */
  readonly edge: string;
  /** Articles: sheets of paper, and the line around them. */
  readonly paper: string;
  /** Links made by hand. */
  readonly link: string;
  readonly focus: string;
  readonly types: Readonly<Record<Color, string>>;
  /** A family of CSS. */
  readonly font: string;
  readonly isHighContrast: boolean;
}

/** What of a picture is in the light, by the places of its nodes. */
export interface Light {
  /** The keys are here. */
  readonly focused: number | undefined;
  /** The mouse is here. */
  readonly hovered: number | undefined;
  /** What is not in it stands back; `undefined` when all is equal. */
  readonly lit: ReadonlySet<number> | undefined;
  /** The articles that editors show. */
  readonly open: ReadonlySet<number>;
}

/** How much is left of what stands back. */
export const dim = 0.14;
