import type { Input } from '../input';
import { Call, type Source } from '../source';
import { carriedFrom, type KubernetesObject, type ManifestContext, objectOf, templateOf } from './context';

/** Whom pods are to the API server: an account of their own with its rights, or one that must be there. */
export function readAccounts(context: ManifestContext): void {
  for (const draft of context.drafts.values()) {
    const pod = templateOf(draft.input).at('spec');
    const name = pod.at('serviceAccountName').text() ?? pod.at('serviceAccount').text();
    if (name === undefined || name === '' || name === 'default' || draft.kind !== 'service') continue;
    const account = objectOf(context, 'ServiceAccount', name);
    if (account === undefined) {
      draft.props['serviceAccount'] = new Call('existingServiceAccount', name);
      continue;
    }
    const annotations = Object.fromEntries(
      account
        .at('metadata', 'annotations')
        .entries()
        .map(([key, value]) => [key, value.text() ?? '']),
    );
    const rights = rightsOf(name, account, 'RoleBinding', context);
    const clusterRights = rightsOf(name, account, 'ClusterRoleBinding', context);
    const options: Record<string, Source> = {
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      ...(rights.length > 0 ? { rights } : {}),
      ...(clusterRights.length > 0 ? { clusterRights } : {}),
    };
    const given = pod.at('automountServiceAccountToken');
    const mounting = given.isThere ? given : account.at('automountServiceAccountToken');
    const hasToken = mounting.value !== false;
    account.at('automountServiceAccountToken').take();
    if (rights.length + clusterRights.length > 0 && !hasToken)
      mounting.note('Pods with rights have the token of their account here.');
    if (Object.keys(options).length === 0) {
      if (hasToken)
        account.note(
          `It has no rights and no annotations, so that pods of ${draft.name} have neither it nor its token here: where they show that to somebody, set serviceAccount.`,
        );
      continue;
    }
    draft.props['serviceAccount'] = options;
    if (rights.length + clusterRights.length > 0)
      account.note(
        'Its pods reach the API server with egress: [apiServer()], once the environment sets cluster.provides.apiServer.',
      );
  }
}

/** Whether a namespace is that of the account, as far as both are said. */
function isHere(namespace: Input, account: Input): boolean {
  const [one, other] = [namespace.value, account.at('metadata', 'namespace').value];
  return typeof one !== 'string' || typeof other !== 'string' || one === other;
}

function rightsOf(
  account: string,
  own: Input,
  kind: 'RoleBinding' | 'ClusterRoleBinding',
  context: ManifestContext,
): Source[] {
  const bindings = context.objects.filter(
    (object) =>
      object.kind === kind &&
      object.input
        .at('subjects')
        .items()
        .some(
          (subject) =>
            subject.at('kind').value === 'ServiceAccount' &&
            subject.at('name').value === account &&
            isHere(subject.at('namespace'), own),
        ),
  );
  return bindings.flatMap((binding) => {
    if (kind === 'RoleBinding' && !isHere(binding.input.at('metadata', 'namespace'), own)) {
      binding.input.leave('It gives rights in another namespace: add it with `manifests` of an environment.');
      return [];
    }
    return ofBinding(binding, context);
  });
}

function ofBinding({ kind, input }: KubernetesObject, context: ManifestContext): readonly Source[] {
  const name = input.at('roleRef', 'name').text() ?? '';
  const role = objectOf(context, input.at('roleRef', 'kind').text() ?? 'Role', name);
  if (role === undefined) {
    input.leave('Its role is not among the manifests: write its rules as rights of the serviceAccount.');
    return [];
  }
  input.at('roleRef', 'apiGroup').take();
  for (const subject of input.at('subjects').items())
    if (subject.at('kind').value !== 'ServiceAccount')
      subject.leave('People and groups get their rights elsewhere: add the binding with `manifests`.');
    else for (const key of ['kind', 'name', 'namespace', 'apiGroup']) subject.at(key).take();
  return role
    .at('rules')
    .items()
    .flatMap((rule): readonly Source[] => {
      const list = (key: string): readonly string[] => rule.at(key).texts();
      const names = list('resourceNames');
      const words = [list('apiGroups'), list('resources'), list('verbs')];
      rule.at('nonResourceURLs').leave('Rights are of resources.');
      if (words.some((list) => list.length === 0)) return [];
      const restricted = (words[2] ?? []).filter((verb) => !/^(create|deletecollection)$/.test(verb));
      if (names.length > 0 && restricted.length < (words[2] ?? []).length)
        rule
          .at('verbs')
          .note(
            'Kubernetes restricts neither create nor deletecollection to names: they allow nothing here.',
          );
      const verbs = names.length > 0 ? restricted : (words[2] ?? []);
      if (verbs.length === 0) return [];
      const isWide = words.flat().some((word) => /^\*|^(escalate|bind|impersonate)$/.test(word));
      return [
        {
          apiGroups: [...(words[0] ?? [])],
          resources: [...(words[1] ?? [])],
          verbs: [...verbs],
          resourceNames: names.length > 0 ? [...names] : undefined,
          reason: isWide || kind === 'ClusterRoleBinding' ? carriedFrom(rule) : undefined,
        },
      ];
    });
}
