/**
 * The time a signature claims to be made at. Nobody vouches for it, so it is said as exactly as its owner says it: a day, or an
 * instant. It never comes from the clock by itself.
 */

export interface Moment {
  /** `2026-01-20`, or `2026-01-20T09:30:00Z`. */
  readonly said: string;
  /** What the words may mean: the same twice for an instant. */
  readonly first: Date;
  readonly last: Date;
}

const secondsOfDay = 86_400;

/** Reads a day or an instant of Universal Time as ISO 8601 writes them; null for anything else. */
export function momentOf(said: string): Moment | null {
  const match = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}Z)?$/.exec(said);
  const first = new Date(said);
  // A thirtieth of February is taken for a day of March.
  if (!match || Number.isNaN(first.getTime()) || first.toISOString().slice(0, match[1]?.length) !== match[1]) return null;
  return { said, first, last: match[2] === undefined ? new Date(first.getTime() + (secondsOfDay - 1) * 1000) : first };
}

/** Reads seconds since 1970, as `SOURCE_DATE_EPOCH` gives them. */
export function momentOfEpoch(seconds: string): Moment | null {
  return /^\d{1,11}$/.test(seconds) ? momentOf(instantOf(new Date(Number(seconds) * 1000))) : null;
}

/** An instant to the second. */
export function instantOf(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** As PDF writes a date, which may end with the day (ISO 32000-1, 7.9.4). */
export function pdfDate({ said }: Moment): string {
  return `D:${said.replace(/[-:T]/g, '')}`;
}

/** Reads a date of PDF; null if it is none. What stands after the day is read whole or not at all. */
export function momentOfPdf(date: string): Moment | null {
  const match = /^D:(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})?(\d{2})?)?(?:Z(?:00'?(?:00'?)?)?|([+-])(\d{2})'?(?:(\d{2})'?)?)?$/.exec(date);
  if (!match) return null;
  const [, year, month = '01', day = '01', hour, minute = '00', second = '00', sign, hours = '00', minutes = '00'] = match;
  const on = `${year}-${month}-${day}`;
  if (hour === undefined) return momentOf(on);
  const instant = new Date(`${on}T${hour}:${minute}:${second}${sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`}`);
  return Number.isNaN(instant.getTime()) ? null : momentOf(instantOf(instant));
}
