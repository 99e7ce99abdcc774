/**
 * What a thread of the program does: the first is the command, any other makes versions for it. One file leads to both, so that
 * they begin with the same compiled code.
 */
import { isMainThread } from 'node:worker_threads';

// Without waiting: this file is compiled as a script, too.
if (isMainThread) import('./cli.ts');
else import('./worker.ts');
