import type { Disposable } from 'vscode';

/** Disposes of all, the last made first, also when one of them fails; the first failure is thrown at the end. */
export function disposeAll(disposables: readonly Disposable[]): void {
  const failures: unknown[] = [];
  for (const disposable of [...disposables].reverse()) {
    try {
      disposable.dispose();
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** One disposable for several. */
export function together(...disposables: Disposable[]): Disposable {
  return { dispose: () => disposeAll(disposables.splice(0)) };
}
