/**
 * Makes a list of what the reader of YAML gives one by one: its tokens come through up to six generators within each other, which
 * takes Node three times as long as the reading, and nobody here reads a text before it is whole.
 */
import { changing } from './changing.js';

/** For esbuild. */
export const withoutGenerators = changing('without-generators', [
  [/yaml[\\/]browser[\\/]dist[\\/]parse[\\/](?:lexer|parser)\.js$/, listing],
]);

/** The code of a class whose generators push into `made` in place of yielding. */
function listing(code) {
  const made = code
    .replace(/^ {4}\*(\w+\()/gm, '    $1')
    .replace(/\byield\* (?=this\.)/g, '')
    .replace(/\byield ([^;]+);/g, '(this.made ??= []).push($1);')
    .replace(/for \(const (\w+) of (this\.lexer\.lex\([^)]*\))\)/, '$2;\n        for (const $1 of this.lexer.made ?? [])')
    .replace(/(?<=if \(!incomplete\)\s+this\.end\(\);)/, '\n        return this.made ?? [];');
  const isLexer = /^ {4}lex\(/m.test(made);
  const isParser = made.includes('of this.lexer.made ??') && made.includes('return this.made ??');
  if (isLexer === isParser || /^(?!\s*\*).*\byield\b/m.test(made)) throw new Error('the reader of YAML gives its tokens in another way');
  return made;
}
