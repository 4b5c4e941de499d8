import type { RiskLevel } from '../../../review/risk';
import { workload } from '../support/resources';
import { between } from './between';
import type { Pair } from './pair';

// Objects of operators: gateways, applications that are deployed from elsewhere, certificates, Secrets from a store, policies.

const MANIFEST = 'kubernetes_manifest';
const KUBECTL = 'kubectl_manifest';
type Outcome = Pair['outcome'];
type Told = readonly [level: RiskLevel, words: RegExp];

function written(apiVersion: string, kind: string, spec: object, metadata: object = {}): object {
  return {
    manifest: { apiVersion, kind, metadata: { name: 'own', namespace: 'small-prod', ...metadata }, spec },
  };
}

function changes(
  name: string,
  [before, after]: readonly [object | undefined, object | undefined],
  outcome: Outcome,
  [level, words]: Told,
): Pair {
  const action = before === undefined ? 'create' : after === undefined ? 'delete' : 'update';
  return {
    name,
    ...between(MANIFEST, before, after),
    outcome,
    entries: [[level, action, `${MANIFEST}.own`, words]],
  };
}

const gateway = (...listeners: readonly object[]) =>
  written('gateway.networking.k8s.io/v1', 'Gateway', { gatewayClassName: 'public', listeners });
const listener = (more: object = {}) => ({
  name: 'https',
  port: 443,
  protocol: 'HTTPS',
  hostname: 'shop.example.com',
  tls: { certificateRefs: [{ name: 'shop' }] },
  ...more,
});
const route = (spec: object = {}) =>
  written('gateway.networking.k8s.io/v1', 'HTTPRoute', {
    parentRefs: [{ name: 'public' }],
    hostnames: ['shop.example.com'],
    rules: [to({ name: 'web', port: 80 })],
    ...spec,
  });
const to = (...backendRefs: readonly object[]) => ({
  matches: [{ path: { type: 'PathPrefix', value: '/' } }],
  backendRefs,
});
const REPOSITORY = 'https://git.example.com/shop';
const application = (
  { source = {}, ...spec }: { source?: object; [key: string]: unknown } = {},
  metadata = {},
) =>
  written(
    'argoproj.io/v1alpha1',
    'Application',
    {
      project: 'shop',
      source: { repoURL: REPOSITORY, targetRevision: 'v1.4.0', path: 'deploy', ...source },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      ...spec,
    },
    metadata,
  );
const project = (spec: object) => written('argoproj.io/v1alpha1', 'AppProject', spec);
const certificate = (spec: object = {}) =>
  written('cert-manager.io/v1', 'Certificate', {
    secretName: 'shop-tls',
    dnsNames: ['shop.example.com', 'www.example.com'],
    issuerRef: { kind: 'ClusterIssuer', name: 'production' },
    ...spec,
  });
const issuer = (server: string) => written('cert-manager.io/v1', 'ClusterIssuer', { acme: { server } });
const secret = (target: object = {}, more: object = {}) =>
  written('external-secrets.io/v1', 'ExternalSecret', {
    secretStoreRef: { name: 'vault' },
    target: { name: 'shop', ...target },
    data: [{ secretKey: 'TOKEN' }, { secretKey: 'USER' }],
    ...more,
  });
const TAKER = {
  kubernetes_deployment_v1: {
    web: workload({
      container: { env: [{ name: 'T', value_from: { secret_key_ref: { name: 'shop', key: 'TOKEN' } } }] },
    }),
  },
};
const taken = (made: object | undefined) => ({
  'prod-services': { ...TAKER, ...(made === undefined ? {} : { [MANIFEST]: { own: made } }) },
});
const admission = (spec: object) =>
  written('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', spec);
const kyverno = (...actions: readonly string[]) =>
  written('kyverno.io/v1', 'ClusterPolicy', {
    rules: actions.map((failureAction, index) => ({ name: `rule-${index}`, validate: { failureAction } })),
  });
const constraint = (match: object) =>
  written('constraints.gatekeeper.sh/v1beta1', 'K8sRequiredLabels', { match });
const body = (...documents: readonly string[]) => ({ yaml_body: documents.join('---\n') });
const named = (kind: string, name: string) => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;

