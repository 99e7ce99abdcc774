/**
 * How the command has the JavaScript engine run it. A library leaves the engine to its user; the command's process is its own.
 */
import { setFlagsFromString } from 'node:v8';

/**
 * Bytes of code a function runs through before the optimizing compiler looks at it; Node 20 has 67,584. The command works for
 * a few seconds, in which that compiler took 40 % of the processors' time, for code that was run a few times more.
 * Measured on archives of the six-language sample: 12.5 s of both processors with 67,584, 8.6 s with this or twice this.
 */
const budget = 540_000;
/** Later ones have a cheaper compiler between, and no such setting. */
const needing = /^v20\./;

/**
 * Where the code lies that this engine has compiled, in the program's folder. V8 takes code of another build of the same number
 * for its own, and runs it wrong: the code goes by the build's whole name.
 */
export const compiledCode = `dist/compiled/command-${process.version}-${process.platform}-${process.arch}.v8`;

/**
 * Has the engine compile later what runs for long. `version` is Node's. To be called before anything else is run; threads begun
 * later follow.
 */
export function compileLater(version: string): void {
  if (needing.test(version)) setFlagsFromString(`--interrupt-budget=${budget}`);
}
