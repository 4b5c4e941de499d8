import { faultOfBudget } from '../../../core/kubernetes';
import { isEverywhere } from '../../../core/network';
import type { Draft } from '../draft';
import { protocolOf } from '../draft-parts';
import { isSecret } from '../held-secrets';
import type { Input } from '../input';
import { amountsIn } from '../quantities';
import { Call, type Source } from '../source';
import { carriedFrom, type KubernetesObject, type ManifestContext, templateOf } from './context';
import { portOf } from './probe';

/** The workloads whose pods have these labels. */
export function selected(selector: Input, context: ManifestContext): readonly Draft[] {
  const wanted = selector.entries().map(([key, value]) => [key, value.text() ?? ''] as const);
  if (wanted.length === 0) return [];
  return [...context.drafts.values()].filter(({ input }) => {
    const labels = templateOf(input).at('metadata', 'labels');
    return wanted.every(([key, value]) => labels.at(key).text() === value);
  });
}

const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['PreferDualStack', 'preferDualStack'],
  ['RequireDualStack', 'requireDualStack'],
]);

/** A Service gives the ports of its pods their numbers. @returns the workload that answers, if it is one of these */
export function readService({ name, input }: KubernetesObject, context: ManifestContext): Draft | undefined {
  const spec = input.at('spec');
  const [draft, ...more] = selected(spec.at('selector'), context);
  if (draft === undefined) {
    input.leave('No workload of the manifests answers it. For a server outside, use external(…).');
    return undefined;
  }
  if (more.length > 0) input.note(`Several workloads answer it: here ${draft.name} does.`);
  const type = spec.at('type').text() ?? 'ClusterIP';
  const opened: Record<string, number | undefined> = {};
  for (const port of spec.at('ports').items()) {
    const number = port.at('port').number() ?? 0;
    const protocol = protocolOf(port.at('protocol').text());
    const target = port.at('targetPort');
    const called = port.at('name').text();
    const at = target.isThere ? portOf(draft, target) : draft.port(number, { protocol, name: called });
    const node = port.at('nodePort').number();
    if (/^(https?|tcp|)$/.test(port.at('appProtocol').text() ?? '')) port.at('appProtocol').take();
    else port.at('appProtocol').leave('Slipway has no option for it.');
    if (at === undefined) continue;
    const known = draft.ports.get(at);
    const isTaken = [...draft.ports].some(([other, { service }]) => other !== at && service === number);
    if (known !== undefined && !isTaken && known.service === known.container)
      draft.ports.set(at, { ...known, service: number });
    else if (known?.service !== number) port.note(`Other services reach ${at} at ${known?.service ?? 0}.`);
    opened[at] = node;
  }
  if (spec.at('sessionAffinity').text() === 'ClientIP') draft.props['sessionAffinity'] = 'ClientIP';
  const families = FAMILIES.get(spec.at('ipFamilyPolicy').text() ?? '');
  if (families !== undefined) draft.props['ipFamilies'] = families;
  for (const key of ['clusterIP', 'clusterIPs', 'internalTrafficPolicy', 'ipFamilies']) {
    const given = spec.at(key);
    if (/^(None|ClusterIP|Cluster|SingleStack|)$/.test(typeof given.value === 'string' ? given.value : ''))
      given.take();
    else given.leave('The cluster decides it, and sends each connection to any of the pods.');
  }
  // The pods of a stateful set find each other before they are ready.
  if (draft.props['kind'] === 'statefulSet' && spec.at('clusterIP').value === 'None')
    spec.at('publishNotReadyAddresses').flag();
  if (type === 'LoadBalancer' || type === 'NodePort') {
    if (spec.at('externalTrafficPolicy').text() !== 'Local')
      spec
        .at('externalTrafficPolicy')
        .note('Only nodes that run a pod answer here (Local), unless through names networks in between.');
    const given = spec.at('loadBalancerSourceRanges');
    const ranges = given.texts();
    const isOpen = ranges.length === 0 || ranges.some(isEverywhere);
    const from: Source = isOpen
      ? new Call('everyone', carriedFrom(ranges.length === 0 ? spec.at('type') : given))
      : [...ranges];
    if (draft.sizes['exposed'] !== undefined)
      input.note('The workload is reached from outside by another Service.');
    else if (type === 'LoadBalancer')
      draft.sizes['exposed'] = new Call('loadBalancer', {
        ports: Object.keys(opened),
        from,
        ...notesOf(input),
      });
    else {
      const inside = Object.keys(opened).filter((port) => opened[port] === undefined);
      if (inside.length > 0 && inside.length < Object.keys(opened).length)
        spec
          .at('ports')
          .note(`Without a number on the nodes, clients outside do not reach these: ${inside.join(', ')}.`);
      const numbered = Object.fromEntries(
        Object.entries(opened).flatMap(([port, node]) => (node === undefined ? [] : [[port, node]])),
      );
      if (Object.keys(numbered).length > 0)
        draft.sizes['exposed'] = new Call('nodePort', { ports: numbered, from });
      else
        spec
          .at('type')
          .leave('The number on the nodes is missing: set exposed: nodePort({ ports: { … }, from: … }).');
    }
  } else if (type !== 'ClusterIP') spec.at('type').leave('Use external(…) for a server outside.');
  if (name !== draft.name) input.note(`It is called ${draft.name} here.`);
  return draft;
}

