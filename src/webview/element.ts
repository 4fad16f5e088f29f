/** What an element begins with; attributes as HTML names them, handlers by the names of their events. */
interface Making {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: { readonly [Type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Type]) => void };
}

/** Makes an element. Text is text: nothing that a corpus says can become markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, making: Making = {}, ...children: readonly Node[]): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (making.class !== undefined) made.className = making.class;
  if (making.text !== undefined) made.textContent = making.text;
  for (const [name, value] of Object.entries(making.attributes ?? {})) made.setAttribute(name, value);
  for (const [type, handler] of Object.entries(making.on ?? {})) made.addEventListener(type, handler as EventListener);
  made.append(...children);
  return made;
}
