import type { Line } from './row';

const HEAD = ['work', 'Slipway', 'compared with', 'ratio', 'memory', 'aim'];

/** The lines as a table in Markdown. */
export function renderTable(lines: readonly Line[]): string {
  const rows = lines.map(({ work, slipway, peer, ratio, mebibytes, aim }) => [
    work,
    slipway,
    peer,
    ratio?.toFixed(ratio < 10 ? 2 : 0) ?? '',
    mebibytes === undefined ? '' : `${mebibytes.toFixed(0)} MiB`,
    aim,
  ]);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
