/** Tells which file names Windows would refuse or confuse (Microsoft, "Naming Files, Paths, and Namespaces"). */

/** Names of devices, with any extension. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const forbidden = /[<>:"|?*\\\p{Cc}]|[. ]$/u;
/** Windows has 260 characters for a whole path unless told otherwise; this leaves sixty for the folder it is unpacked in. */
const longest = 200;

/** What is wrong with paths, one sentence each; empty if nothing is. */
export function faultsOfNames(paths) {
  const faults = [];
  const seen = new Map();
  for (const file of paths) {
    if (file.length >= longest) faults.push(`${file} has ${file.length} characters, ${longest} or more`);
    const parts = file.split('/');
    for (const [index, part] of parts.entries()) {
      if (part === '' || part === '.' || part === '..') faults.push(`${file} has an empty part`);
      else if (reserved.test(part)) faults.push(`${file} has the name of a device, ${part}`);
      else if (forbidden.test(part)) faults.push(`${file} has a character that is not allowed in ${part}`);
      const here = parts.slice(0, index + 1).join('/');
      const before = seen.get(here.toLowerCase());
      if (before !== undefined && before !== here) faults.push(`${here} and ${before} are one name`);
      seen.set(here.toLowerCase(), here);
    }
  }
  return [...new Set(faults)];
}
