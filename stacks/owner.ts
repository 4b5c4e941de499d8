import type { IConstruct } from 'constructs';

const OWNER = 'slipway:owner';

/** Notes the file that asks for a construct, so that a review can name it. */
export function ownedBy<C extends IConstruct>(construct: C, file: string | undefined): C {
  if (file !== undefined) construct.node.addMetadata(OWNER, file);
  return construct;
}

/** The file that asks for a construct: its own note, or that of the nearest construct around it. */
export function ownerOf(construct: IConstruct): string | undefined {
  const notes = construct.node.scopes.flatMap((scope) =>
    scope.node.metadata.filter(({ type }) => type === OWNER),
  );
  return notes.at(-1)?.data as string | undefined;
}
