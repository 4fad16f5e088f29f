/**
 * How fast the two readers read a sidecar of ten marks: `npx tsx test/core/yaml/reading.bench.ts`.
 * Prints one JSON line; MB are millions of UTF-8 bytes.
 */
import { printMention, readSidecar } from '../../../src/core/store/sidecarFile';
import { gitBlobId } from '../../../src/core/store/gitBlobId';
import { readCanonical } from '../../../src/core/yaml/canonical';
import { readYaml } from '../../../src/core/yaml/yaml';

const marks = Array.from({ length: 10 }, (_, index) => printMention({
  id: `k3f9q${index}`,
  entity: 'alibaba',
  anchor: { at: [251 + 90 * index, 278 + 90 * index], quote: 'Alibaba Group Holding Ltd', before: 'The city signed a deal with internet giant ', after: ' announced on Tuesday, “a first” for both' },
}));
const text = `article: 001_14efa203bdfcdf50\ntext: 8f0a1c0de5f0a1c0de5f0a1c0de5f0a1c0de5f0a\nmentions:\n${marks.map((mark) => `  - ${mark}\n`).join('')}`;
const bytes = new TextEncoder().encode(text).length;

/** The best of several rounds, in MB a second. */
function speed(run: (source: string) => unknown, times: number, size: number): number {
  let best = 0;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    for (let i = 0; i < times; i++) run(text);
    best = Math.max(best, (size * times) / (performance.now() - start) / 1000);
  }
  return Math.round(best * 10) / 10;
}

const megabyte = new Uint8Array(1_000_000).fill(97);
console.log(JSON.stringify({
  bytes,
  canonical: speed(readCanonical, 3000, bytes),
  sidecar: speed(readSidecar, 3000, bytes),
  yaml: speed(readYaml, 20, bytes),
  gitBlobId: speed(() => gitBlobId(megabyte), 3, megabyte.length),
}));
