/**
 * Pictures within the page: outlines as SVG, a user's PNG or JPEG as data. Every one says itself in words. Outlines of black
 * and white take the page's ink and paper, unless they stand on a plate that keeps their colours.
 */
import { type Picture, pathOf, type VectorPicture } from '../../layout/picture.ts';
import { element, escaped } from './markup.ts';

/** Writes a picture by the name of its node, which is its class. */
export function pictureOf(picture: Picture, name: string, alt: string): string {
  if (picture.type === 'vector') return drawing(picture, name, alt);
  const data = Buffer.from(picture.bytes).toString('base64');
  const size = { width: String(picture.width), height: String(picture.height) };
  return element('img', { class: name, src: `data:image/${picture.format};base64,${data}`, alt, ...size });
}

/** Writes an empty box, the place of a picture that is not given. */
export function placeOf(name: string, alt: string, size: { readonly width: number; readonly height: number }): string {
  return framed(name, alt, size, [element('rect', { class: 'place', width: String(size.width), height: String(size.height) })]);
}

function drawing({ width, height, outlines }: VectorPicture, name: string, alt: string): string {
  const paths = outlines.map((outline) =>
    element('path', {
      class: outline.grey === 0 ? 'ink' : 'paper',
      ...(outline.rule === 'evenodd' ? { 'fill-rule': outline.rule } : {}),
      d: pathOf(outline),
    }),
  );
  return framed(name, alt, { width, height }, paths);
}

function framed(name: string, alt: string, { width, height }: { width: number; height: number }, children: readonly string[]): string {
  const title = `${name}-title`;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: name,
      role: 'img',
      'aria-labelledby': title,
      viewBox: `0 0 ${width} ${height}`,
      width: String(width),
      height: String(height),
    },
    element('title', { id: title }, escaped(alt)),
    ...children,
  );
}
