import * as vscode from 'vscode';

/** Something that takes a while, as whoever does it sees it. */
export interface Work {
  /** Whether the person has had enough. */
  readonly isStopped: () => boolean;
  /** Settles when the person has had enough. */
  readonly stopped: Promise<void>;
  /** Shows how far it is: so many of so many, and what is said of it. Costs nothing where nothing new could be seen. */
  readonly reached: (done: number, of: number, words: string) => void;
}

/** Does something that takes a while, with progress and a way to end it. */
export async function working<Result>(title: string, work: (work: Work) => Promise<Result>): Promise<Result> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    let percent = 0;
    return work({
      isStopped: () => token.isCancellationRequested,
      stopped: new Promise<void>(done => { token.onCancellationRequested(() => done()); }),
      reached: (done, of, message) => {
        const now = of === 0 ? 100 : Math.floor(done / of * 100);
        if (now > percent || done === 0) progress.report({ message, increment: Math.max(0, now - percent) });
        percent = Math.max(percent, now);
      },
    });
  });
}

/** A part of a longer work, which moves the bar from one share of the whole to another. */
export function partOf(work: Work, from: number, to: number): Work {
  return { ...work, reached: (done, of, words) => work.reached(from * of + (to - from) * done, of, words) };
}