const gateways: readonly Pair[] = [
  changes('a gateway comes', [undefined, gateway(listener())], 'approval', [
    'exposure',
    /^lets the outside in at shop\.example\.com:443$/,
  ]),
  changes(
    'a gateway listens at another port',
    [gateway(listener()), gateway(listener(), { name: 'http', port: 80, protocol: 'HTTP' })],
    'approval',
    ['exposure', /^lets the outside in at any host:80 as well$/],
  ),
  changes(
    'a gateway listens for every name below one',
    [gateway(listener()), gateway(listener({ hostname: '*.example.com' }))],
    'approval',
    ['exposure', /^lets the outside in at \*\.example\.com:443 as well$/],
  ),
  changes(
    'a gateway listens for one name in place of every name below one',
    [gateway(listener({ hostname: '*.example.com' })), gateway(listener())],
    'approval',
    ['exposure', /^no longer lets the outside in at \*\.example\.com:443$/],
  ),
  changes(
    'a gateway serves without TLS',
    [gateway(listener()), gateway(listener({ protocol: 'HTTP', tls: null }))],
    'approval',
    ['exposure', /^serves without TLS what had it, at shop\.example\.com:443$/],
  ),
  changes(
    'a gateway leaves TLS to its pods',
    [gateway(listener()), gateway(listener({ protocol: 'TLS', tls: { mode: 'Passthrough' } }))],
    'approval',
    ['exposure', /^no longer ends TLS at shop\.example\.com:443: what it leads to must$/],
  ),
  changes(
    'a gateway takes routes of every namespace',
    [gateway(listener()), gateway(listener({ allowedRoutes: { namespaces: { from: 'All' } } }))],
    'approval',
    ['exposure', /^takes routes of every namespace at shop\.example\.com:443$/],
  ),
  changes(
    'a gateway names its listeners otherwise, in another order',
    [
      gateway(listener({ name: 'a' }), listener({ name: 'b', port: 8443 })),
      gateway(listener({ name: 'd', port: 8443 }), listener({ name: 'c' })),
    ],
    'changes',
    ['rest', /^$/],
  ),
  changes('a gateway goes', [gateway(listener()), undefined], 'approval', [
    'replacement',
    /^no longer lets the outside in at shop\.example\.com:443$/m,
  ]),
  changes(
    'a route of a gateway leads to another service',
    [route(), route({ rules: [to({ name: 'other', port: 80 })] })],
    'approval',
    ['exposure', /^leads shop\.example\.com\/ to other:80 from now on$/],
  ),
  changes(
    'a route of a gateway leads more visitors to one of its services',
    [
      route({ rules: [to({ name: 'a', weight: 9 }, { name: 'b', weight: 1 })] }),
      route({ rules: [to({ name: 'a', weight: 5 }, { name: 'b', weight: 5 })] }),
    ],
    'changes',
    ['rest', /^$/],
  ),
  changes(
    'a route of a gateway no longer asks a filter of its own',
    [
      route({
        rules: [
          { ...to({ name: 'web' }), filters: [{ type: 'ExtensionRef', extensionRef: { name: 'login' } }] },
        ],
      }),
      route({ rules: [to({ name: 'web' })] }),
    ],
    'approval',
    ['exposure', /^changes how clients outside are let in$/],
  ),
  changes(
    'a route of a gateway waits longer for an answer',
    [route(), route({ rules: [{ ...to({ name: 'web', port: 80 }), timeouts: { request: '60s' } }] })],
    'changes',
    ['rest', /^$/],
  ),
  changes(
    'a route between services of a mesh comes',
    [undefined, route({ parentRefs: [{ kind: 'Service', name: 'web' }] })],
    'changes',
    ['rest', /^$/],
  ),
];

