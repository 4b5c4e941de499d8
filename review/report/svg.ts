import { html, type Html } from './html';
import { type Area, cut, type LaidOut, type Point } from './layout';
import { hrefOf } from './links';

/** A laid out graph as an SVG without styles of its own: the page has them. @param label what it shows, for those who do not see it */
export function svgOf(laidOut: LaidOut, environment: string, label: string): Html {
  const { width, height, frames, boxes, lines } = laidOut;
  return html`<svg
    class="picture"
    role="group"
    aria-label="${label}"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    ${frames.map(
      ({ frame, area }) =>
        html`<g
          class="frame ${frame.kind}"
          ${frame.thing === undefined ? '' : html` data-thing="${frame.thing}"`}
          >${rect(area, 8)}${linked(frame.thing, environment, html`<text x="${area.x + 12}" y="${area.y + 20}">${frame.title}</text>`)}</g
        > `,
    )}${lines.map(
      ({ link, points, end }) =>
        html`<path
          class="${link.between === undefined ? 'line' : 'line runs'}"
          data-from="${link.between === undefined && link.from.thing}"
          data-to="${link.between === undefined && link.to.thing}"
          d="${curve(points, end)}"
          marker-end="url(#arrow)"
          ><title>${link.tip}</title></path
        > `,
    )}${boxes.map(
      ({ box, area }) =>
        html`<g class="box ${box.kind}" ${box.thing === undefined ? '' : html` data-thing="${box.thing}"`}
          >${linked(
            box.thing,
            environment,
            html`<title>${box.tip}</title>${rect(area, box.kind === 'outside' ? area.height / 2 : 5)}<text
                x="${area.x + (box.kind === 'outside' ? 15 : 11)}"
                y="${area.y + 17}"
                >${cut(box.title)}</text
              ><text class="sub" x="${area.x + (box.kind === 'outside' ? 15 : 11)}" y="${area.y + 32}"
                >${cut(box.subtitle)}</text
              >`,
          )}</g
        > `,
    )}
  </svg>`;
}

function linked(thing: string | undefined, environment: string, inner: Html): Html {
  return thing === undefined ? inner : html`<a href="${hrefOf(environment, thing)}">${inner}</a>`;
}

function rect({ x, y, width, height }: Area, radius: number): Html {
  return html`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" />`;
}

/** Graphviz gives the points of Bézier curves: one to begin with, then three for each curve. */
function curve(points: readonly Point[], end: Point): string {
  const [first, ...rest] = points.map(({ x, y }) => `${x} ${y}`);
  return `M${first ?? ''}C${rest.join(' ')}L${end.x} ${end.y}`;
}
