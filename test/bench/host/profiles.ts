import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import path from 'node:path';

/** Longer stretches are told of one by one, in milliseconds. */
const long = 25;

/**
 * For whoever looks for what holds up the host: of each phase a CPU profile, with the stretches in which nothing else could run,
 * and at the end what is in memory after a collection of garbage, and what of the heap was allocated where. Nothing at all without a folder to put them into, since it slows what it watches.
 */
export class Profiles {
  readonly #session = new Session();
  #what = '';
  #count = 0;
  #stretches: { readonly from: number; readonly to: number; readonly cpu: number }[] = [];
  #last = 0;

  constructor(private readonly folder: string | undefined) {
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    this.#session.connect();
    this.#session.post('HeapProfiler.startSampling', { samplingInterval: 1 << 17 });
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.setSamplingInterval', { interval: 1000 });
  }

  async begin(what: string): Promise<void> {
    if (this.folder === undefined) return;
    this.#what = what;
    this.#stretches = [];
    await this.#post('Profiler.start');
    this.#last = now();
  }

  /** Says that something else could run. @param cpu what the thread has worked since it could the last time, in milliseconds */
  tick(cpu: number): void {
    const from = this.#last;
    this.#last = now();
    if (this.#last - from > long) this.#stretches.push({ from, to: this.#last, cpu });
  }

  async cut(): Promise<void> {
    if (this.folder === undefined) return;
    const profile = await this.#post('Profiler.stop');
    this.#write(`${String(++this.#count)} ${this.#what}.cpuprofile`, { ...profile, stretches: this.#stretches });
  }

  async end(): Promise<void> {
    if (this.folder === undefined) return;
    await this.#post('HeapProfiler.collectGarbage');
    this.#write('memory.json', process.memoryUsage());
    this.#write('heap.heapprofile', await this.#post('HeapProfiler.stopSampling'));
  }

  async #post(method: string): Promise<object> {
    return new Promise((done, fail) => { this.#session.post(method, (error, result) => { if (error === null) done(result ?? {}); else fail(error); }); });
  }

  #write(name: string, what: object): void {
    writeFileSync(path.join(this.folder ?? '', name), JSON.stringify(what));
  }
}

/** In the time of profiles. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
