import { bringIn, type Camera, type Size, type XY } from '../core/graph/camera';
import type { Spot } from '../core/graph/drawGraph';
import { drawKey, keyHeight } from '../core/graph/drawKey';
import type { Light, Look } from '../core/graph/look';
import type { Legend } from './legend';
import type { Picture, PictureFormat } from '../core/graph/messages';
import { SvgSurface } from '../core/graph/svg';
import { pointAt, towards, type Direction } from '../core/graph/towards';
import { CanvasSurface } from './canvas';
import type { Drawing } from './drawing';
import { Frames } from './frames';
import { Sheets } from './sheets';
import { readLook } from './theme';

/** How long in each frame of the screen the places of a graph may be worked on, and its picture, in milliseconds: together less than a frame has. */
const placing = 7;
const painting = 5;

/** A frame in which the places took longer, as their first pieces do, is not painted: the last picture stays. */
const tooLong = 16;

/** How much more than the window is drawn at each side of a picture that moves, in pixels. */
const margin = 120;

/** A hit beside a small node counts as one on it, within so many pixels. */
const slack = 6;

/** What the stage tells the page around it. */
export interface StageEvents {
  /** The keys or the mouse are at another node, or at none. */
  lit(): void;
  /** Something is different that is worth remembering; the places have come to rest, or it was looked at otherwise. */
  settled(): void;
}

/** The canvas: what is drawn on it, from where it is seen, and what is in the light. */
export class Stage {
  readonly #context: CanvasRenderingContext2D;
  readonly #frames = new Frames(() => this.#draw());
  #surface: CanvasSurface | undefined;
  #look: Look = readLook();
  #drawing: Drawing | undefined;
  #camera: Camera = { k: 1, x: 0, y: 0 };
  /** Whether all is to be seen, whatever the window's size becomes; until a person looks closer. */
  #fits = true;
  #spots: readonly Spot[] = [];
  #open: readonly string[] = [];
  #matches: ReadonlySet<number> | undefined;
  #sheets: Sheets | undefined;
  /** Whether there is something to be seen that the picture does not have yet. */
  #isStale = true;
  #paintedFrom: Camera | undefined;
  focused: number | undefined;
  hovered: number | undefined;

