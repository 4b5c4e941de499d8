import { textOf } from '../../../core/json';
import { keysOf } from '../../diff';
import { podSpecPath } from '../../workloads';
import type { RiskRule } from '../risk';

/** The same image by its digest, taken from elsewhere: nothing of Terraform copies it there. */
export const otherRegistry: RiskRule = ({ change: { block }, leafDifferences }) => {
  if (podSpecPath(block) === undefined) return [];
  const repositories = leafDifferences.flatMap(({ path, before, after }) => {
    if (keysOf(path).at(-1) !== 'image') return [];
    const [was, is] = [pinned(textOf(before)), pinned(textOf(after))];
    return was !== undefined && was.digest === is?.digest && was.repository !== is.repository
      ? [is.repository]
      : [];
  });
  return [...new Set(repositories)].map((repository) => ({
    level: 'rest',
    reason: `takes the same image from ${repository} from now on: pods start only if it is there`,
    needsApproval: false,
  }));
};

/** An image by its digest; undefined for another. */
function pinned(image: string): { readonly repository: string; readonly digest: string } | undefined {
  const [, repository, digest] = /^([^@]+)@(sha256:[0-9a-f]{64})$/.exec(image) ?? [];
  return repository === undefined || digest === undefined ? undefined : { repository, digest };
}
