/**
 * What a link may lead to: a whole address that any reader of any output can follow. Nothing that runs, lies on a machine or counts
 * from where a file happens to be.
 */

/** Schemes an address may have. */
const schemes = ['https', 'http', 'mailto'] as const;
/** Characters; browsers and readers of PDF cut what is longer than about this. */
const longest = 2_000;

/** What is wrong with an address: a variant of LINK_ADDRESS. */
export type AddressFault = 'scheme' | 'relative' | 'malformed' | 'password' | 'long';
export type Address = { readonly type: 'address'; readonly address: string } | { readonly type: 'fault'; readonly fault: AddressFault };

/** Reads an address as an author wrote it. */
export function addressOf(written: string): Address {
  const fault = (one: AddressFault): Address => ({ type: 'fault', fault: one });
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(written)?.[1]?.toLowerCase();
  if (scheme === undefined) return fault('relative');
  if (!schemes.some((known) => known === scheme)) return fault('scheme');
  if (written.length > longest) return fault('long');
  const whole = scheme === 'mailto' ? /^mailto:[^\s@/?#]+@[^\s@/?#]+(?:\?\S*)?$/i : /^https?:\/\/[^\s/?#\\]+(?:[/?#]\S*)?$/i;
  const parsed = whole.test(written) && URL.canParse(written) ? new URL(written) : null;
  if (!parsed) return fault('malformed');
  // "https://www.un.org@example.org" leads to example.org.
  if (parsed.username !== '' || parsed.password !== '') return fault('password');
  return { type: 'address', address: asciiOf(written, parsed) };
}

/** What an address is made of (RFC 3986, 2 and 3); brackets are let pass anywhere, as every reader does. */
const sound = /^(?:[\w\-.~:/?[\]@!$&'()*+,;=#]|%[\dA-Fa-f]{2})+$/;
/** What browsers leave as it is and Word, which takes the standard at its word, does not: a sign, a lone `%`, a second `#`. */
const unsound = /[^\w\-.~:/?[\]@!$&'()*+,;=#%]|%(?![\dA-Fa-f]{2})|(?<=#.*)#/g;

/** As written where that is an address already, so that nothing changes under an author's hand; else as browsers write it, its rest escaped. */
function asciiOf(written: string, parsed: URL): string {
  const isSound = sound.test(written) && written.indexOf('#') === written.lastIndexOf('#');
  return isSound ? written : parsed.href.replaceAll(unsound, encodeURIComponent);
}
