import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
  readonly line: number;
}

export interface XmlError {
  readonly line: number;
  readonly message: string;
}

/** Deeper than any annotation format nests. */
const depthLimit = 50;

/**
 * The tree of an XML text up to its first error. Entities of a document type are not expanded: one that is used is an error.
 * `root` is `null` where there is none.
 */
export function parseXml(text: string): { readonly root: XmlElement | null; readonly error: XmlError | null } {
  const tree = new TreeBuilder();
  // BOMs and the declaration are the parser's; the encoding was the caller's, who gave text
  const parser = new SaxesParser({ xmlns: false });
  parser.on('opentag', (tag) => tree.open(tag.name, tag.attributes, parser.line));
  parser.on('closetag', () => tree.close());
  parser.on('text', (found) => tree.text(found));
  parser.on('cdata', (found) => tree.text(found));
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(text).close();
    return { root: tree.root, error: null };
  } catch (error) {
    return { root: tree.root, error: { line: parser.line, message: error instanceof Error ? error.message.slice(0, 200) : '' } };
  }
}

class TreeBuilder {
  root: XmlElement | null = null;
  private readonly path: XmlElement[] = [];

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    const element: XmlElement = { name, attributes: new Map(Object.entries(attributes)), children: [], text: '', line };
    if (this.path.length >= depthLimit) throw new Error(`deeper than ${depthLimit} elements`);
    this.path.at(-1)?.children.push(element);
    this.root ??= element;
    this.path.push(element);
  }

  close(): void {
    this.path.pop();
  }

  text(text: string): void {
    const element = this.path.at(-1);
    if (element !== undefined) element.text += text;
  }
}
