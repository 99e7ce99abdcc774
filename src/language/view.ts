/**
 * Model × Language → View: every value a template may print, already text. Absent values are null, never left out, so that
 * a template's conditions can be checked against this shape. White space is folded here.
 */
import * as z from 'zod';
import type { Model, OrganEntry, Session } from '../model/model.ts';
import { formatSymbols } from '../model/symbol.ts';
import type { Report } from '../problem.ts';
import { fill, sayDate, sayList, sayOrdinal } from './format.ts';
import type { Language } from './language.ts';

const lines = z.array(z.string());
const text = z.string();
export const viewSchema = z.strictObject({
  statusMark: text.nullable(),
  organization: text,
  symbol: z.array(z.strictObject({ letter: text, rest: text })).nullable(),
  emblem: text,
  organs: z.array(z.strictObject({ name: text, at: text })),
  distribution: text,
  issued: text.nullable(),
  versionLanguage: text.nullable(),
  original: text.nullable(),
  columns: z
    .array(
      z.strictObject({
        at: text,
        organ: text,
        line: text,
        agendaLine: text.nullable(),
        titles: z.array(z.strictObject({ at: text, lines })),
      }),
    )
    .nullable(),
  title: z.strictObject({ at: text, lines, mark: text.nullable() }),
  signatories: z
    .array(
      z.strictObject({
        at: text,
        signed: text.nullable(),
        given: text,
        family: text,
        titles: z.array(z.strictObject({ at: text, text })),
      }),
    )
    .nullable(),
  notes: z.array(z.strictObject({ at: text, mark: text, text })).nullable(),
  jobLine: text.nullable(),
  barCode: z.strictObject({ value: text, alt: text }).nullable(),
  recycle: z.strictObject({ words: text, alt: text }),
  qrCode: z.strictObject({ value: text, alt: text }).nullable(),
  runningSymbols: z.array(z.strictObject({ at: text, text })).nullable(),
  runningJob: text.nullable(),
  /** Not printed by templates: what the outputs say of the document in their properties. */
  properties: z.strictObject({ title: text, author: text, subject: text, keywords: text, date: text, symbol: text.nullable() }),
});
export type View = z.infer<typeof viewSchema>;

/** What the view takes from the house besides the language. */
export interface ViewData {
  readonly language: Language;
  /** State's code to its form in a title of this language; null if not known. */
  stateName(code: string): string | null;
  readonly organs: Readonly<Record<string, { readonly root: string; readonly counts: 'session' | 'year' }>>;
  readonly joiner: string;
  readonly hasEmblem: boolean;
}

