/**
 * Cuts the Chinese face down to what documents use, so that an installation carries 9 MB of it and not 115: the characters of
 * GB 2312 with their punctuation (`gb2312-characters.txt`), the full-width forms, and the rest of the Table of General Standard
 * Chinese Characters of 2013, which holds those of names and places (`standard-characters.txt`, from Unihan's kTGH). The whole
 * face is needed only to build. A character outside the cut stops a build by name (`GLYPH_MISSING`); whoever needs more adds its
 * range here, or points `templates/style.yaml` at the files of the whole package. The licence (SIL Open Font License 1.1, no
 * reserved name) goes with the cut.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const source = path.dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json'));
const weights = ['400Regular', '700Bold'];

/** Besides GB 2312: Latin-1, general punctuation, letterlike and number forms, CJK punctuation, circled and full-width forms. */
const ranges = [
  [0x20, 0xff],
  [0x2000, 0x206f],
  [0x2100, 0x218f],
  [0x2460, 0x24ff],
  [0x3000, 0x303f],
  [0x3200, 0x33ff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xffef],
];

/** Writes the cuts and their licence into a folder. */
export async function cutFaces(folder) {
  mkdirSync(folder, { recursive: true });
  const cut = await openSubsetter();
  for (const weight of weights) {
    const file = `NotoSerifSC_${weight}.ttf`;
    writeFileSync(path.join(folder, file), cut(readFileSync(path.join(source, weight, file)), characters()));
  }
  copyFileSync(path.join(source, 'LICENSE_FONT'), path.join(folder, 'NotoSerifSC-LICENSE.txt'));
}

/** Both lists are files: what a build of Node decodes as GB 2312 depends on its tables, and the cut must not. */
function characters() {
  const found = new Set();
  for (const [first, last] of ranges) for (let code = first; code <= last; code++) found.add(code);
  for (const list of ['gb2312-characters.txt', 'standard-characters.txt']) {
    for (const character of readFileSync(new URL(list, import.meta.url), 'utf8'))
      if (!/[\r\n]/.test(character)) found.add(character.codePointAt(0));
  }
  return found;
}

/** HarfBuzz's own subsetter by its raw exports: it keeps the character map and the layout rules of what is left. */
async function openSubsetter() {
  const wasm = readFileSync(path.join(path.dirname(require.resolve('harfbuzzjs')), 'harfbuzz-subset.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm);
  const hb = instance.exports;
  const writable = 2;
  const withoutHinting = 1;
  return (bytes, codes) => {
    const at = hb.malloc(bytes.length);
    new Uint8Array(hb.memory.buffer).set(bytes, at);
    const blob = hb.hb_blob_create(at, bytes.length, writable, 0, 0);
    const face = hb.hb_face_create(blob, 0);
    const input = hb.hb_subset_input_create_or_fail();
    const wanted = hb.hb_subset_input_unicode_set(input);
    for (const code of codes) hb.hb_set_add(wanted, code);
    hb.hb_subset_input_set_flags(input, withoutHinting);
    const subset = hb.hb_subset_or_fail(face, input);
    if (!subset) throw new Error('HarfBuzz could not cut the face');
    const result = hb.hb_face_reference_blob(subset);
    const data = hb.hb_blob_get_data(result, 0);
    const cut = Buffer.from(new Uint8Array(hb.memory.buffer, data, hb.hb_blob_get_length(result)));
    hb.hb_blob_destroy(result);
    hb.hb_face_destroy(subset);
    hb.hb_subset_input_destroy(input);
    hb.hb_face_destroy(face);
    hb.hb_blob_destroy(blob);
    hb.free(at);
    return cut;
  };
}
