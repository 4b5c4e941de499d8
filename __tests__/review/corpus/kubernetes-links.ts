import { ingress, kubernetesService, workload } from '../support/resources';
import type { StackJson } from '../support/synth-of';
import type { Pair } from './pair';

// What finds pods and ports by a label or a name that they lose. None of these is planned in the lab: see `NOT_PLANNED`.

const DEPLOYMENT = 'kubernetes_deployment_v1';
const WEB = `${DEPLOYMENT}.web`;
const SERVICE = 'kubernetes_service_v1';
const inProd = (...stacks: readonly StackJson[]) => ({ 'prod-services': Object.assign({}, ...stacks) });

const NAME = { 'app.kubernetes.io/name': 'web' };
const labelled = (labels: object) => {
  const { metadata, spec } = workload();
  const template = { ...spec.template, metadata: { labels: { ...NAME, ...labels } } };
  return { [DEPLOYMENT]: { web: { metadata, spec: { ...spec, template } } } };
};
const FRONT = { tier: 'front' };
const service = (spec: object) => ({ [SERVICE]: { web: kubernetesService(spec) } });
const policy = {
  kubernetes_network_policy_v1: {
    web: {
      metadata: { name: 'web', namespace: 'small-prod' },
      spec: { pod_selector: { match_labels: FRONT }, policy_types: ['Ingress'] },
    },
  },
};
const budget = {
  kubernetes_pod_disruption_budget_v1: {
    web: {
      metadata: { name: 'web', namespace: 'small-prod' },
      spec: { max_unavailable: '1', selector: { match_labels: FRONT } },
    },
  },
};
const withPort = (name: string, more: object = {}) => ({
  [DEPLOYMENT]: { web: workload({ container: { port: [{ name, container_port: 8080 }], ...more } }) },
});
const targets = (target_port: string) =>
  service({ selector: NAME, port: [{ name: 'http', port: 80, target_port }] });
const PROBED = { readiness_probe: { http_get: { path: '/', port: 'http' } } };
const leading = { kubernetes_ingress_v1: { web: ingress() } };
const answers = (name: string, port: number) => service({ port: [{ name, port, protocol: 'TCP' }] });

export const links: readonly Pair[] = [
  {
    name: 'pods lose a label by which a service finds them',
    before: inProd(labelled(FRONT), service({ selector: FRONT })),
    after: inProd(labelled({}), service({ selector: FRONT })),
    outcome: 'approval',
    entries: [
      [
        'availability',
        'update',
        WEB,
        /^loses a label by which kubernetes_service_v1\.web finds its pods: nobody/,
      ],
    ],
  },
  {
    name: 'pods and their service get another label together',
    before: inProd(labelled(FRONT), service({ selector: FRONT })),
    after: inProd(labelled({ tier: 'edge' }), service({ selector: { tier: 'edge' } })),
    outcome: 'changes',
    entries: [
      ['exposure', 'update', `${SERVICE}.web`],
      ['rest', 'update', WEB, /^rolls its pods$/],
    ],
  },
  {
    name: 'pods lose a label that nothing asks for',
    before: inProd(labelled(FRONT), service({ selector: NAME })),
    after: inProd(labelled({}), service({ selector: NAME })),
    outcome: 'changes',
    entries: [['rest', 'update', WEB, /^rolls its pods$/]],
  },
  {
    name: 'pods lose a label by which a policy selects them',
    before: inProd(labelled(FRONT), policy),
    after: inProd(labelled({}), policy),
    outcome: 'approval',
    entries: [
      ['exposure', 'update', WEB, /^loses a label by which kubernetes_network_policy_v1\.web selects/],
    ],
  },
  {
    name: 'pods lose a label by which a budget selects them',
    before: inProd(labelled(FRONT), budget),
    after: inProd(labelled({}), budget),
    outcome: 'changes',
    entries: [['availability', 'update', WEB, /a drain may take them all/]],
  },
  {
    name: 'a container calls its port otherwise than its service does',
    before: inProd(withPort('http'), targets('http')),
    after: inProd(withPort('web'), targets('http')),
    outcome: 'approval',
    entries: [
      [
        'availability',
        'update',
        WEB,
        /^has no port http any more, to which kubernetes_service_v1\.web leads/,
      ],
    ],
  },
  {
    name: 'a container calls its port otherwise, and its service too',
    before: inProd(withPort('http'), targets('http')),
    after: inProd(withPort('web'), targets('web')),
    outcome: 'changes',
    entries: [
      ['exposure', 'update', `${SERVICE}.web`],
      ['rest', 'update', WEB, /^rolls its pods$/],
    ],
  },
  {
    name: 'a container calls its port otherwise than its probe does',
    before: inProd(withPort('http', PROBED)),
    after: inProd(withPort('web', PROBED)),
    outcome: 'approval',
    entries: [['availability', 'update', WEB, /which the readiness probe of web asks: it fails from now on/]],
  },
  {
    name: 'a service calls its port otherwise than an ingress does',
    before: inProd(answers('http', 8080), leading),
    after: inProd(answers('web', 8080), leading),
    outcome: 'approval',
    entries: [
      [
        'availability',
        'update',
        `${SERVICE}.web`,
        /^has no port http any more, to which kubernetes_ingress_v1\.web leads/m,
      ],
    ],
  },
  {
    name: 'a service answers on another number, and an ingress names its port',
    before: inProd(answers('http', 8080), leading),
    after: inProd(answers('http', 8081), leading),
    outcome: 'changes',
    entries: [['exposure', 'update', `${SERVICE}.web`, /^answers on other ports$/]],
  },
];
