import {
  explainSourceHash,
  imagesTaken,
  parseImageReference,
  type SourceHash,
} from '../../constructs/image-build';

/** One thing in which two builds differ. */
export interface BuildDifference {
  readonly change: 'added' | 'removed' | 'changed';
  /** `file`, `argument`, `label`, `base`, `platform`, `target`, `dockerfile` or `version` (of the hash). */
  readonly kind: string;
  /** Of a file, an argument or a label. */
  readonly name?: string;
  /** What it was and is; of a file, whose content has only a hash, neither. */
  readonly before?: string;
  readonly after?: string;
}

/** A build: what its source hash is made of, and its Dockerfile where that is known. */
export interface Build {
  readonly manifest: SourceHash['manifest'];
  readonly dockerfile: string | undefined;
}

/** Everything in which two builds differ: a base that moved, and the parts of the source hash. Pure. */
export function buildDifferences(before: Build, after: Build): readonly BuildDifference[] {
  return [
    ...bases(before, after),
    ...explainSourceHash(before.manifest, after.manifest).map(({ change, part }) => {
      const [kind = '', ...rest] = part.split(' ');
      const [old, current] = [before.manifest[part], after.manifest[part]];
      return {
        change,
        kind,
        name: rest.length === 0 ? undefined : rest.join(' '),
        before: kind === 'file' ? undefined : old,
        after: kind === 'file' ? undefined : current,
      };
    }),
  ];
}

/** The images that one takes and the other does not. One that only has another tag or digest is a change. */
function bases(before: Build, after: Build): readonly BuildDifference[] {
  if (before.dockerfile === undefined || after.dockerfile === undefined) return [];
  const [old, current] = [before, after].map(({ dockerfile = '', manifest }) =>
    imagesTaken(dockerfile, manifest),
  );
  const gone = (old ?? []).filter((image) => current?.includes(image) === false);
  const come = (current ?? []).filter((image) => old?.includes(image) === false);
  const moved = gone.flatMap((image) => {
    const next = come.filter((other) => nameOf(other) === nameOf(image));
    const was = gone.filter((other) => nameOf(other) === nameOf(image));
    return next.length === 1 && was.length === 1 ? next.map((other) => [image, other] as const) : [];
  });
  return [
    ...moved.map(([a, b]) => ({ change: 'changed', kind: 'base', before: a, after: b }) as const),
    ...gone
      .filter((image) => !moved.some(([a]) => a === image))
      .map((image) => ({ change: 'removed', kind: 'base', before: image }) as const),
    ...come
      .filter((image) => !moved.some(([, b]) => b === image))
      .map((image) => ({ change: 'added', kind: 'base', after: image }) as const),
  ];
}

function nameOf(image: string): string {
  return parseImageReference(image).repository;
}
