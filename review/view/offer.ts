import type { Judged } from '../risk';

/** What to write so that Terraform moves what was renamed instead of destroying it. */
export function offerMoves(judged: readonly Judged[]): readonly string[] {
  const renamed = judged.filter(({ change }) => change.deed === 'rename');
  if (renamed.length === 0) return [];
  if (renamed.some(({ replaced }) => replaced))
    return [
      'a `moved` block does not save it, since its own name changes too: rename only the address, or let it go',
    ];
  return [
    'say `formerly` where a pool or a network was renamed; for anything else:',
    ...renamed.map(
      ({ change: { before, after, stack } }) =>
        `moved { from = ${before?.address ?? ''}, to = ${after?.address ?? ''} }  in ${stack}`,
    ),
  ];
}
