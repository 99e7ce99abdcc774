/**
 * Model × Language → View: every value a template may print, already text. Absent values are null, never left out, so that
 * a template's conditions can be checked against this shape. White space is folded here.
 */
import { printedItem, romanOf } from '../model/labels.ts';
import type { Annex, Model, OrganEntry, Signatory } from '../model/model.ts';
import { formatSymbols } from '../model/symbol.ts';
import type { Report } from '../problem.ts';
import { beginLine, bracesIn, fill, sayDate, sayList, sayMastheadDate, sayOrdinal } from './format.ts';
import type { Language } from './language.ts';
import type { View } from './view-schema.ts';

export type { View } from './view-schema.ts';

/** What the view takes from the house besides the language. */
export interface ViewData {
  readonly language: Language;
  readonly organs: Readonly<Record<string, { readonly root: string; readonly counts: 'session' | 'year'; readonly offset: number }>>;
  readonly joiner: string;
  readonly hasEmblem: boolean;
  /** Whether a reproduction was found to say what the issued file says. */
  readonly isCompared: boolean;
}

/** Builds the view; null when the language lacks a word it needs, which is reported. */
export function viewOf(model: Model, data: ViewData, report: Report): View | null {
  const { language } = data;
  const blockLanguage = language.masthead.language;
  let whole = true;
  const fail: Report = (...problem) => {
    report(...problem);
    whole = false;
  };
  const missing = (key: string): string => {
    fail('PHRASE_MISSING', { path: '' }, { key, language: language.language });
    return '';
  };
  const say = (key: string, values: Record<string, string> = {}): string => {
    const phrase = language.phrases[key];
    if (phrase === undefined) return missing(key);
    if (!phrase.includes('{')) return phrase;
    const unknown = bracesIn(phrase).find((name) => values[name] === undefined);
    if (unknown === undefined) return fill(phrase, values);
    fail('PHRASE_MISSING', { path: '' }, { key, value: `{${unknown}}`, language: language.language, variant: 'braces' });
    return '';
  };
  const date = (day: string) => sayDate(day, 'long', language);
  const inBlock = (words: string) => ({ text: words, language: blockLanguage === language.language ? null : blockLanguage });
  const fold = (value: string) => value.replace(/[ \t\r\n]+/g, ' ').trim();
  const foldLines = (value: string) =>
    value
      .split('\n')
      .map(fold)
      .filter((line) => line !== '');

  const organName = (organ: string) => language.organs[organ] ?? missing(`organs.${organ}`);
  /** A line such as "{ordinal-common} session", in whichever form of the ordinal the phrase asks for. */
  const sayCounted = (key: string, number: number) => {
    const asked = bracesIn(language.phrases[key] ?? '').filter((name) => name.startsWith(ordinalPrefix));
    const ordinals = asked.map((name) => {
      const form = name.slice(ordinalPrefix.length);
      const table = language.ordinals[form];
      return [name, (table && sayOrdinal(number, table)) ?? missing(`ordinals.${form}.${number}`)] as const;
    });
    return beginLine(say(key, { number: String(number), ...Object.fromEntries(ordinals) }));
  };
  const lineOf = ({ organ, session, year }: OrganEntry) => {
    if (session) return sayCounted(`session-${session.type}`, session.number);
    if (year === null) return '';
    // Without an offset years are those of the calendar.
    return sayCounted(data.organs[organ]?.offset === 0 ? 'session-calendar' : 'year', year);
  };

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

  /** Whether an organ has sessions; those of years of the calendar are. */
  const meets = ({ organ }: OrganEntry) => data.organs[organ]?.counts === 'session' || data.organs[organ]?.offset === 0;
  const column = (entry: OrganEntry, index: number) => ({
    at: `organs.${index}`,
    // One organ alone is named in the masthead (layout.md §4).
    organ: model.organs.length === 1 ? null : organName(entry.organ),
    line: lineOf(entry),
    agendaLine:
      entry.agenda.length === 0
        ? null
        : say(agendaLines[entry.agenda.length] ?? 'agenda-many', {
            items: sayList(
              entry.agenda.map(({ item }) => printedItem(item, language.labels)),
              language['join-items'],
            ),
          }),
    titles: entry.agenda.map((item, at) => ({ at: `organs.${index}.agenda.${at}`, lines: foldLines(item.title) })),
  });

  const signed = model.status === 'draft' ? null : say('signed');
  const signatoriesOf = (signing: readonly Signatory[], before: string) =>
    signing.length === 0
      ? null
      : signing.map((signatory, index) => ({
          at: `${before}signatories.${index}`,
          signed,
          signedFirst: language.signature.signed === 'before',
          titlesFirst: language.signature.titles === 'before',
          given: fold(signatory.given),
          between: language.signature.between,
          beside: language.signature.beside,
          family: fold(signatory.family),
          titles: signatory.titles.map((line, at) => ({ at: `${before}signatories.${index}.titles.${at}`, text: fold(line) })),
        }));

  const title = model.title ?? titleOf(model, language, say, missing, fail);
  const titleLines = foldLines(title);
  const plainTitle = titleLines.join(' ');
  // A title whose lines the author broke by hand is still the one made from the letter.
  const made =
    model.title === null
      ? title
      : titleOf(
          model,
          language,
          say,
          () => '',
          () => {},
        );
  const annexes = annexesOf(model, fold(made) === plainTitle ? made : null, { say, missing, fail, language }).map(
    ({ at, annex, kind, heading, label }) => ({
      at,
      kind,
      heading,
      label,
      original:
        annex.original === null
          ? null
          : say('annex-original', {
              language: (language['names-in-annex'] ?? language.names)[annex.original] ?? missing(`names.${annex.original}`),
            }),
      title: annex.title === null ? null : { at: `${at}.title`, lines: foldLines(annex.title) },
      body: `${at}.body`,
      signatories: signatoriesOf(annex.signatories, `${at}.`),
    }),
  );

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
  const kind = kindOf(model, joined);
  const day = model.issued ?? model.letter.date;

  const view: View = {
    statusMark: joinedMarks(
      [data.isCompared ? null : statusMark(kind, model, joined, say, date), model.unofficial ? say('unofficial-translation') : null],
      say,
    ),
    organization: say('organization'),
    symbol: symbolParts.length === 0 ? null : symbolParts,
    emblem: say(data.hasEmblem ? 'alt-emblem' : 'alt-emblem-missing'),
    organs: model.organs.map((entry, index) => ({ name: organName(entry.organ), at: `organs.${index}.organ` })),
    distribution: inBlock(say(`distribution-${model.distribution}`)),
    issued: model.issued === null ? null : inBlock(sayMastheadDate(model.issued, language)),
    versionLanguage: language.language === model.original ? null : inBlock(language.masthead.version),
    original: inBlock(say('original', { language: language.names[model.original] ?? missing(`names.${model.original}`) })),
    columns: model.organs.some(meets) ? model.organs.map(column) : null,
    title: { at: model.title === null ? 'letter' : 'title', lines: titleLines, mark: marksOn('title') || null },
    signatories: signatoriesOf(model.signatories, ''),
    annexes: annexes.length === 0 ? null : annexes,
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
      author: model.signatories
        .map((signatory) => fold(signatory.given) + language.signature.between + fold(signatory.family))
        .join(say('property-join')),
      subject: joinedMarks([claim(kind, model, say, date), model.unofficial ? say('unofficial-translation') : null], say) ?? '',
      keywords: symbols.map((symbol) => symbol.text).join(say('property-join')),
      date: `${day}T00:00:00Z`,
      symbol: joined,
    },
  };
  return whole ? view : null;
}

