/** Names what Word would refuse in files given on standard input, one a line. Run by `check-schema.sh`; exits with 1 if there is anything. */
import { readFileSync } from 'node:fs';
import { unzip } from '../../src/deflate.ts';
import { faultsOf } from './word-rules.ts';

const files = readFileSync(0, 'utf8')
  .split('\n')
  .filter((line) => line !== '');
let count = 0;
for (const file of files) {
  for (const fault of faultsOf(unzip(readFileSync(file)))) {
    count++;
    console.log([file, ...fault].join('\t'));
  }
}
console.error(`${files.length} files, ${count} faults`);
process.exitCode = count === 0 && files.length > 0 ? 0 : 1;
