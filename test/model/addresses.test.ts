/** What a link may lead to. */
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../src/model/addresses.ts';

describe('an address', () => {
  it.each([
    'https://example.org',
    'http://example.org/a_(b)?c=d&e#f',
    'HTTPS://Example.org:8080/%7Ex',
    'mailto:a.b+c@example.org?subject=Dials',
  ])('is taken as it is written: %s', (written) => {
    expect(addressOf(written)).toEqual({ type: 'address', address: written });
  });

  it('in other letters is written as browsers write it, host and path', () => {
    expect(addressOf('https://مثال.example/ü')).toEqual({ type: 'address', address: 'https://xn--mgbh0fb.example/%C3%BC' });
  });

  it.each([
    ['https://example.org/a|b', 'https://example.org/a%7Cb'],
    ['https://example.org/?q={^x`y}', 'https://example.org/?q=%7B%5Ex%60y%7D'],
    ['https://example.org/100%', 'https://example.org/100%25'],
    ['https://example.org/%C3%A9%zz', 'https://example.org/%C3%A9%25zz'],
    ['https://example.org/a#b#c', 'https://example.org/a#b%23c'],
    ['mailto:a@example.org?subject=5%', 'mailto:a@example.org?subject=5%25'],
  ])('that browsers take and the standard does not is escaped, once: %s', (written, address) => {
    expect(addressOf(written)).toEqual({ type: 'address', address });
    expect(addressOf(address)).toEqual({ type: 'address', address });
  });

  it.each([
    ['relative', 'report.pdf'],
    ['relative', '//example.org/a'],
    ['relative', '#note'],
    ['relative', 'www.example.org'],
    ['scheme', 'javascript:alert(1)'],
    ['scheme', 'JavaScript:alert(1)'],
    ['scheme', 'data:text/html,x'],
    ['scheme', 'file:///etc/hosts'],
    ['scheme', 'tel:100'],
    ['malformed', 'https:example.org'],
    ['malformed', 'https:///a'],
    ['malformed', 'https://example.org/a b'],
    ['malformed', 'https://exa<mple.org/'],
    ['malformed', 'mailto:keepers'],
    ['malformed', 'mailto:a@b@c.org'],
    ['malformed', 'https://\\example.org'],
    ['password', 'https://un.org@example.org/'],
    ['password', 'https://a:b@example.org/'],
    ['long', `https://example.org/${'a'.repeat(2_000)}`],
  ])('is refused as %s: %s', (fault, written) => {
    expect(addressOf(written)).toEqual({ type: 'fault', fault });
  });
});