/** By which a cloud configures its load balancer. */
function notesOf(service: Input): { readonly annotations?: Readonly<Record<string, string>> } {
  const own = service
    .at('metadata', 'annotations')
    .entries()
    .filter(([key, value]) => /^service\.[\w.-]+\//.test(key) && !isSecret(key, value.text() ?? ''))
    .map(([key, value]) => [key, value.text() ?? ''] as const);
  return own.length === 0 ? {} : { annotations: Object.fromEntries(own) };
}

/** An autoscaler becomes the replicas of its workload. */
export function readAutoscaler({ input }: KubernetesObject, context: ManifestContext): void {
  const spec = input.at('spec');
  const target = spec.at('scaleTargetRef');
  const draft = context.drafts.get(`${target.at('kind').text() ?? ''}/${target.at('name').text() ?? ''}`);
  target.at('apiVersion').take();
  if (draft === undefined) {
    input.leave('What it scales is not among the manifests.');
    return;
  }
  const replicas: Record<string, Source> = {
    min: Math.max(1, spec.at('minReplicas').number() ?? 1),
    max: spec.at('maxReplicas').number() ?? 1,
  };
  const old = spec.at('targetCPUUtilizationPercentage').number();
  if (old !== undefined) replicas['cpuPercent'] = old;
  for (const metric of spec.at('metrics').items()) {
    const resource = metric.at('resource', 'name').text();
    const percent =
      metric.at('resource', 'target', 'averageUtilization').number() ??
      metric.at('resource', 'targetAverageUtilization').number();
    if ((resource === 'cpu' || resource === 'memory') && percent !== undefined) {
      replicas[`${resource}Percent`] = percent;
      metric.take();
    } else {
      metric.take();
      metric.leave('Write it as podsMetric(…) or externalMetric(…).');
    }
  }
  spec.at('behavior').leave('Set it as `behavior` of the replicas.');
  if (
    draft.props['kind'] !== undefined ||
    draft.props['single'] === true ||
    (replicas['cpuPercent'] ?? replicas['memoryPercent']) === undefined
  )
    input.leave('Its workload has a fixed number of pods, or nothing is left to scale it by.');
  else draft.sizes['replicas'] = replicas;
}

/** A disruption budget of one workload. */
export function readBudget({ input }: KubernetesObject, context: ManifestContext): void {
  const spec = input.at('spec');
  const [draft, ...more] = selected(spec.at('selector', 'matchLabels'), context);
  const budget = amountsIn(spec, 'minAvailable', 'maxUnavailable');
  const { replicas } = draft?.sizes ?? {};
  const [least, most] =
    typeof replicas === 'object' && 'min' in replicas && 'max' in replicas
      ? [Number(replicas.min), Number(replicas.max)]
      : [Number(replicas), Number(replicas)];
  const isAlone = most === 1 || draft?.props['single'] === true || draft?.props['kind'] === 'daemonSet';
  const fault = faultOfBudget({ ...budget, least, most });
  if (draft === undefined || more.length > 0)
    input.leave('It is of no workload of the manifests, or of several.');
  else if (isAlone || fault === 'blocks drains')
    input.leave('It would let no node drain, or a lone pod has no budget.');
  else if (fault !== undefined) input.leave('It keeps no pod: all may go at once.');
  else draft.props['disruptionBudget'] = budget;
}

/** Connections that network policies open between workloads of the manifests. */
export function readPolicy({ input }: KubernetesObject, context: ManifestContext): void {
  const spec = input.at('spec');
  const own = selected(spec.at('podSelector', 'matchLabels'), context);
  spec.at('policyTypes').texts();
  const peers = (rule: Input, key: 'from' | 'to'): readonly Draft[] => {
    const listed = rule.at(key).items();
    if (listed.length === 0)
      rule.leave(
        key === 'from'
          ? 'From anywhere: set allowFrom, or exposed with from: […].'
          : 'To anywhere: set egress: [cidr(…)].',
      );
    return listed.flatMap((peer) => {
      if (peer.at('podSelector', 'matchLabels').isThere && !peer.at('namespaceSelector').isThere)
        return selected(peer.at('podSelector', 'matchLabels'), context);
      peer.leave(
        peer.at('ipBlock').isThere
          ? 'Networks outside: set egress: [cidr(…)], or exposed with from: […].'
          : 'Pods of other namespaces, or of any kind: set allowFrom, or use inNamespace(…).',
      );
      return [];
    });
  };
  const ports = (rule: Input): readonly (string | undefined)[] => {
    const all = rule
      .at('ports')
      .items()
      .map((port) => {
        port.at('protocol').take();
        return port.at('port').text();
      });
    return all.length > 0 ? all : [undefined];
  };
  for (const rule of spec.at('ingress').items())
    for (const from of peers(rule, 'from'))
      for (const to of own) for (const port of ports(rule)) want(from, to, port, rule);
  for (const rule of spec.at('egress').items())
    for (const to of peers(rule, 'to'))
      for (const from of own) for (const port of ports(rule)) want(from, to, port, rule);
}

function want(from: Draft, to: Draft, port: string | undefined, input: Input): void {
  const named =
    to.ports.get(port ?? '') ?? [...to.ports.values()].find((one) => String(one.container) === port);
  from.wants.push({ host: to.name, input, port: named?.service });
}
