import { describe, expect, it } from 'vitest';
import { breakMust, breakNever, findBreaks } from '../../src/text/breaks.ts';
import { breaks } from './fixtures.ts';

/** The text with a bar where a line may begin, and two where it must. */
function marked(text: string, title = false): string {
  const chances = findBreaks(text, breaks, title);
  let shown = '';
  for (let i = 0; i <= text.length; i++) {
    if (chances[i] !== breakNever) shown += chances[i] === breakMust ? '||' : '|';
    shown += text[i] ?? '';
  }
  return shown;
}

describe('break opportunities', () => {
  it('come after spaces', () => {
    expect(marked('one two  three')).toBe('one |two  |three');
  });

  it('come after hyphens and dashes within a word', () => {
    expect(marked('well-known 1990–1995 now—then')).toBe('well-|known |1990–|1995 |now—|then');
  });

  it('do not come after “non-”, large or small, quoted or not', () => {
    expect(marked('non-member Non-member “non-member”')).toBe('non-member |Non-member |“non-member”');
    expect(marked('canon-like')).toBe('canon-|like');
  });

  it('do not come after a solidus, a no-break hyphen or a no-break space', () => {
    expect(marked('A/80/1 anti\u2011x a\u00a0b')).toBe('A/80/1 |anti\u2011x |a\u00a0b');
  });

  it('do not come before a dash, nor where the language keeps two words together', () => {
    expect(marked('a city – the capital')).toBe('a |city – |the |capital');
    expect(marked('on 3 May Mr. Smith may go')).toBe('on |3 May |Mr. Smith |may |go');
  });

  it('come after a closing quotation mark and a space, before a bracket', () => {
    expect(marked('“so” (said)')).toBe('“so” |(said)');
  });

  it('leave words and named phrases of a title whole', () => {
    expect(marked('the Vice-President of the Upper House', true)).toBe('the |Vice-President |of |the |Upper House');
    expect(marked('the Vice-President of the Upper House')).toBe('the |Vice-|President |of |the |Upper |House');
  });

  it('are orders where the author breaks a line', () => {
    expect(marked('one \ntwo\n')).toBe('one \n||two\n||');
  });

  it('come between ideographs, but not before their full stop', () => {
    expect(marked('大会。x')).toBe('大|会。|x');
  });
});
