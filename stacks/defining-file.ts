import type { IConstruct } from 'constructs';

const FILE = 'slipway:file';

/** Notes the file that defines a construct, so that a review can name it. */
export function definedIn<C extends IConstruct>(construct: C, file: string | undefined): C {
  if (file !== undefined) construct.node.addMetadata(FILE, file);
  return construct;
}

/** The file that defines a construct: its own note, or that of the nearest construct around it. */
export function fileOf(construct: IConstruct): string | undefined {
  const notes = construct.node.scopes.flatMap((scope) =>
    scope.node.metadata.filter(({ type }) => type === FILE),
  );
  return notes.at(-1)?.data as string | undefined;
}
