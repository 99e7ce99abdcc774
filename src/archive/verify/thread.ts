/**
 * The thread in which a bag is verified for `within.ts`. It tells problems as checks end, since it may be stopped at any time.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { reporterOf } from '../../reporter.ts';
import { verifyBag } from './verify-bag.ts';
import { type BagMessage, type BagOrder, outOfMemory } from './within.ts';

if (!parentPort) throw new Error('this file is run by within.ts');
const port = parentPort;
const tell = (message: BagMessage) => port.postMessage(message);

const { target, shown, strict, options } = (workerData as { readonly bag: BagOrder }).bag;
const reporter = reporterOf(shown, strict);
let told = 0;
const problems = () => {
  const found = reporter.problems.slice(told);
  told = reporter.problems.length;
  return found;
};

verifyBag(target, shown, reporter, options, (check) => tell({ problems: problems(), check })).then(
  (verdict) => {
    tell({ problems: problems(), check: null });
    tell({ verdict });
  },
  (error: Error & { readonly code?: string }) =>
    // Strings and stacks have limits of their own.
    tell({ fault: error.stack ?? error.message, outOfMemory: error.code === outOfMemory || error instanceof RangeError }),
);
