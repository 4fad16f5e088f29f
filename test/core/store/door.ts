/** Something that a test lets go on when it likes. */
export interface Door {
  readonly opened: Promise<void>;
  open(): void;
}

export function door(): Door {
  let open = nothing;
  const opened = new Promise<void>(done => { open = done; });
  return { opened, open };
}

function nothing(): void {
  // Replaced before anyone can call it: a promise tells its resolver at once.
}
