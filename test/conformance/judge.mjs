/**
 * Reads reports of veraPDF (`--format xml`). `judge.mjs good REPORT…`: every file of each report is compliant, and no rule failed.
 * `judge.mjs broken EXPECTED REPORTS-FOLDER`: each file that is to fail does so on its rule. Prints counts; what is otherwise ends it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Of each file: whether it is compliant, and the rules that failed; null if it could not be judged. */
function read(report) {
  return [...readFileSync(report, 'utf8').matchAll(/<job>[\s\S]*?<\/job>/g)].map(([job]) => ({
    name: path.basename(/<name>([^<]*)<\/name>/.exec(job)?.[1] ?? ''),
    compliant: { true: true, false: false }[/isCompliant="(\w+)"/.exec(job)?.[1]] ?? null,
    rules: [...job.matchAll(/<rule [^>]*clause="([^"]+)" testNumber="(\d+)" status="failed"/g)].map(([, clause, test]) => `${clause}-${test}`),
  }));
}

const [task, ...args] = process.argv.slice(2);
const wrong = [];
let right = 0;
if (task === 'good') {
  for (const report of args) {
    const files = read(report);
    if (files.length === 0) wrong.push(`${report}: no file was judged`);
    for (const { name, compliant, rules } of files) {
      if (compliant === true && rules.length === 0) right++;
      else wrong.push(`${path.basename(report)}: ${name}: ${compliant === null ? 'not judged' : rules.join(' ')}`);
    }
  }
  console.log(`veraPDF: ${right} files compliant, ${wrong.length} not`);
} else {
  const [expected, folder] = args;
  const reports = new Map();
  const lines = readFileSync(expected, 'utf8').trim().split('\n');
  for (const line of lines) {
    const [profile, name, clause, test] = line.split('\t');
    if (!reports.has(profile)) reports.set(profile, read(path.join(folder, `${profile}.xml`)));
    const found = reports.get(profile).find((file) => file.name === name);
    if (found?.compliant === false && found.rules.includes(`${clause}-${test}`)) right++;
    else wrong.push(`${profile}: ${name}: ${clause}-${test} is to fail, but: ${found?.rules.join(' ') || 'nothing'}`);
  }
  console.log(`veraPDF: ${right} of ${lines.length} broken files fail on their rule`);
}
for (const line of wrong) console.error(`not ok: ${line}`);
process.exitCode = wrong.length > 0 || right === 0 ? 1 : 0;
