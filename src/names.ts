/**
 * Names that every system can hold: what is made here must lie on Windows too, in a folder of somebody else's.
 */

/** Windows takes 260 characters in all; what is left is for the folder a bag is put into. */
const longest = 200;
/** Naming Files, Paths, and Namespaces (Microsoft): what no part of a path may hold, be or end with. */
const forbidden = /[<>:"\\|?*\u0000-\u001f\u007f]/;
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/** The first of paths with forward slashes that Windows could not hold, or that differs from an earlier one only in the size of letters; null if none. */
export function illegalName(paths: Iterable<string>): string | null {
  const seen = new Set<string>();
  for (const path of paths) {
    const folded = path.normalize('NFC').toLowerCase();
    if (seen.has(folded) || path.length > longest || path.split('/').some(isIllegalName)) return path;
    seen.add(folded);
  }
  return null;
}

/** Whether Windows could not hold a file or folder of this name. It may make one all the same, that nothing can open or remove. */
export function isIllegalName(part: string): boolean {
  return part === '' || /[. ]$/.test(part) || forbidden.test(part) || reserved.test(part);
}

/** What Windows hides by a mark of its own: caches of folders, and by name who has a file open in an office program. */
const hiddenByWindows = /^(?:~\$.*|thumbs\.db|desktop\.ini)$/i;

/** Whether a file or folder is hidden from whoever lists it, and meant for nobody else. */
export function isHiddenName(part: string): boolean {
  return part.startsWith('.') || hiddenByWindows.test(part);
}
