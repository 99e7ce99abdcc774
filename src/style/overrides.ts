/**
 * What a language changes of the house style: parts of `page.yaml` and `style.yaml` that stand in the language's file and hold
 * for documents in it. Every value not named is the house's.
 */
import * as z from 'zod';
import { type PageData, pageSchema } from './page.ts';
import { type SheetData, sheetSchema, styleEntry } from './sheet.ts';

/** Any part of something, however deep; lists only as a whole. */
type Part<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [Key in keyof T]?: Part<T[Key]> | undefined } : T;

/** The fields of a language's file that change the house style. */
export const overrideFields = {
  page: partOf<PageData>(pageSchema).optional().describe('Places of page.yaml that differ in this language.'),
  base: partOf<SheetData['base']>(sheetSchema.shape.base).optional().describe('What style.yaml’s `base` says otherwise in this language.'),
  styles: z.record(z.string(), styleEntry).optional().describe('Values of style.yaml’s styles that differ in this language, by style.'),
};
export type Overrides = z.infer<z.ZodObject<typeof overrideFields>>;

/** The page of a language. */
export function pageWith(page: PageData, { page: changes }: Overrides): PageData {
  return changes === undefined ? page : merged<PageData>(page, changes);
}

/** The style sheet of a language. */
export function sheetWith(sheet: SheetData, { base, styles }: Overrides): SheetData {
  if (base === undefined && styles === undefined) return sheet;
  return {
    ...sheet,
    base: merged<SheetData['base']>(sheet.base, base ?? {}),
    styles: merged<SheetData['styles']>(sheet.styles, styles ?? {}),
  };
}

/** A schema of the same fields, none of them required. */
function partOf<T>(schema: z.ZodObject): z.ZodType<Part<T>> {
  const fields = Object.entries(schema.shape).map(([name, field]) => {
    const inner = field instanceof z.ZodObject ? partOf(field) : (field as z.ZodType);
    return [name, inner.optional().describe((field as z.ZodType).description ?? '')] as const;
  });
  return z.strictObject(Object.fromEntries(fields)) as unknown as z.ZodType<Part<T>>;
}

function merged<T>(whole: T, changes: Part<T>): T {
  if (!isMap(whole) || !isMap(changes)) return changes as T;
  const entries = Object.entries(changes).filter(([, change]) => change !== undefined);
  return { ...whole, ...Object.fromEntries(entries.map(([key, change]) => [key, merged(whole[key], change as Part<unknown>)])) } as T;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