  constructor(readonly canvas: HTMLCanvasElement, private readonly events: StageEvents) {
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('no canvas to draw on');
    this.#context = context;
    new ResizeObserver(() => this.#resized()).observe(canvas);
  }

  /** Takes another drawing, or a new state of the same one; where it is seen from stays unless `camera` says otherwise. */
  show(drawing: Drawing, camera?: Camera): void {
    const focusedKey = this.focused === undefined ? undefined : this.#drawing?.keyOf(this.focused);
    this.#drawing = drawing;
    this.hovered = undefined;
    this.#matches = undefined;
    this.focused = focusedKey === undefined ? undefined : drawing.placeOf(focusedKey);
    if (camera !== undefined) this.#seeFrom(camera);
    this.#ask();
    this.events.lit();
  }

  get drawing(): Drawing | undefined {
    return this.#drawing;
  }

  /** From where it is seen; `undefined` while all is. */
  get camera(): Camera | undefined {
    return this.#fits ? undefined : this.#camera;
  }

  get size(): Size {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  /** Where a node is on the screen now. */
  spotOf(place: number): Spot | undefined {
    return this.#spots[place];
  }

  themeChanged(): void {
    this.#look = readLook();
    this.#resized();
  }

  setOpen(keys: readonly string[]): void {
    this.#open = keys;
    this.#ask();
  }

  setMatches(matches: ReadonlySet<number> | undefined): void {
    this.#matches = matches;
    this.#ask();
  }

  hover(at: XY | undefined): void {
    const place = at && this.at(at);
    if (place === this.hovered) return;
    this.hovered = place;
    this.#ask();
    this.events.lit();
  }

  /** Puts the keys on a node, and it into sight; `undefined` on none. */
  focus(place: number | undefined): void {
    this.focused = place;
    this.hovered = undefined;
    const spot = place === undefined ? undefined : this.#spotNow(place);
    if (spot !== undefined) {
      const moved = bringIn(this.#camera, spot, this.size, this.#fits ? 0 : this.#drawing?.margin ?? 0);
      if (moved.x !== this.#camera.x || moved.y !== this.#camera.y) this.#seeFrom(this.#drawing?.pan(this.#camera, { x: moved.x - this.#camera.x, y: moved.y - this.#camera.y }, this.size) ?? moved);
    }
    this.#ask();
    this.events.lit();
    this.events.settled();
  }

  /** Where an arrow key leads from here; to the weightiest node, or one that is open, from nowhere. */
  step(direction: Direction): void {
    const here = this.focused === undefined ? undefined : this.#spots[this.focused];
    if (here === undefined) return this.focus(this.#begin());
    const next = towards(this.#spots, here, direction);
    if (next !== undefined) this.focus(next);
  }

  at(at: XY): number | undefined {
    return pointAt(this.#spots, at, slack);
  }

  zoom(factor: number, at: XY = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    if (this.#drawing !== undefined) this.#seeFrom(this.#drawing.zoom(this.#camera, factor, at));
    this.events.settled();
  }

  pan(by: XY): void {
    if (this.#drawing !== undefined) this.#seeFrom(this.#drawing.pan(this.#camera, by, this.size));
    this.events.settled();
  }

  fit(): void {
    this.#fits = true;
    this.#ask();
    this.events.settled();
  }

  /** What is seen now, with a key below it: SVG as text, PNG in base64 at twice the size. */
  save(format: PictureFormat, picture: Picture, legend: Legend): string {
    this.#settle();
    const { width, height } = this.size;
    const entries = legend.entries(picture, this.#look);
    const full = height + (entries.length > 0 ? keyHeight : 0);
    if (format === 'svg') {
      const surface = new SvgSurface(width, full, this.#look.font, this.#look.background, (...words) => this.#surface?.widthOf(...words) ?? 0);
      this.#drawing?.draw(surface, this.#spots, this.#camera, this.#light(), this.#look);
      if (entries.length > 0) drawKey(surface, entries, height, this.#look);
      return surface.toString();
    }
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width * 2, full * 2];
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('no canvas to draw on');
    const surface = new CanvasSurface(context, width, full, this.#look.font, 2);
    surface.clear(this.#look.background);
    this.#drawing?.draw(surface, this.#spots, this.#camera, this.#light(), this.#look);
    if (entries.length > 0) drawKey(surface, entries, height, this.#look);
    return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
  }

  #ask(): void {
    this.#isStale = true;
    this.#frames.ask();
  }

  #seeFrom(camera: Camera): void {
    this.#camera = camera;
    this.#fits = false;
    this.#ask();
  }

  #begin(): number | undefined {
    const open = this.#open.map(key => this.#drawing?.placeOf(key)).find(place => place !== undefined);
    return open ?? (this.#drawing?.count === 0 ? undefined : 0);
  }

  #spotNow(place: number): Spot | undefined {
    this.#lookAround();
    return this.#spots[place];
  }

  /** Works out where everything is on the screen now. */
  #lookAround(): void {
    if (this.#drawing === undefined) return;
    if (this.#fits) this.#camera = this.#drawing.fit(this.size);
    this.#spots = this.#drawing.spots(this.#camera, this.size);
  }

  /** Brings what still moves to rest at once. */
  #settle(): void {
    while (this.#drawing?.isMoving === true) this.#drawing.step();
    this.#lookAround();
  }

  #resized(): void {
    const scale = window.devicePixelRatio;
    const { width, height } = this.size;
    [this.canvas.width, this.canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    this.#surface = new CanvasSurface(this.#context, width, height, this.#look.font, scale);
    this.#surface.clear(this.#look.background); // a new canvas is black
    this.#sheets?.dispose();
    this.#sheets = new Sheets(this.size, margin, this.#look.background, this.#look.font, scale);
    this.#paintedFrom = undefined;
    this.#ask();
  }

  /** Draws a frame; answers whether there is more to come. */
  #draw(): boolean {
    const [surface, sheets, drawing] = [this.#surface, this.#sheets, this.#drawing];
    if (surface === undefined || sheets === undefined || drawing === undefined) return false;
    const isLate = this.#place(drawing) > tooLong;
    const isHeldBack = drawing.isMoving && (isLate || wantsStillness());
    if (!isHeldBack) {
      this.#lookAround();
      if (drawing.isRigid) this.#paint(surface, drawing);
      else this.#paintInPieces(surface, sheets, drawing);
    }
    const isBusy = drawing.isMoving || sheets.isDrawing;
    this.canvas.setAttribute('aria-busy', String(isBusy));
    return isBusy || this.#isStale;
  }

  /** Works on the places of the nodes for a while; answers how long that took, in milliseconds. */
  #place(drawing: Drawing): number {
    if (!drawing.isMoving) return 0;
    const began = performance.now();
    do drawing.step(); while (drawing.isMoving && performance.now() < began + placing);
    this.#isStale = true;
    if (!drawing.isMoving) this.events.settled();
    return performance.now() - began;
  }

  #paint(surface: CanvasSurface, drawing: Drawing): void {
    this.#isStale = false;
    surface.clear(this.#look.background);
    drawing.draw(surface, this.#spots, this.#camera, this.#light(), this.#look);
  }

  /** A picture that was begun is brought to its end before another is, so that there is always something newer to see. */
  #paintInPieces(surface: CanvasSurface, sheets: Sheets, drawing: Drawing): void {
    const until = performance.now() + painting;
    if (!sheets.isDrawing && this.#isStale) {
      this.#isStale = false;
      const isPassing = this.#paintedFrom !== undefined && !isSame(this.#paintedFrom, this.#camera);
      // What is drawn in passing is drawn again, as the window has it, when nothing passes any more.
      if (isPassing) this.#isStale = true;
      this.#paintedFrom = this.#camera;
      sheets.begin(this.#camera, isPassing, (on, camera) => drawing.draw(on, drawing.spots(camera, on), camera, this.#light(), this.#look));
    }
    sheets.continue(until);
    surface.clear(this.#look.background);
    sheets.show(this.#context, this.#camera);
  }

  #light(): Light {
    const { focused, hovered } = this;
    const center = hovered ?? focused;
    const open = this.#open.flatMap(key => {
      const place = this.#drawing?.placeOf(key);
      return place === undefined ? [] : [...this.#drawing?.circle(place) ?? []].filter(each => this.#drawing?.keyOf(each) === key);
    });
    const lit = hovered === undefined && this.#matches !== undefined ? this.#matches : center === undefined ? undefined : this.#drawing?.circle(center);
    return { focused, hovered, lit, open: new Set(open) };
  }
}

function isSame(one: Camera, other: Camera): boolean {
  return one.k === other.k && one.x === other.x && one.y === other.y;
}

/** People who ask for less motion, of their system or of VS Code, see a graph when it has come to rest. */
function wantsStillness(): boolean {
  return document.body.classList.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion: reduce)').matches;
}
