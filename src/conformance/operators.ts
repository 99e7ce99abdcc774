/** The operators of content streams. */
import type { ColorSpace } from './color.ts';

/** What an operator does, as far as a check needs it. */
export interface Operator {
  readonly paints: boolean;
  /** The device space it selects; null if none. */
  readonly space: ColorSpace | null;
  /** Whether it changes what the check knows. */
  readonly changes: boolean;
}
/** The operators that select a device's space. */
export const spaces: readonly (readonly [ColorSpace, string])[] = [
  ['DeviceGray', 'g G'],
  ['DeviceRGB', 'rg RG'],
  ['DeviceCMYK', 'k K'],
];
/** Of ISO 32000-1, annex A; inline pictures and shadings are none of ours, and none of these. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ...operatorsOf('cm w J j M d i m l c v y h re n W W* Tc Tw Tz TL Tr Ts Td TD Tm T* SC SCN sc scn MP DP', {}),
  ...operatorsOf('S s f F f* B B* b b*', { paints: true }),
  ...operatorsOf('Tj TJ \' "', { paints: true, changes: true }),
  ...operatorsOf('q Q ri gs BT ET Tf CS cs Do BMC BDC EMC', { changes: true }),
  ...spaces.flatMap(([space, names]) => operatorsOf(names, { space })),
]);

function operatorsOf(names: string, said: Partial<Operator>): readonly (readonly [string, Operator])[] {
  return names.split(' ').map((name) => [name, { paints: false, space: null, changes: false, ...said }]);
}
