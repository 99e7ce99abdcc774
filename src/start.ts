#!/usr/bin/env node
/**
 * Where the command and its threads begin: with the code that the engine compiled when the program was built (scripts/compile.js), since most
 * of a short run would go into compiling it again; with the modules it was made of where there is none.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { compiledCode, compileLater } from './engine.ts';
import { ownPath } from './own.ts';

const file = ownPath('dist/compiled/command.cjs');

type Command = (require: (name: string) => unknown, url: string) => void;

/** The script as this engine compiled it; null if it did not. */
function compiled(): Command | null {
  try {
    // Written in ASCII alone.
    const code = readFileSync(file, 'latin1');
    const cachedData = readFileSync(ownPath(compiledCode));
    return new vm.Script(code, { filename: file, cachedData }).runInThisContext();
  } catch {
    return null;
  }
}

// Before: an engine takes no code that was compiled under other settings. They hold for all threads.
if (isMainThread) compileLater(process.version);
const command = compiled();
if (command) {
  const require = createRequire(file);
  // A script cannot require what is a module that waits for something.
  const shaping = await import('harfbuzzjs');
  command((name) => (name === 'harfbuzzjs' ? shaping : require(name)), import.meta.url);
} else await import('./thread.ts');
