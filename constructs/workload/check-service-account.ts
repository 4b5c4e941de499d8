import type { Finding } from '../../core/findings';
import { checkAnnotations } from '../metadata';
import { type Check, demand, has, quoted } from './check';
import { isExisting, type Right, wideWords } from './service-account';

/** Requests for these name no object: Kubernetes cannot restrict them to some. */
const NAMELESS_VERBS = ['create', 'deletecollection'];

/** Whom the pods are to the API server, and what that may do. */
export const serviceAccount: Check = ({ name, serviceAccount: account }, path) => {
  if (account === undefined) return [];
  const where = `${path}.serviceAccount`;
  if (isExisting(account))
    return demand(has('objectName', account.name), {
      rule: 'workload/service-account',
      path: `${where}.name`,
      message: "must be a service account's name (RFC 1123 subdomain)",
      value: quoted(account.name),
      advice: 'Give the name that kubectl get serviceaccounts shows.',
    });
  const { annotations = {}, rights = [], clusterRights = [] } = account;
  return [
    ...demand(name !== 'default', {
      rule: 'workload/service-account',
      path: `${path}.name`,
      message: 'must not be default: every namespace has a service account of that name already',
      value: quoted(name),
      advice: "Choose another name, or use existingServiceAccount('default').",
    }),
    ...checkAnnotations(annotations, `${where}.annotations`),
    ...rights.flatMap((right, index) => checkRight(right, wideWords(right), `${where}.rights[${index}]`)),
    ...clusterRights.flatMap((right, index) =>
      checkRight(right, ['the whole cluster', ...wideWords(right)], `${where}.clusterRights[${index}]`),
    ),
  ];
};

/** @param wide what of it needs a reason */
function checkRight(right: Right, wide: readonly string[], path: string): readonly Finding[] {
  const { apiGroups, resources, verbs, resourceNames, reason } = right;
  const nameless = verbs.filter((verb) => NAMELESS_VERBS.includes(verb));
  return [
    ...Object.entries({ apiGroups, resources, verbs, resourceNames }).flatMap(([list, words]) =>
      words === undefined ? [] : checkList(list, words, path),
    ),
    ...demand(resourceNames === undefined || nameless.length === 0, {
      rule: 'workload/rights',
      path: `${path}.resourceNames`,
      message: 'must be left out for create and deletecollection, which Kubernetes cannot restrict to names',
      value: nameless.join(', '),
      advice: 'Write a right of its own for them, without resourceNames.',
    }),
    ...demand(reason === undefined ? wide.length === 0 : reason.trim() !== '', {
      rule: 'workload/reason',
      path: `${path}.reason`,
      message: 'must say why the workload needs this much',
      value: wide.join(', ') || 'empty',
      advice: 'Write the reason: it is kept beside the rights, as an annotation. Or name what it needs.',
    }),
  ];
}

function checkList(list: string, words: readonly string[], path: string): readonly Finding[] {
  // The core group has no name.
  const isWhole = list === 'apiGroups' || words.every((word) => word.trim() !== '');
  return demand(words.length > 0 && isWhole, {
    rule: 'workload/rights',
    path: `${path}.${list}`,
    message: 'must list at least one, and nothing empty',
    value: words.length === 0 ? 'empty' : words.map(quoted).join(', '),
    advice: list === 'resourceNames' ? 'Leave it out for all.' : 'Look it up with kubectl api-resources.',
  });
}
