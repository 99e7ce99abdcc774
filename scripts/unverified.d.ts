export const wordSections: readonly string[];
export const entrySections: readonly string[];
export function wordsOf(data: object): readonly { readonly place: string; readonly value: unknown }[];
export function sourceOf(
  place: string,
  sources: Readonly<Record<string, string>>,
): { readonly at: string; readonly source: string } | null;
export function unverifiedPage(folder: string): string;
