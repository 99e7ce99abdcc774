/**
 * Says on one line how one text became another: `[-gone-]`, `{+new+}`, and a few words of what stands about them.
 */
import { differenceOf } from '../translation/difference.ts';

/** Words kept beside a difference. */
const beside = 3;

export function sayDifference(before: string, after: string): string {
  const changes = differenceOf(before, after);
  return changes
    .map(({ type, text }, index) => {
      if (type === 'removed') return `[-${text}-]`;
      return type === 'added' ? `{+${text}+}` : shortened(text, index === 0, index === changes.length - 1);
    })
    .join('');
}

/** What is the same, without what is far from a difference. */
function shortened(text: string, first: boolean, last: boolean): string {
  const words = text.split(/(?<=\s)(?=\S)/u);
  const [head, tail] = [first ? 0 : beside, last ? 0 : beside];
  if (words.length <= head + tail) return text;
  const parts = [words.slice(0, head).join('').trimEnd(), words.slice(words.length - tail).join('')];
  return parts.join(head === 0 ? '… ' : tail === 0 ? ' …' : ' … ');
}
