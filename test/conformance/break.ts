/** All files broken on purpose. */
import { ofContent } from './break-content.ts';
import { ofFile } from './break-file.ts';
import { ofStructure } from './break-structure.ts';
import type { Breakage } from './breakage.ts';

export const breakages: readonly Breakage[] = [...ofFile, ...ofContent, ...ofStructure];