type Say = (key: string, values?: Record<string, string>) => string;

/** What names an ordinal in a phrase, before its form: {ordinal-feminine}. */
const ordinalPrefix = 'ordinal-';
/** Agenda lines by the number of items: some languages have a dual. */
const agendaLines: readonly (string | undefined)[] = [undefined, 'agenda-one', 'agenda-two'];

interface Saying {
  readonly language: Language;
  readonly say: Say;
  readonly missing: (key: string) => string;
  readonly fail: Report;
}
interface SaidAnnex {
  readonly at: string;
  readonly annex: Annex;
  readonly kind: 'annex' | 'enclosure';
  readonly heading: string | null;
  readonly label: string | null;
}

/**
 * The annexes and their enclosures in reading order with the words above them. An annex names the letter it belongs to, unless
 * the author gave the letter a title of his own, in other words than those made; several of a kind are numbered.
 */
function annexesOf(model: Model, title: string | null, saying: Saying): readonly SaidAnnex[] {
  const { language, say } = saying;
  const numberOf = (index: number, count: number, kind: SaidAnnex['kind']) =>
    count === 1 ? say(kind) : say(`${kind}-numbered`, { number: String(index + 1), roman: romanOf(index + 1).toUpperCase() });
  const key = model.letter.identical ? 'annex-to-identical' : 'annex-to-letter';
  // Some languages say it differently of one among several.
  const headingKey = model.annexes.length > 1 ? `${key}-numbered` : key;
  return model.annexes.flatMap((annex, index): readonly SaidAnnex[] => {
    const at = `annexes.${index}`;
    const words = numberOf(index, model.annexes.length, 'annex');
    const heading = title === null ? null : beginLine(say(headingKey, { annex: words, title, ...partsOf(model, language, saying) }));
    const enclosures = annex.enclosures.map((enclosed, place): SaidAnnex => {
      const label = numberOf(place, annex.enclosures.length, 'enclosure');
      return { at: `${at}.enclosures.${place}`, annex: enclosed, kind: 'enclosure', heading: null, label };
    });
    return [{ at, annex, kind: 'annex', heading, label: heading === null ? words : null }, ...enclosures];
  });
}

