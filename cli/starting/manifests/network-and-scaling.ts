import { headlessName } from '../../../constructs/workload';
import { faultOfBudget } from '../../../core/kubernetes';
import { isEverywhere } from '../../../core/network';
import type { Draft } from '../draft';
import { protocolOf } from '../draft-parts';
import { isSecret } from '../held-secrets';
import type { Input } from '../input';
import { amountsIn } from '../quantities';
import { Call, type Source } from '../source';
import { carriedFrom, type KubernetesObject, type ManifestContext, workloadsWith } from './context';
import { portOf } from './probe';

/** The workloads whose pods have these labels. */
export function selected(selector: Input, context: ManifestContext): readonly Draft[] {
  for (const [, label] of selector.entries()) label.take();
  return workloadsWith(selector, context.objects).flatMap(
    ({ kind, name }) => context.drafts.get(`${kind}/${name}`) ?? [],
  );
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
    const at = isGiven(target)
      ? portOf(draft, target, { protocol, name: called })
      : draft.port(number, { protocol, name: called });
    const node = port.at('nodePort').number();
    if (/^(https?|tcp|)$/.test(port.at('appProtocol').text() ?? '')) port.at('appProtocol').take();
    else port.at('appProtocol').leave('Slipway has no option for it.');
    if (at === undefined) continue;
    const known = draft.ports.get(at);
    const isTaken = [...draft.ports].some(
      ([other, one]) => other !== at && one.service === number && one.protocol === known?.protocol,
    );
    if (known !== undefined && known.protocol !== protocol)
      port.at('protocol').note(`The container listens on ${at} by ${known.protocol}, and so does it here.`);
    if (known !== undefined && !isTaken && known.service === known.container)
      draft.ports.set(at, { ...known, service: number });
    else if (known?.service !== number) port.note(`Other services reach ${at} at ${known?.service ?? 0}.`);
    opened[at] = node;
  }
  if (spec.at('sessionAffinity').text() === 'ClientIP') draft.props['sessionAffinity'] = 'ClientIP';
  const families = FAMILIES.get(spec.at('ipFamilyPolicy').text() ?? '');
  if (families !== undefined) draft.props['ipFamilies'] = families;
  // Beside clusterIP, the list of all says the same.
  spec.at('clusterIPs').take();
  for (const key of ['clusterIP', 'internalTrafficPolicy', 'ipFamilies']) {
    const given = spec.at(key);
    // What the API server writes where nobody chose a family.
    const isUsual = Array.isArray(given.value)
      ? given.value.length === 0 || given.value[0] === 'IPv4'
      : /^(None|Cluster|)$/.test(given.text() ?? '');
    if (isUsual) given.take();
    else given.leave('The cluster decides it, and sends each connection to any of the pods.');
  }
  if (spec.at('clusterIP').value === 'None' && !isHeadless(name, draft))
    spec
      .at('clusterIP')
      .note(
        `The name ${draft.name} leads to one address here, behind which each connection goes to any of the pods: it does not list them.`,
      );
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
    if (type === 'LoadBalancer' && Object.values(opened).some((node) => node !== undefined))
      spec.at('ports').note('The cluster chooses the numbers of its ports on the nodes here.');
    if (draft.sizes['exposed'] !== undefined)
      input.note('The workload is reached from outside by another Service.');
    else if (Object.keys(opened).length === 0) spec.at('type').leave('No port of it can be carried over.');
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

/** The API server writes 0 where no port is named. */
function isGiven(target: Input): boolean {
  return target.isThere && target.value !== 0 && target.value !== '';
}

/** Whether a name leads to the pods themselves here too: that of a lone pod, and the one beside that of a stateful set. */
function isHeadless(service: string, { name, props, ports }: Draft): boolean {
  const isTranslated = [...ports.values()].some((port) => port.service !== port.container);
  if (props['single'] === true) return service === name && !isTranslated;
  return props['kind'] === 'statefulSet' && service === headlessName(name);
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
  if (spec.at('minReplicas').value === 0)
    spec.at('minReplicas').note('One pod runs here where none is needed.');
  if (draft.sizes['replicas'] === 0) input.leave('Its workload has no pods, and none are added.');
  else if (
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
