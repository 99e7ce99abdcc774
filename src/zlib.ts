/**
 * The one door to `zlib-streams`: zlib itself as WebAssembly at a pinned version. The same bytes on every machine and Node
 * build, in half the time of a compressor in JavaScript and without its garbage. Started when first used.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What the module exports of zlib's compressor. Addresses and lengths are bytes of its memory. */
interface Zlib {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(length: number): number;
  deflate_new(): number;
  deflate_init(stream: number, level: number): number;
  deflate_init_raw(stream: number, level: number): number;
  /** The state in the high byte, 1 when the stream has ended; bytes written in the others. */
  deflate_process(stream: number, input: number, inputLength: number, output: number, outputLength: number, flush: number): number;
  deflate_last_consumed(stream: number): number;
  deflate_end(stream: number): number;
}
/** Node has it; its types leave it to the browser's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};

interface Opened {
  readonly zlib: Zlib;
  readonly input: number;
  readonly output: number;
}

/** Bytes handed over at a time; most streams of a letter go at once. */
const room = 1 << 16;
/** zlib's `Z_FINISH`: no more input follows what is given. */
const finish = 4;
const more = 0;
const ended = 1;

let opened: Opened | null = null;

/** Compresses at a level of 1 to 9, to the zlib format or, for containers that have their own frame, without its frame. */
export function compress(bytes: Uint8Array, level: number, framed: boolean): Uint8Array<ArrayBuffer> {
  opened ??= open();
  const { zlib, input, output } = opened;
  const stream = zlib.deflate_new();
  const begin = framed ? zlib.deflate_init : zlib.deflate_init_raw;
  if (stream === 0 || begin(stream, level) !== 0) throw new Error('the compressor does not start');
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0, state = more; state !== ended; ) {
    const length = Math.min(room, bytes.length - at);
    // The view is made anew: memory that grows moves.
    new Uint8Array(zlib.memory.buffer).set(bytes.subarray(at, at + length), input);
    const result = zlib.deflate_process(stream, input, length, output, room, at + length === bytes.length ? finish : more);
    const written = result & 0xffffff;
    state = result >> 24;
    const taken = zlib.deflate_last_consumed(stream);
    if (state < 0 || (state !== ended && written === 0 && taken === 0)) throw new Error(`the compressor stops: ${state}`);
    if (written > 0) parts.push(new Uint8Array(zlib.memory.buffer.slice(output, output + written)));
    at += taken;
  }
  zlib.deflate_end(stream);
  const [only] = parts;
  return parts.length === 1 && only ? only : new Uint8Array(Buffer.concat(parts));
}

function open(): Opened {
  const file = createRequire(import.meta.url).resolve('zlib-streams/zlib-streams.wasm');
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {});
  const zlib = exports as unknown as Zlib;
  return { zlib, input: zlib.malloc(room), output: zlib.malloc(room) };
}
