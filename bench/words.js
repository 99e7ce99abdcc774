/**
 * Counts the words of a PDF by pdf-parse, in a thread of its own: what that library changes in its surroundings must not weigh
 * on what is timed.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** The number of words a file shows. */
export function wordsOf(bytes) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: bytes });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

if (!isMainThread) {
  const { PDFParse } = await import('pdf-parse');
  const parser = new PDFParse({ data: workerData });
  const { text } = await parser.getText({ pageJoiner: '' });
  await parser.destroy();
  parentPort.postMessage(text.split(/\s+/).length);
}
