/**
 * One thing that a passage says and every version must say: its kind, a value that no language colours, its place.
 */
export type FactKind = 'figure' | 'percent' | 'date' | 'time' | 'symbol' | 'address' | 'item';

export interface Fact {
  readonly kind: FactKind;
  /** The same in every language: "2000000", "2020-01-17", "1/3", "999(b)". */
  readonly value: string;
  /** Whether it is this and nothing else. What is not sure may answer another version's fact and needs no answer. */
  readonly sure: boolean;
  readonly start: number;
  readonly end: number;
}

/** A passage's text while it is read: what was taken is blotted out, so that places stay. */
export interface Sheet {
  text: string;
}
const blot = '\uFFFC';

/** Blots out a stretch, so that no later reader takes it for something else. */
export function take(sheet: Sheet, start: number, end: number): void {
  sheet.text = sheet.text.slice(0, start) + blot.repeat(end - start) + sheet.text.slice(end);
}

/** Facts of all matches, which are blotted out; a match without facts stays. */
export function taken(
  sheet: Sheet,
  form: RegExp,
  read: (match: RegExpExecArray) => readonly Pick<Fact, 'kind' | 'value'>[],
): readonly Fact[] {
  const facts = [...sheet.text.matchAll(form)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    return read(match).map((fact): Fact => ({ ...fact, sure: true, start, end }));
  });
  for (const { start, end } of facts) take(sheet, start, end);
  return facts;
}
