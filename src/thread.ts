/**
 * What a thread of the program does: the first is the command, others make versions for it or verify a bag. One file leads to
 * all, so that they begin with the same compiled code.
 */
import { isMainThread, workerData } from 'node:worker_threads';

// Without waiting: this file is compiled as a script, too.
if (isMainThread) import('./cli.ts');
else if ('bag' in workerData) import('./archive/verify/thread.ts');
else import('./worker.ts');
