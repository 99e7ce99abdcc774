/** The part of `linebreak` we use; the package ships no types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next opportunity of UAX 14, or null at the text's end. */
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}

/** The part of `hyphen` we use; the package ships no types. */
declare module 'hyphen' {
  export default function createHyphenator(
    patterns: unknown,
    options: { readonly async: false; readonly hyphenChar: string; readonly minWordLength: number },
  ): (text: string) => string;
}