function titleOf(model: Model, language: Language, say: Say, missing: (key: string) => string, fail: Report): string {
  const parts = partsOf(model, language, { language, say, missing, fail });
  const identical = model.letter.to.length < 3 ? 'title-identical' : 'title-identical-many';
  return say(model.letter.identical ? identical : 'title-letter', parts);
}

/** What a title is made of: the letter's date, senders and addressees. */
function partsOf(model: Model, language: Language, { missing, fail }: Saying): Record<'date' | 'senders' | 'addressees', string> {
  const senders = model.letter.from.map((sender, index) => {
    const at = `letter.from.${index}`;
    const phrases = language.offices[sender.office]?.sender;
    const phrase = phrases && (sender.gender === null ? phrases.any : (phrases[sender.gender] ?? phrases.any));
    if (phrases && phrase === undefined)
      fail(
        'FIELD_MISSING',
        { path: `${at}.gender`, on: 'key' },
        { name: 'gender', parent: sender.office, language: language.language, variant: 'gender' },
      );
    const state = sender.of === null ? '' : language.states[sender.of];
    if (state === undefined)
      fail(
        'PHRASE_MISSING',
        { path: `${at}.of` },
        { key: `states.${sender.of}`, value: sender.of ?? '', language: language.language, variant: 'state' },
      );
    if (!phrases) missing(`offices.${sender.office}`);
    return fill(phrase ?? '', { state: state ?? '' });
  });
  const addressees = model.letter.to.map(({ office, gender }) => {
    const phrases = language.addressees[office] ?? {};
    return phrases[gender ?? 'any'] ?? phrases.any ?? missing(`addressees.${office}`);
  });
  return {
    date: sayDate(model.letter.date, 'long', language),
    senders: sayList(senders, language.join),
    addressees: sayList(addressees, language.join),
  };
}

/** What a document is, by which its mark and its properties call it alike. */
type Kind = Model['status'] | 'reconstruction';

/** A reproduction is one of an issued document that is named; without, it is a reconstruction (design.md §5). */
function kindOf(model: Model, symbol: string | null): Kind {
  return model.status === 'reproduction' && (symbol === null || model.reproduces === null) ? 'reconstruction' : model.status;
}

/** What the document's properties say of its status; an unofficial translation of an official document is none. */
function claim(kind: Kind, model: Model, say: Say, date: (day: string) => string): string | null {
  if (kind !== 'official' || !model.official) return say(`property-${kind}`);
  return model.unofficial ? null : say('property-official', { by: model.official.by, on: '', date: date(model.official.on) });
}

/** Marks stand on one line. */
function joinedMarks(marks: readonly (string | null)[], say: Say): string | null {
  const printed = marks.filter((mark) => mark !== null);
  return printed.length === 0 ? null : printed.join(printed.length > 1 ? say('mark-join') : '');
}

/** design.md §5: what stands on every page of a document that is not official. */
function statusMark(kind: Kind, model: Model, symbol: string | null, say: Say, date: (day: string) => string): string | null {
  return kind === 'official' ? null : say(`status-${kind}`, { date: date(model.letter.date), symbol: symbol ?? '' });
}
