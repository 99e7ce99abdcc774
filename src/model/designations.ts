/**
 * Finds names of States in an author's text that differ from the form the Organization uses. They are told and never
 * changed: the designations in a letter are its sender's.
 */

/** What a language knows of such names; `Language` has it. */
export interface Designations {
  /** Whether a name ends where letters end; not in a script without spaces. */
  readonly 'whole-words': boolean;
  /** By the State's code: a pattern, without groups that capture, of other names than the Organization's. */
  readonly names: Readonly<Record<string, string>>;
}

export interface Designation {
  readonly state: string;
  readonly name: string;
  /** Within the text given. */
  readonly index: number;
}

/** The first occurrence of each such name, in the order of the text. */
export function designationsIn(text: string, designations: Designations): readonly Designation[] {
  const states = Object.keys(designations.names);
  const found = new Map<string, Designation>();
  for (const match of text.matchAll(patternOf(designations))) {
    const state = states[match.slice(1).findIndex((group) => group !== undefined)] ?? '';
    if (!found.has(match[0])) found.set(match[0], { state, name: match[0], index: match.index });
  }
  return [...found.values()];
}

const compiled = new WeakMap<Designations, RegExp>();

/** All names in one pattern, a group each. */
function patternOf(designations: Designations): RegExp {
  let pattern = compiled.get(designations);
  if (!pattern) {
    const any = Object.values(designations.names)
      .map((name) => `(${name})`)
      .join('|');
    pattern = new RegExp(designations['whole-words'] ? `(?<!\\p{L})(?:${any})(?!\\p{L})` : any, 'gu');
    compiled.set(designations, pattern);
  }
  return pattern;
}
