/**
 * A worker thread that makes versions of documents for `workers.ts`. It opens the house for itself and prepares each version
 * anew from its files, since trees and faces cannot be handed over.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { loadHouse } from './house.ts';
import { prepareVersions, type Rendered, renderVersion } from './pipeline.ts';
import { reporterOf } from './reporter.ts';
import type { Answer, Errand, HousePlace } from './workers.ts';

if (!parentPort) throw new Error('this file is run by workers.ts');
const port = parentPort;
const { templates, faces } = workerData as HousePlace;
// What is wrong with the house, the main thread has told.
const opened = loadHouse(templates, () => {}, { facesFolder: faces });

port.on('message', async ({ number, found, language, settings }: Errand) => {
  const answer: Answer = await work({ found, language, settings }).then(
    (rendered) => ({ number, rendered }),
    (error: unknown) => ({ number, fault: error instanceof Error ? error : new Error(String(error)) }),
  );
  port.postMessage(answer);
});

async function work({ found, language, settings }: Pick<Errand, 'found' | 'language' | 'settings'>): Promise<Rendered> {
  const house = await opened;
  if (!house) throw new Error('the house style is refused');
  const whole = { ...settings, house, languages: [language] };
  const [version] = await prepareVersions(found, whole, reporterOf(found.file, settings.strict));
  if (!version) throw new Error(`${found.file} changed while it was built`);
  return renderVersion(found, version, whole);
}