const applications: readonly Pair[] = [
  changes(
    'an application of Argo CD prunes from now on',
    [application(), application({ syncPolicy: { automated: { prune: true } } })],
    'approval',
    ['data', /^deletes by itself what its source no longer has \(syncPolicy\.automated\.prune\)$/],
  ),
  changes(
    'an application of Argo CD comes from somebody else',
    [application(), application({ source: { repoURL: 'https://git.example.org/shop' } })],
    'approval',
    [
      'privileges',
      /^deploys https:\/\/git\.example\.org\/shop deploy in place of https:\/\/git\.example\.com\/shop deploy$/,
    ],
  ),
  changes(
    'an application of Argo CD gets another version',
    [application(), application({ source: { targetRevision: 'v1.5.0' } })],
    'changes',
    ['unknown', /^deploys v1\.5\.0 in place of v1\.4\.0: /],
  ),
  changes(
    'an application of Argo CD follows a branch from now on',
    [application(), application({ source: { targetRevision: 'main' } })],
    'approval',
    ['privileges', /^deploys whatever main is from now on, and not v1\.4\.0$/],
  ),
  changes(
    'an application of Argo CD goes to another cluster',
    [application(), application({ destination: { name: 'edge', namespace: 'shop' } })],
    'approval',
    ['data', /^deploys to edge shop in place of https:\/\/kubernetes\.default\.svc shop/],
  ),
  changes(
    'an application of Argo CD undoes what others change',
    [application(), application({ syncPolicy: { automated: { selfHeal: true } } })],
    'changes',
    ['rest', /^undoes by itself/],
  ),
  changes(
    'an application of Argo CD goes, and leaves what it deployed',
    [application(), undefined],
    'changes',
    ['replacement', /^is destroyed$/],
  ),
  changes(
    'an application of Argo CD goes with all that it deployed',
    [application({}, { finalizers: ['resources-finalizer.argocd.argoproj.io'] }), undefined],
    'approval',
    ['data', /^is destroyed, with all that it deployed$/],
  ),
  changes(
    'applications of a project may come from anywhere',
    [project({ sourceRepos: [REPOSITORY] }), project({ sourceRepos: ['*'] })],
    'approval',
    ['privileges', /^lets its applications come from anything$/],
  ),
];

const certificates: readonly Pair[] = [
  changes(
    'a certificate is issued by somebody else',
    [certificate(), certificate({ issuerRef: { kind: 'ClusterIssuer', name: 'staging' } })],
    'approval',
    ['exposure', /^is issued by ClusterIssuer staging in place of ClusterIssuer production$/],
  ),
  changes(
    'a certificate is no longer for a name',
    [certificate(), certificate({ dnsNames: ['shop.example.com'] })],
    'approval',
    ['availability', /^is no longer for www\.example\.com: visitors there are warned$/],
  ),
  changes(
    'a certificate is for a further name, and renewed earlier',
    [
      certificate(),
      certificate({
        dnsNames: ['www.example.com', 'shop.example.com', 'a.example.com'],
        renewBefore: '360h',
      }),
    ],
    'changes',
    ['rest', /^$/],
  ),
  changes('a certificate is no longer asked for', [certificate(), undefined], 'approval', [
    'replacement',
    /^no longer renews the certificate in shop-tls: it ends when that does$/m,
  ]),
  changes(
    'certificates are issued by another server',
    [issuer('https://acme.example.com'), issuer('https://staging.example.com')],
    'approval',
    ['exposure', /^issues certificates by acme https:\/\/staging\.example\.com in place of/],
  ),
];

