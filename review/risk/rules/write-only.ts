import { dotted } from '../../diff';
import { isDestroyed, type RiskRule } from '../risk';

/** `data_wo` of Kubernetes goes with `data_wo_revision`, `password_wo` of the clouds with `password_wo_version`. */
const WRITE_ONLY = /^((?:.*\.)?\w+_wo)(?:$|[.[])/;
const NUMBERS = ['_revision', '_version'];

/**
 * Write-only arguments that differ under the same number: Terraform keeps nothing of them, so the number alone makes it write.
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
export const writeOnly: RiskRule = (context) => {
  const { change, inProtected } = context;
  if (change.action !== 'update' || isDestroyed(context)) return [];
  const paths = change.differences.map(({ path }) => dotted(path));
  const unwritten = new Set(paths.flatMap((path) => WRITE_ONLY.exec(path)?.[1] ?? []));
  return [...unwritten]
    .filter((argument) => !NUMBERS.some((number) => paths.includes(`${argument}${number}`)))
    .map((argument) => ({
      level: 'availability',
      reason: `does not write what differs in ${argument}: Terraform does so only when its revision or version is another`,
      needsApproval: inProtected,
    }));
};
