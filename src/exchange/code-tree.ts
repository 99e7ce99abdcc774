/**
 * Codes that open and close on their own → pairs, one inside another. Tools part a pair when they part its sentence; what then
 * overlaps cannot be told for certain and is refused.
 */
import type { ReadCoded, Spot } from './package.ts';

export type Token =
  | { readonly type: 'text'; readonly text: string }
  /** `key` joins it to its close; `id` is the code's number. */
  | { readonly type: 'open'; readonly key: string; readonly id: string; readonly style: string | null; readonly at: Spot }
  | { readonly type: 'close'; readonly key: string; readonly at: Spot }
  | { readonly type: 'single'; readonly id: string; readonly isBreak: boolean; readonly text: string | null; readonly at: Spot };

export type CodeTree =
  | { readonly type: 'tree'; readonly children: readonly ReadCoded[] }
  /** The code that overlaps another, or has no other end. */
  | { readonly type: 'fault'; readonly id: string; readonly at: Spot };

interface Open {
  readonly token: Extract<Token, { readonly type: 'open' }>;
  readonly children: ReadCoded[];
}

export function treeOf(tokens: readonly Token[]): CodeTree {
  const root: ReadCoded[] = [];
  const open: Open[] = [];
  for (const token of tokens) {
    const into = open.at(-1)?.children ?? root;
    switch (token.type) {
      case 'text': {
        const last = into.at(-1);
        if (last?.type === 'text') into[into.length - 1] = { type: 'text', text: last.text + token.text };
        else if (token.text !== '') into.push(token);
        break;
      }
      case 'single':
        into.push(token);
        break;
      case 'open':
        open.push({ token, children: [] });
        break;
      case 'close': {
        const pair = open.pop();
        if (!pair || pair.token.key !== token.key) return { type: 'fault', id: token.key.trim(), at: token.at };
        const { id, style, at } = pair.token;
        (open.at(-1)?.children ?? root).push({ type: 'pair', id, style, at, children: pair.children });
        break;
      }
    }
  }
  const left = open[0];
  return left ? { type: 'fault', id: left.token.id, at: left.token.at } : { type: 'tree', children: root };
}
