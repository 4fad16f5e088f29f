import type { Finding } from './finding';

/** How findings are printed, one after another. */
export interface Report {
  start(): Promise<void>;
  add(finding: Finding): Promise<void>;
  end(): Promise<void>;
}
