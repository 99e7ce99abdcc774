import type { Facts } from '../src/tree/facts.ts';

/** Facts of a letter about nothing, for trees made by hand. */
export const facts: Facts = {
  slug: 'letter',
  status: 'draft',
  statusMark: null,
  unofficial: false,
  original: 'en',
  source: 'en',
  organs: [],
  distribution: 'general',
  issued: null,
  letterDate: '2021-05-03',
  from: [],
  to: [],
  identical: false,
  job: null,
  address: null,
  signatories: [],
  official: null,
  reproduces: null,
};