const secrets: readonly Pair[] = [
  changes(
    'a Secret goes once its store no longer has it',
    [secret(), secret({ deletionPolicy: 'Delete' })],
    'approval',
    ['availability', /^deletes its Secret once the store no longer has it \(target\.deletionPolicy\)$/],
  ),
  changes(
    'a Secret says that it stays, and who owns it, as it does anyway',
    [secret(), secret({ deletionPolicy: 'Retain', creationPolicy: 'Owner' })],
    'changes',
    ['rest', /^$/],
  ),
  changes('a Secret is no longer made', [secret(), secret({ creationPolicy: 'None' })], 'approval', [
    'availability',
    /^makes no Secret any more \(target\.creationPolicy\)$/,
  ]),
  changes(
    'a Secret comes from another store',
    [secret(), secret({}, { secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' } })],
    'approval',
    ['privileges', /^takes secrets from ClusterSecretStore vault in place of SecretStore vault$/],
  ),
  {
    name: 'a Secret from a store loses a key that pods take',
    before: taken(secret()),
    after: taken(secret({}, { data: [{ secretKey: 'USER' }] })),
    outcome: 'approval',
    entries: [
      [
        'availability',
        'update',
        `${MANIFEST}.own`,
        /^loses TOKEN, which kubernetes_deployment_v1\.web still takes: pods do not start without it$/,
      ],
    ],
  },
  {
    name: 'a Secret from a store loses a key that nobody takes',
    before: taken(secret()),
    after: taken(secret({}, { data: [{ secretKey: 'TOKEN' }] })),
    outcome: 'changes',
    entries: [['rest', 'update', `${MANIFEST}.own`, /^$/]],
  },
  {
    name: 'what makes a Secret goes while pods take it',
    before: taken(secret()),
    after: taken(undefined),
    outcome: 'approval',
    entries: [
      [
        'replacement',
        'delete',
        `${MANIFEST}.own`,
        /^takes shop along, which kubernetes_deployment_v1\.web still names: pods do not start without it$/m,
      ],
    ],
  },
];

const policies: readonly Pair[] = [
  changes(
    'one of two rules of Kyverno only audits',
    [kyverno('Enforce', 'Enforce'), kyverno('Enforce', 'Audit')],
    'approval',
    ['privileges', /^only reports what it refused before, by rule-1 \(validationFailureAction\)$/],
  ),
  changes('a rule of Kyverno goes', [kyverno('Enforce', 'Enforce'), kyverno('Enforce')], 'approval', [
    'privileges',
    /^no longer asks for rule-1$/,
  ]),
  changes('a rule of Kyverno comes', [kyverno('Enforce'), kyverno('Enforce', 'Enforce')], 'changes', [
    'rest',
    /^$/,
  ]),
  changes('a policy that refuses goes', [kyverno('Enforce'), undefined], 'approval', [
    'replacement',
    /^no longer refuses what is against it$/m,
  ]),
  changes(
    'an exception of Kyverno comes',
    [
      undefined,
      written('kyverno.io/v2', 'PolicyException', { exceptions: [{ policyName: 'root', ruleNames: ['a'] }] }),
    ],
    'approval',
    ['privileges', /^lets pass what is against root a$/],
  ),
  changes(
    'a constraint of Gatekeeper leaves a namespace out',
    [constraint({}), constraint({ excludedNamespaces: ['shop'] })],
    'approval',
    ['privileges', /^leaves out more than before$/],
  ),
  changes(
    'a policy of Kubernetes lets pass what it cannot judge',
    [
      admission({ validations: [{ expression: 'a' }] }),
      admission({ validations: [{ expression: 'a' }], failurePolicy: 'Ignore' }),
    ],
    'approval',
    ['privileges', /^lets everything pass that it cannot judge \(failurePolicy\)$/],
  ),
  changes(
    'a policy of Kubernetes no longer asks for one thing',
    [
      admission({ validations: [{ expression: 'a' }, { expression: 'b' }] }),
      admission({ validations: [{ expression: 'b' }] }),
    ],
    'approval',
    ['privileges', /^no longer asks for a$/],
  ),
];

const kubectl: readonly Pair[] = [
  {
    name: 'a claim in a manifest of kubectl gets another name',
    ...between(KUBECTL, body(named('PersistentVolumeClaim', 'a')), body(named('PersistentVolumeClaim', 'b'))),
    outcome: 'approval',
    entries: [
      [
        'data',
        'replace',
        `${KUBECTL}.own`,
        /^is replaced: metadata\.name forces it \(the source of the kubectl provider\)$/m,
      ],
    ],
  },
  {
    name: 'a manifest of kubectl gets a second object',
    ...between(KUBECTL, body(named('ConfigMap', 'a')), body(named('ConfigMap', 'a'), named('Secret', 'b'))),
    outcome: 'approval',
    entries: [
      [
        'refused',
        'update',
        `${KUBECTL}.own`,
        /^fails to apply: its provider takes one document, and yaml_body has 2$/,
      ],
    ],
  },
  {
    name: 'a manifest of kubectl gets a comment',
    ...between(KUBECTL, body(named('ConfigMap', 'a')), body(`# for the shop\n${named('ConfigMap', 'a')}`)),
    outcome: 'changes',
    entries: [['rest', 'update', `${KUBECTL}.own`, /^$/]],
  },
];

export const custom: readonly Pair[] = [
  ...gateways,
  ...applications,
  ...certificates,
  ...secrets,
  ...policies,
  ...kubectl,
];
