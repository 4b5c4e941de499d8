import type { LayoutEngine } from '../../../review';

/** Graphviz, as the command uses it. */
export async function layoutEngine(): Promise<LayoutEngine> {
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  return (dot) => {
    const laidOut = viz.render(dot, { engine: 'dot', format: 'json0' });
    if (laidOut.status === 'success') return laidOut.output;
    throw new Error(laidOut.errors.map(({ message }) => message).join('; '));
  };
}
