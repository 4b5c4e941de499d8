import { holdsData, type AssessedChange } from '../risk';

/** What to write to keep resources that were renamed, or that hold data and move to another stack. */
export function remediesFor(judged: readonly AssessedChange[]): readonly string[] {
  return [...movesFor(judged), ...handoversFor(judged)];
}

/** The `moved` blocks with which Terraform moves renamed resources instead of destroying them. */
function movesFor(judged: readonly AssessedChange[]): readonly string[] {
  const renamed = judged.filter(({ change }) => change.action === 'rename');
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

/** What to write so that one state releases data before another imports it. */
function handoversFor(judged: readonly AssessedChange[]): readonly string[] {
  const leaving = judged.flatMap(({ change, destination }) =>
    destination !== undefined && change.action === 'delete' && holdsData(change.block)
      ? [{ change, destination }]
      : [],
  );
  if (leaving.length === 0) return [];
  const letGo = leaving
    .filter(({ change }) => !change.withStack)
    .map(
      ({ change: { block, stack } }) =>
        `removed { from = ${block.address}, lifecycle { destroy = false } }  in ${stack}`,
    );
  if (leaving.some(({ destination }) => !destination.sameProvider))
    return [
      'the stacks look at different places, so that what it holds must be copied',
      ...(letGo.length === 0 ? [] : ['until then keep it where it is, by `retired` of a pool or by:']),
      ...letGo,
    ];
  return [
    'to keep it, let the one state go of it, and the other take it in:',
    ...letGo,
    ...leaving.map(
      ({ destination }) => `import { to = ${destination.address}, id = … }  in ${destination.stack}`,
    ),
  ];
}
