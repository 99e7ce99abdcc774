import type { Plugin } from 'esbuild';

export const withoutGenerators: Plugin;
