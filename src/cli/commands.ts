import { bundle } from './bundle';
import { check } from './check';
import type { Command } from './command';
import { convert } from './convert';
import { exportCorpus } from './export';
import { importInputs } from './import';
import { merge } from './merge';
import { stats } from './stats';
import { unbundle } from './unbundle';

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = [check, stats, importInputs, exportCorpus, convert, bundle, unbundle, merge];
