/**
 * What is wrong with the path of a file in a bag of somebody else's: it must stay in the bag, and every system must be able
 * to hold it. Shares nothing with what names files when a bag is made.
 */

/** Why a path is refused; a message's variant. */
export type PathFault = 'outside' | 'backslash' | 'control' | 'windows' | 'long';

/** Characters of a path, and of one name in it. */
const longest = { path: 400, name: 255 };
/** Naming Files, Paths, and Namespaces (Microsoft). The backslash is told apart. */
const forbidden = /[<>:"|?*]/;
const reserved = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

/** The first thing wrong with a path by forward slashes, relative to the bag; null if nothing is. */
export function faultIn(path: string): PathFault | null {
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(path)) return 'control';
  if (path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:/.test(path)) return 'outside';
  if (path.includes('\\')) return 'backslash';
  const parts = path.split('/');
  if (parts.some((part) => part === '..' || part === '.' || part === '')) return 'outside';
  if (path.length > longest.path || parts.some((part) => part.length > longest.name)) return 'long';
  if (parts.some((part) => /[. ]$/.test(part) || forbidden.test(part) || reserved.test(part))) return 'windows';
  return null;
}

/** Paths that are one file where capitals or composed letters make no difference. */
export function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** A path or a line of a file as a message may print it: without control characters, and not too long. */
export function legible(text: string): string {
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return shown.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
const longestShown = 160;
