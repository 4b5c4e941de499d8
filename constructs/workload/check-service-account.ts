import { type Finding, nearest } from '../../core/findings';
import { checkAnnotations } from '../metadata';
import { type Check, demand, has, quoted } from './check';
import { isExisting, type Right, wideWords } from './service-account';

/** Requests for these name no object: Kubernetes cannot restrict them to some. */
const NAMELESS_VERBS = ['create', 'deletecollection'];

/** What can be asked of any resource, and of some. */
const VERBS =
  'get list watch create update patch delete deletecollection use bind escalate impersonate approve sign attest proxy'.split(
    ' ',
  );

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
    ...rights.flatMap((right, index) => [
      ...checkRight(right, wideWords(right), `${where}.rights[${index}]`),
      ...ofTheCluster(right, `${where}.rights[${index}]`),
    ]),
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
    ...(
      Object.entries({ apiGroups, resources, verbs, resourceNames }) as readonly [
        List,
        readonly string[] | undefined,
      ][]
    ).flatMap(([list, words]) => (words === undefined ? [] : checkList(list, words, path))),
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

/**
 * Resources of Kubernetes itself that no namespace has, by group. A Role grants nothing of them; of a namespace, it grants its own.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
const OF_THE_CLUSTER: Readonly<Record<string, readonly string[]>> = {
  '': ['nodes', 'persistentvolumes', 'componentstatuses'],
  'admissionregistration.k8s.io': ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
  'apiextensions.k8s.io': ['customresourcedefinitions'],
  'apiregistration.k8s.io': ['apiservices'],
  'authentication.k8s.io': ['tokenreviews', 'selfsubjectreviews'],
  'authorization.k8s.io': ['subjectaccessreviews', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  'certificates.k8s.io': ['certificatesigningrequests'],
  'metrics.k8s.io': ['nodes'],
  'networking.k8s.io': ['ingressclasses'],
  'node.k8s.io': ['runtimeclasses'],
  'rbac.authorization.k8s.io': ['clusterroles', 'clusterrolebindings'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['storageclasses', 'csidrivers', 'csinodes', 'volumeattachments'],
};

/** What the right names in vain, where it holds in one namespace. A right to bind names roles of the cluster in a namespace too. */
function ofTheCluster({ apiGroups, resources, verbs }: Right, path: string): readonly Finding[] {
  const known = apiGroups.flatMap((group) =>
    Object.hasOwn(OF_THE_CLUSTER, group) ? (OF_THE_CLUSTER[group] ?? []) : [],
  );
  const vain = resources.filter((resource) => known.includes(resource.split('/', 1)[0] ?? ''));
  return demand(vain.length === 0 || apiGroups.length > 1 || verbs.includes('bind'), {
    rule: 'workload/rights',
    path: `${path}.resources`,
    message: 'must be resources of a namespace: a Role grants nothing of those of the whole cluster',
    value: vain.join(', '),
    advice: "Say them in clusterRights: [{ …, reason: '…' }].",
  });
}

type List = 'apiGroups' | 'resources' | 'verbs' | 'resourceNames';

function checkList(list: List, words: readonly string[], path: string): readonly Finding[] {
  const { form, says, advice } = FORMS[list];
  return [
    ...demand(words.length > 0, {
      rule: 'workload/rights',
      path: `${path}.${list}`,
      message: 'must list at least one',
      value: 'empty',
      advice,
    }),
    ...words.flatMap((word) =>
      demand(form.test(word), {
        rule: 'workload/rights',
        path: `${path}.${list}`,
        message: `must list ${says}`,
        value: quoted(word),
        advice,
      }),
    ),
    ...(list === 'verbs' ? words.flatMap((word) => misspelt(word, `${path}.${list}`)) : []),
  ];
}

/** Kubernetes takes any words, and grants nothing by those that name nothing. */
const FORMS: Readonly<
  Record<List, { readonly form: RegExp; readonly says: string; readonly advice: string }>
> = {
  apiGroups: {
    form: /^(?:\*|(?!v\d)[a-z0-9.-]*)$/,
    says: "API groups without their version: 'apps', or '' for the core group",
    advice: 'Take what stands before the slash under APIVERSION of kubectl api-resources.',
  },
  resources: {
    form: /^(?:\*|[a-z][a-z0-9.-]*)(?:\/(?:\*|[a-z]+))?$/,
    says: "resources in the plural and in lower case, such as 'pods' or 'pods/log'",
    advice: 'Take what stands under NAME of kubectl api-resources.',
  },
  verbs: {
    form: /^(?:\*|[a-z]+)$/,
    says: "verbs in lower case, such as 'get'",
    advice: `Kubernetes knows ${VERBS.join(', ')}.`,
  },
  resourceNames: {
    form: /^\S+$/,
    says: 'names of objects, and nothing empty',
    advice: 'Leave it out for all.',
  },
};

/** A resource may have verbs of its own, which are not known here. */
function misspelt(verb: string, path: string): readonly Finding[] {
  const meant = VERBS.includes(verb) || verb.length < 4 ? undefined : nearest(verb, VERBS);
  return demand(meant === undefined, {
    rule: 'workload/rights',
    path,
    message: 'must list verbs that Kubernetes knows',
    value: quoted(verb),
    advice: `Write ${meant ?? ''}.`,
  });
}
