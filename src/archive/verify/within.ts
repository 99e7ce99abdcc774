/**
 * Verifies a bag within limits of time and memory, in a thread of its own. A bag may be a stranger's, and its house style, which
 * is data, can ask for work without end: whoever verifies it waits so long and no longer. What was found until then is told.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ownPath } from '../../own.ts';
import type { Problem } from '../../problem.ts';
import { type BagOptions, type BagVerdict, type Check, checkNames, type Sink, verifyBag } from './verify-bag.ts';

/** What a thread is to verify. */
export interface BagOrder {
  readonly target: string;
  readonly shown: string;
  readonly strict: boolean;
  readonly options: BagOptions;
}
/** What it tells: problems as they are found with a check that has ended, if one has; the verdict, or why there is none. */
export type BagMessage =
  | { readonly problems: readonly Problem[]; readonly check: Check | null }
  | { readonly verdict: BagVerdict | null }
  | { readonly fault: string; readonly outOfMemory: boolean };

export interface Limits {
  readonly seconds: number;
  /** Of the heap of each thread, in MiB; files are held beside it. */
  readonly memory: number;
}
/** Bags of a letter in six languages take 5 seconds and 300 MiB on two processors. */
export const usualLimits: Limits = { seconds: 600, memory: 2048 };

const script = ownPath('dist/cli.js');
export const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY';

/** As `verifyBag`; beyond a limit the checks not ended are not made, and a problem says so. */
export async function verifyBagWithin(
  target: string,
  shown: string,
  sink: Sink,
  { rebuild, strict }: { readonly rebuild: boolean; readonly strict: boolean },
  limits: Limits,
): Promise<BagVerdict | null> {
  // Run from its sources, as its own tests do, the program may have no built thread.
  if (!existsSync(script)) return verifyBag(target, shown, sink, { rebuild });
  // A thread that is stopped clears up nothing.
  const scratch = await mkdtemp(path.join(tmpdir(), 'circulate-verify-'));
  try {
    return await inThread({ target, shown, strict, options: { rebuild, scratch, memory: limits.memory } }, sink, limits);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function inThread(order: BagOrder, sink: Sink, { seconds, memory }: Limits): Promise<BagVerdict | null> {
  const thread = new Worker(script, { workerData: { bag: order }, resourceLimits: { maxOldGenerationSizeMb: memory } });
  const checks: Check[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    const ended = await new Promise<BagVerdict | null | 'time' | 'memory'>((resolve, reject) => {
      timer = setTimeout(() => resolve('time'), seconds * 1000);
      thread.on('message', (message: BagMessage) => {
        if ('verdict' in message) resolve(message.verdict);
        else if ('fault' in message) message.outOfMemory ? resolve('memory') : reject(new Error(message.fault));
        else {
          for (const problem of message.problems) sink.add(problem);
          if (message.check) checks.push(message.check);
        }
      });
      thread.on('error', (error: Error & { readonly code?: string }) => (error.code === outOfMemory ? resolve('memory') : reject(error)));
    });
    if (ended !== 'time' && ended !== 'memory') return ended;
    const limit = ended === 'time' ? `${seconds} s` : `${memory} MiB`;
    sink.report('BAG_LIMIT', { file: order.shown }, { value: order.shown, limit, variant: ended });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
  const left = checkNames.slice(checks.length).map((name): Check => ({ name, result: 'not made', said: '' }));
  return { bag: order.shown, checks: [...checks, ...left], signatures: [] };
}
