import type { ImageRecord, SlipwayRecord } from '../../core/record';
import { parseImageReference } from '../../core/images';
import { groupBy } from '../group-by';
import type { MovedImage, MovedWith } from './review';

/** The images that builds take or machines start from, and that are others now: one for each, with all that it moves. */
export function movedImagesBetween(before: SlipwayRecord, after: SlipwayRecord): readonly MovedImage[] {
  return [...merged('base', movedBases(before, after)), ...merged('machine', movedMachines(before, after))];
}

interface Move {
  readonly before: string;
  readonly after: string;
  readonly of: MovedWith;
}

function merged(kind: MovedImage['kind'], moves: readonly Move[]): readonly MovedImage[] {
  return [...groupBy(moves, (move) => JSON.stringify([move.before, move.after])).values()].flatMap(
    (alike) => {
      const [first] = alike;
      return first === undefined
        ? []
        : [{ kind, before: first.before, after: first.after, of: alike.map(({ of }) => of) }];
    },
  );
}

function movedBases(before: SlipwayRecord, after: SlipwayRecord): readonly Move[] {
  return Object.keys(after.images)
    .sort()
    .flatMap((service) =>
      movedIn(before.images[service], after.images[service]).map((move) => ({
        ...move,
        of: { name: service },
      })),
    );
}

/** The images of one repository of which one build takes another than the one before. */
function movedIn(
  { takes: old = [] }: Pick<ImageRecord, 'takes'> = {},
  { takes: head = [] }: Pick<ImageRecord, 'takes'> = {},
): readonly Omit<Move, 'of'>[] {
  const gone = groupBy(
    old.filter((image) => !head.includes(image)),
    repositoryOf,
  );
  const come = groupBy(
    head.filter((image) => !old.includes(image)),
    repositoryOf,
  );
  return [...come].flatMap(([repository, [after, another]]) => {
    const [before, other] = gone.get(repository) ?? [];
    // Of several it is not known which one became which.
    const isPair =
      before !== undefined && after !== undefined && other === undefined && another === undefined;
    return isPair ? [{ before, after }] : [];
  });
}

function repositoryOf(reference: string): string {
  return parseImageReference(reference).repository;
}

function movedMachines(before: SlipwayRecord, after: SlipwayRecord): readonly Move[] {
  const old = new Map(before.environments.map((environment) => [environment.name, environment.pools]));
  return after.environments.flatMap(({ name: environment, pools }) =>
    Object.entries(pools).flatMap(([pool, slots]) => {
      const images = new Map(old.get(environment)?.[pool]?.map(({ slot, image }) => [slot, image]));
      const moved = slots.flatMap(({ slot, image }) => {
        const was = images.get(slot);
        return was === undefined || was === image ? [] : [{ before: was, after: image }];
      });
      return [...groupBy(moved, (move) => JSON.stringify(move)).values()].flatMap((alike) =>
        alike
          .slice(0, 1)
          .map((move) => ({ ...move, of: { environment, name: pool, machines: alike.length } })),
      );
    }),
  );
}
