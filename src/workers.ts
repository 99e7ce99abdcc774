/**
 * Worker threads that make versions of documents beside the main thread. What they make is the same, byte for byte.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Found } from './documents.ts';
import { ownPath } from './own.ts';
import type { Assistant, Rendered, Settings } from './pipeline.ts';

/** Where a worker finds its house; null: the program's own. */
export interface HousePlace {
  readonly templates: string | null;
  readonly faces: string | null;
  /** MiB of heap at most; the engine's own limit unless given. */
  readonly memory?: number | undefined;
}
export interface Errand {
  readonly number: number;
  readonly found: Found;
  readonly language: string;
  readonly settings: Omit<Settings, 'house' | 'assistants'>;
}
export type Answer = { readonly number: number } & ({ readonly rendered: Rendered } | { readonly fault: Error });

export interface Workers {
  readonly assistants: readonly Assistant[];
  /** Ends the threads. A process ends without it, too, when they have nothing to do. */
  close(): Promise<void>;
}

/** Versions fewer than these are made sooner by one thread than a second one starts. */
const worthwhile = 4;
const script = ownPath('dist/cli.js');

/** Starts what the machine has room for beside the main thread, `most` at most; none where there is too little to do. */
export function startWorkers(place: HousePlace, versions: number, most = Number.POSITIVE_INFINITY): Workers {
  const beside = Math.min(availableParallelism(), versions, most) - 1;
  // Run from its sources, as its own tests do, the program has no built worker.
  if (versions < worthwhile || beside < 1 || !existsSync(script)) return { assistants: [], close: async () => {} };
  const started = Array.from({ length: beside }, () => startWorker(place));
  return {
    assistants: started.map(({ assist }) => assist),
    async close() {
      await Promise.all(started.map(({ worker }) => worker.terminate()));
    },
  };
}

interface Waiting {
  resolve(rendered: Rendered): void;
  reject(error: Error): void;
}

function startWorker(place: HousePlace): { readonly worker: Worker; readonly assist: Assistant } {
  const worker = new Worker(script, {
    workerData: place,
    ...(place.memory === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: place.memory } }),
  });
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let count = 0;
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.number);
    waiting.delete(answer.number);
    if (waiting.size === 0) worker.unref();
    if ('fault' in answer) asked?.reject(answer.fault);
    else asked?.resolve(answer.rendered);
  });
  worker.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error);
  });
  return {
    worker,
    assist: (found, language, { house: _house, assistants: _assistants, ...settings }) =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        worker.ref();
        const errand: Errand = { number: count, found, language, settings };
        worker.postMessage(errand);
      }),
  };
}
