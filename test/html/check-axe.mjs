/**
 * Opens web pages in Chromium as they are, in wide, narrow and dark windows, and lets axe-core look for barriers (WCAG 2.2 A
 * and AA, best practices). A page that breaks a rule, that the browser complains of or that fetches anything fails.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './browser.mjs';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const windows = [
  { name: 'wide', width: 1200 },
  { name: 'narrow', width: 320 },
  { name: 'dark', width: 1200, dark: true },
];

const browser = await openBrowser();
let failed = 0;
let passed = 0;
for (const file of process.argv.slice(2)) {
  for (const { name, ...window } of windows) {
    const page = await browser.open(pathToFileURL(path.resolve(file)).href, window);
    await page.evaluate(axe);
    const result = await page.evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] }).then(({ violations, passes, incomplete }) => ({
        violations: violations.map(({ id, help, nodes }) => [id, help, ...nodes.map(({ target }) => target.join(' '))].join(': ')),
        incomplete: incomplete.map(({ id }) => id),
        passes: passes.length,
      }))`,
    );
    // Reflow (WCAG 2.2, 1.4.10): nothing is wider than a window of 320 CSS pixels.
    const excess = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    const faults = [...result.violations, ...page.faults, ...(excess > 0 ? [`wider than the window by ${excess} pixels`] : [])];
    if (result.passes === 0) faults.push('no rule was applied');
    for (const fault of faults) process.stdout.write(`${file} (${name}): ${fault}\n`);
    if (faults.length > 0) failed += 1;
    else passed += 1;
    if (process.env.VERBOSE) process.stdout.write(`${file} (${name}): ${result.passes} rules passed, incomplete ${result.incomplete}\n`);
    await page.close();
  }
}
await browser.close();
process.stdout.write(`axe: ${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
