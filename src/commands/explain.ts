/**
 * `circulate explain`: one code at length with an example, or the list of all.
 */
import type { Io } from '../io.ts';
import { loadMessages, type Messages } from '../messages.ts';
import { nearest } from '../nearest.ts';
import { type Code, codes, exits } from '../problem.ts';

const width = 96;

/** Explains a code; without one, lists them. */
export async function runExplain(code: string | null, io: Io): Promise<number> {
  const messages = await loadMessages(null);
  const known = Object.keys(codes) as Code[];
  if (code === null) {
    const widest = Math.max(...known.map((one) => one.length));
    for (const one of known)
      io.stdout(`${one.padEnd(widest)}  ${severityOf(one, messages)}  ${open(messages.codes[one]?.message ?? '')}\n`);
    return exits.done;
  }
  const wanted = known.find((one) => one === code.toUpperCase());
  if (!wanted) {
    const near = nearest(code, known);
    io.stderr(`there is no code "${code}"${near === null ? '; "circulate explain" lists them' : `; did you mean ${near}?`}\n`);
    return exits.usage;
  }
  io.stdout(explanation(wanted, messages));
  return exits.done;
}

/** A message with its blanks. */
const open = (message: string): string => message.replace(/\{[\w-]+\}/g, '…');

function severityOf(code: Code, messages: Messages): string {
  const [severity, exit] = codes[code];
  return `${(messages.words[severity] ?? severity).padEnd(7)} ${exits[exit]}`;
}

function explanation(code: Code, messages: Messages): string {
  const words = messages.codes[code];
  if (!words) throw new Error(`${code} has no words`);
  const [severity, exit] = codes[code];
  const indented = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n');
  return [
    `${code} (${messages.words[severity] ?? severity}, exit ${exits[exit]})`,
    `  ${open(words.message)}`,
    '',
    wrapped(words.explain),
    '',
    `  ${messages.words.wrong ?? ''}:`,
    indented(words.example.wrong),
    `  ${messages.words.right ?? ''}:`,
    indented(words.example.right),
    '',
  ].join('\n');
}

function wrapped(text: string): string {
  const lines: string[] = [];
  let line = ' ';
  for (const word of text.trim().split(/\s+/)) {
    if (line.length + word.length + 1 > width) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}