/** Builds the view; null when the language lacks a word it needs, which is reported. */
export function viewOf(model: Model, data: ViewData, report: Report): View | null {
  const { language } = data;
  let whole = true;
  const missing = (key: string): string => {
    report('PHRASE_MISSING', { path: '' }, { key, language: language.language });
    whole = false;
    return '';
  };
  const say = (key: string, values: Record<string, string> = {}): string => {
    const phrase = language.phrases[key];
    return phrase === undefined ? missing(key) : fill(phrase, values);
  };
  const date = (day: string) => sayDate(day, 'long', language);
  const fold = (value: string) => value.replace(/[ \t\r\n]+/g, ' ').trim();
  const foldLines = (value: string) =>
    value
      .split('\n')
      .map(fold)
      .filter((line) => line !== '');

  const organName = (organ: string) => language.organs[organ] ?? missing(`organs.${organ}`);
  const ordinal = (number: number) => sayOrdinal(number, language) ?? missing(`ordinals.${number}`);
  const sessionLine = (session: Session) => say(`session-${session.type}`, { ordinal: ordinal(session.number) });

  const marks = model.notes.map((_, index) => say('note-sign').repeat(index + 1));
  const marksOn = (place: 'symbol' | 'title') => marks.filter((_, index) => model.notes[index]?.on === place).join('');

  const symbols = model.organs.flatMap((entry, index) =>
    entry.symbol === null ? [] : [{ text: entry.symbol, at: `organs.${index}.symbol` }],
  );
  const joined =
    symbols.length === 0
      ? null
      : formatSymbols(
          symbols.map((symbol) => symbol.text),
          data.joiner,
        );
  const symbolParts = symbols.map((symbol, index) => {
    const slash = symbol.text.indexOf('/');
    return {
      letter: symbol.text.slice(0, slash),
      rest: symbol.text.slice(slash) + marksOn('symbol') + (index < symbols.length - 1 ? data.joiner : ''),
    };
  });

  const column = (entry: OrganEntry, index: number) => ({
    at: `organs.${index}`,
    organ: organName(entry.organ),
    line: entry.session ? sessionLine(entry.session) : entry.year === null ? '' : say('year', { ordinal: ordinal(entry.year) }),
    agendaLine:
      entry.agenda.length === 0
        ? null
        : say(entry.agenda.length === 1 ? 'agenda-one' : 'agenda-many', {
            items: sayList(
              entry.agenda.map((item) => item.item),
              language,
            ),
          }),
    titles: entry.agenda.map((item, at) => ({ at: `organs.${index}.agenda.${at}`, lines: foldLines(item.title) })),
  });

  const title = model.title ?? titleOf(model, data, say, missing);
  const titleLines = foldLines(title);
  const plainTitle = titleLines.join(' ');
  const signed = model.status === 'draft' ? null : say('signed');

  const number = model.job?.number ?? null;
  const jobNumber = number === null ? null : number + marksOn('symbol');
  const jobDates = model.job?.dates.map((day) => sayDate(day, 'job', language)).join(say('job-dates-join')) ?? '';
  const jobLine =
    jobNumber === null
      ? null
      : say(jobDates ? 'job-line' : 'job-line-undated', {
          number: jobNumber,
          letter: language.letter,
          ...(jobDates ? { dates: jobDates } : {}),
        });
  const coded = model.status !== 'draft';
  const day = model.issued ?? model.letter.date;

  const view: View = {
    statusMark: statusMark(model, joined, say, date),
    organization: say('organization'),
    symbol: symbolParts.length === 0 ? null : symbolParts,
    emblem: say(data.hasEmblem ? 'alt-emblem' : 'alt-emblem-missing'),
    organs: model.organs.map((entry, index) => ({ name: organName(entry.organ), at: `organs.${index}.organ` })),
    distribution: say(`distribution-${model.distribution}`),
    issued: model.issued === null ? null : date(model.issued),
    versionLanguage:
      language.language === model.original ? null : (language.names[language.language] ?? missing(`names.${language.language}`)),
    original: say('original', { language: language.names[model.original] ?? missing(`names.${model.original}`) }),
    columns: model.organs.some((entry) => data.organs[entry.organ]?.counts === 'session') ? model.organs.map(column) : null,
    title: { at: model.title === null ? 'letter' : 'title', lines: titleLines, mark: marksOn('title') || null },
    signatories:
      model.signatories.length === 0
        ? null
        : model.signatories.map((signatory, index) => ({
            at: `signatories.${index}`,
            signed,
            given: fold(signatory.given),
            family: fold(signatory.family),
            titles: signatory.titles.map((line, at) => ({ at: `signatories.${index}.titles.${at}`, text: fold(line) })),
          })),
    notes:
      model.notes.length === 0
        ? null
        : model.notes.map((note, index) => ({ at: `notes.${index}`, mark: marks[index] ?? '', text: fold(note.text) })),
    jobLine,
    barCode: coded && number !== null ? { value: number.replace(/\D/g, ''), alt: say('alt-bar-code', { number }) } : null,
    recycle: { words: say('recycle'), alt: say('alt-recycle') },
    qrCode: coded && model.qr !== null ? { value: model.qr, alt: say('alt-qr-code', { address: model.qr }) } : null,
    runningSymbols: symbols.length === 0 ? null : symbols,
    runningJob: number,
    properties: {
      title: plainTitle,
      author: model.signatories.map((signatory) => `${fold(signatory.given)} ${fold(signatory.family)}`).join(language.join.comma),
      subject:
        model.status === 'official' && model.official
          ? say('property-official', { by: model.official.by, on: '', date: date(model.official.on) })
          : say(`property-${model.status}`),
      keywords: symbols.map((symbol) => symbol.text).join(language.join.comma),
      date: `${day}T00:00:00Z`,
      symbol: joined,
    },
  };
  return whole ? view : null;
}

type Say = (key: string, values?: Record<string, string>) => string;

function titleOf(model: Model, data: ViewData, say: Say, missing: (key: string) => string): string {
  const { language } = data;
  const senders = model.letter.from.map((sender) => {
    const phrases = language.offices[sender.office]?.sender ?? {};
    const phrase = (sender.gender === null ? undefined : phrases[sender.gender]) ?? phrases.any ?? missing(`offices.${sender.office}`);
    const state = sender.of === null ? '' : (data.stateName(sender.of) ?? missing(`states.${sender.of}`));
    return fill(phrase, { state });
  });
  const addressees = model.letter.to.map((addressee) => language.addressees[addressee] ?? missing(`addressees.${addressee}`));
  return say(model.letter.identical ? 'title-identical' : 'title-letter', {
    date: sayDate(model.letter.date, 'long', language),
    senders: sayList(senders, language),
    addressees: sayList(addressees, language),
  });
}

/** design.md §5: what stands on every page of a document that is not official. */
function statusMark(model: Model, symbol: string | null, say: Say, date: (day: string) => string): string | null {
  switch (model.status) {
    case 'draft':
      return say('status-draft', { date: date(model.letter.date) });
    case 'sample':
      return say('status-sample');
    case 'reproduction':
      return symbol !== null && model.reproduces !== null ? say('status-reproduction', { symbol }) : say('status-reconstruction');
    case 'official':
      return null;
  }
}
