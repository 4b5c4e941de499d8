import { git, type Repository } from './repository';

/** What a commit has at a path. */
export interface TreeEntry {
  /** Relative to the top of the working tree. */
  readonly path: string;
  /** `link` is a symbolic link, `submodule` another repository. */
  readonly kind: 'file' | 'executable' | 'link' | 'submodule';
  /** Of the content; of a submodule, the commit that is to be checked out there. */
  readonly id: string;
}

const KINDS: Readonly<Record<string, TreeEntry['kind']>> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'link',
  '160000': 'submodule',
};

/** Everything that a commit has. */
export async function treeOf(repository: Repository, commit: string): Promise<readonly TreeEntry[]> {
  return parseTree(await git(repository, ['ls-tree', '-r', '-z', '--full-tree', commit]));
}

/** Parses the output of `git ls-tree -r -z`. */
function parseTree(output: string): readonly TreeEntry[] {
  return output
    .split('\0')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', , id = ''] = line.slice(0, tab).split(' ');
      // What git wrote before 2005 is a file as well.
      return [{ path: line.slice(tab + 1), kind: KINDS[mode] ?? 'file', id }];
    });
}
