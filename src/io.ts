/**
 * What a command may touch besides files: its words out, its folder, whether somebody watches.
 */
export interface Io {
  readonly cwd: string;
  /** True if standard error is a terminal: colour and progress may be shown. */
  readonly terminal: boolean;
  stdout(text: string): void;
  stderr(text: string): void;
}
