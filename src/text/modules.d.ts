/** The part of `linebreak` we use; the package ships no types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next opportunity of UAX 14, or null at the text's end. */
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}
