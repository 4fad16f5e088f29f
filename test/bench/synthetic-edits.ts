export function benchSyntheticEdits(_args: readonly string[]): void {}
