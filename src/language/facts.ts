/**
 * Model × View → Facts: what metadata say of a document, in its language.
 */
import type { Model } from '../model/model.ts';
import type { Facts } from '../tree/facts.ts';
import type { Language } from './language.ts';
import type { View } from './view.ts';

/** The facts of one version; `source` is the language of the document's source, `slug` the name of its folder. */
export function factsOf(model: Model, view: View, language: Language, source: string, slug: string): Facts {
  return {
    slug,
    status: model.status,
    statusMark: view.statusMark,
    unofficial: model.unofficial,
    original: model.original,
    source,
    organs: model.organs.map(({ organ, session, year, symbol, agenda }) => ({
      organ,
      name: language.organs[organ] ?? organ,
      session,
      year,
      symbol,
      agenda: agenda.map(({ item, title }) => ({ item, title: title.replace(/\s+/g, ' ').trim() })),
    })),
    distribution: model.distribution,
    issued: model.issued,
    letterDate: model.letter.date,
    from: model.letter.from,
    to: model.letter.to,
    identical: model.letter.identical,
    job: model.job,
    address: model.qr,
    signatories: model.signatories,
    official: model.official,
    reproduces: model.reproduces,
  };
}
