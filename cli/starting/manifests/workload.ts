import { headlessName } from '../../../constructs/workload';
import { Draft } from '../draft';
import type { Input } from '../input';
import { readHostAliases } from '../host-aliases';
import { amountsIn, durationOf } from '../quantities';
import { readDnsOptions, readGroups } from '../process-options';
import { Call, type Source } from '../source';
import { readContainer } from './container';
import { carriedFrom, type ManifestContext, templateOf } from './context';
import { readMetadata } from './metadata';
import { claimOf } from './mounts';
import { readScheduling } from './scheduling';
import { noteSharedFolders } from './shared-folders';

/** A Deployment, StatefulSet or DaemonSet, or what becomes a Deployment. @returns whether it can be said */
export function readWorkload(draft: Draft, kind: string, object: Input, context: ManifestContext): boolean {
  const spec = object.at('spec');
  if (kind === 'StatefulSet') draft.props['kind'] = 'statefulSet';
  if (kind === 'DaemonSet') draft.props['kind'] = 'daemonSet';
  const replicas = spec.at('replicas').number();
  const claims = spec
    .at('volumeClaimTemplates')
    .items()
    .map((claim) => [claim.at('metadata', 'name').text() ?? 'data', claim] as const);
  if (!readPod(draft, templateOf(object), context)) return false;
  for (const [name, claim] of claims) {
    const volume = draft.volumes.get(name);
    const claimed = claimOf(claim.at('spec'));
    for (const key of ['apiVersion', 'kind', 'status']) claim.at(key).take();
    claim.at('metadata', 'creationTimestamp').take();
    if (volume === undefined) claim.leave('No container mounts it.');
    else draft.volumes.set(name, { ...volume, ...claimed });
  }
  if (kind !== 'DaemonSet') draft.sizes['replicas'] = replicas ?? 1;
  // The labels that tell its pods from others are Slipway's.
  spec.at('selector').take();
  if (kind === 'StatefulSet') noteNames(draft, spec.at('serviceName'));
  readRollout(draft, spec, kind);
  return true;
}

/** By which name each pod of a stateful set is found. */
function noteNames({ name, props }: Draft, given: Input): void {
  const service = given.text() ?? '';
  const behind = props['single'] === true ? name : headlessName(name);
  if (service !== '' && service !== behind)
    given.note(`Its first pod is found as ${name}-0.${behind} here, instead of ${name}-0.${service}.`);
}

function readRollout(draft: Draft, spec: Input, kind: string): void {
  const strategy = spec.at(kind === 'Deployment' ? 'strategy' : 'updateStrategy');
  const type = strategy.at('type').text();
  const isOrdered = kind === 'StatefulSet' || draft.props['single'] === true;
  if (type === 'Recreate') {
    if (draft.props['single'] !== true) draft.props['rollout'] = 'recreate';
  } else if (type === 'OnDelete') strategy.leave('A rollout replaces the pods.');
  const rolling = strategy.at('rollingUpdate');
  const amounts = amountsIn(rolling, 'maxSurge', 'maxUnavailable');
  if (Object.keys(amounts).length > 0 && !isOrdered) draft.props['rollout'] = amounts;
  else if (Object.values(amounts).some((amount) => amount !== '25%'))
    rolling.note('A rollout replaces these pods one by one, each before the next one starts.');
  if (rolling.at('partition').value === 0) rolling.at('partition').take();
  const seconds = (key: string, option: string): void => {
    const number = spec.at(key).number();
    if (number !== undefined && number > 0) draft.props[option] = durationOf(number);
  };
  const isForgotten = isOrdered && spec.at('volumeClaimTemplates').items().length === 0;
  if (isForgotten && (spec.at('minReadySeconds').number() ?? 0) > 0)
    spec
      .at('minReadySeconds')
      .leave('The provider forgets it when it creates a stateful set without volumes.');
  else seconds('minReadySeconds', 'minReady');
  seconds('progressDeadlineSeconds', 'rolloutDeadline');
  const history = spec.at('revisionHistoryLimit').number();
  if (isOrdered && history === 0)
    spec.at('revisionHistoryLimit').leave('The provider takes no 0 for a stateful set.');
  else if (history !== undefined) draft.props['historyLimit'] = history;
  const order = spec.at('podManagementPolicy');
  if (kind === 'StatefulSet' && order.text() !== 'Parallel' && Number(draft.sizes['replicas']) > 1)
    order.note('Its pods start together here. A rollout still replaces one by one.');
}

/** A pod template: its containers, and where they run. */
function readPod(draft: Draft, template: Input, context: ManifestContext): boolean {
  readMetadata(draft, template.at('metadata'), ['podLabels', 'podAnnotations']);
  const pod = template.at('spec');
  const [first, ...others] = pod.at('containers').items();
  const pullSecrets = pod
    .at('imagePullSecrets')
    .items()
    .map((secret) => secret.at('name').text() ?? '');
  if (first === undefined || !readContainer(draft, first, pod, context, pullSecrets[0])) return false;
  if (pullSecrets.length > 1) pod.at('imagePullSecrets').note('Of several, the first is carried over.');
  const init = pod.at('initContainers').items();
  beside(
    draft,
    others.concat(init.filter((one) => one.at('restartPolicy').value === 'Always')),
    pod,
    context,
    'sidecars',
  );
  beside(
    draft,
    init.filter((one) => one.at('restartPolicy').value !== 'Always'),
    pod,
    context,
    'initContainers',
  );
  noteSharedFolders(pod);
  const grace = pod.at('terminationGracePeriodSeconds').number();
  if (grace !== undefined) draft.props['terminationGrace'] = durationOf(grace);
  if (grace === 0)
    pod.at('terminationGracePeriodSeconds').note('It has a second to end here, instead of none.');
  for (const [key, usual] of [
    ['restartPolicy', 'Always'],
    ['dnsPolicy', 'ClusterFirst'],
    ['schedulerName', 'default-scheduler'],
  ] as const)
    if (pod.at(key).value === usual) pod.at(key).take();
  for (const key of ['serviceAccount', 'automountServiceAccountToken']) pod.at(key).take();
  readLinks(pod);
  const host = pod.at('hostNetwork');
  if (host.value === true && draft.props['kind'] === 'daemonSet') {
    host.take();
    draft.props['hostNetwork'] = new Call('onHostNetwork', carriedFrom(host));
    if (pod.at('dnsPolicy').value === 'ClusterFirstWithHostNet') pod.at('dnsPolicy').take();
  } else if (host.value === true) host.leave('Only a daemon set may have the network of its node.');
  else host.take();
  const processes = pod.at('hostPID');
  if (processes.flag() === true)
    if (draft.props['kind'] === 'daemonSet')
      draft.props['hostPid'] = new Call('seesHostProcesses', carriedFrom(processes));
    else processes.leave('Only a daemon set may see the processes of its node.');
  readGroups(draft, pod.at('securityContext', 'supplementalGroups').items());
  readDnsOptions(
    draft,
    pod
      .at('dnsConfig', 'options')
      .items()
      .map((input) => [input.at('name').text() ?? '', input.at('value').text() ?? '', input]),
  );
  readHostAliases(
    draft,
    pod
      .at('hostAliases')
      .items()
      .map((input) => [input.at('ip').text() ?? '', input.at('hostnames').texts(), input]),
  );
  readScheduling(draft, template, context);
  return true;
}

/** Variables such as REDIS_SERVICE_HOST, which Kubernetes gives to pods for each Service of their namespace. */
function readLinks(pod: Input): void {
  const links = pod.at('enableServiceLinks');
  const used = [...JSON.stringify(pod.value ?? null).matchAll(/\b[A-Z][A-Z\d_]*_SERVICE_(?:HOST|PORT)\b/g)];
  const names = [...new Set(used.map(([name]) => name))].filter(
    (name) => !JSON.stringify(pod.value).includes(`"name":"${name}"`),
  );
  if (links.flag() !== false && names.length > 0)
    pod.note(
      `Pods get no variables of the Services of their namespace here: name ${names.join(', ')} in env, with the address of the service.`,
    );
  else if (links.value === true)
    links.leave('Pods get no variables of the Services of their namespace here: addresses stand in env.');
}

/** Containers beside the first one. */
function beside(
  draft: Draft,
  containers: readonly Input[],
  pod: Input,
  context: ManifestContext,
  option: 'sidecars' | 'initContainers',
): void {
  const said = containers.flatMap((input) => {
    const name = input.at('name').text() ?? '';
    if (input.at('restartPolicy').value === 'Always')
      input.at('restartPolicy').note('It starts with the other containers here, not before them.');
    else input.at('restartPolicy').take();
    const before = new Set(draft.ports.keys());
    const side = new Draft(name, input, draft.ports);
    for (const port of before) side.ofOthers.add(port);
    if (!readContainer(side, input, pod, context)) return [];
    if (option === 'sidecars') draft.isUnlimited ||= side.isUnlimited;
    draft.others.push(side);
    for (const path of side.beside) draft.beside.add(path);
    draft.startsWithin = Math.max(draft.startsWithin, side.startsWithin);
    for (const mention of side.mentions) draft.mentions.push(mention);
    for (const { value, input: where } of side.env.values())
      if (typeof value === 'string') draft.mentions.push({ text: value, input: where });
    for (const secret of side.secretNames) draft.secretNames.add(secret);
    for (const secret of side.wholeSecrets) draft.wholeSecrets.add(secret);
    for (const [path, folder] of side.scratch) if (!draft.scratch.has(path)) draft.scratch.set(path, folder);
    for (const [volume, value] of side.volumes) {
      const known = draft.volumes.get(volume);
      if (known === undefined) draft.volumes.set(volume, value);
      else if (known.mountPath !== value.mountPath || known.subPath !== value.subPath)
        input
          .at('volumeMounts')
          .leave(`${volume} is at ${known.mountPath} here, as in the other containers.`);
    }
    const {
      kind: _kind,
      ports: _ports,
      fsGroup: _fsGroup,
      sysctls: _sysctls,
      group,
      single,
      ...options
    } = side.finished().props;
    if (single !== undefined) draft.props['single'] = single;
    if (group !== undefined && group !== draft.props['group'])
      input.note('Its group is that of the workload here.');
    const { cpu, cpuLimit, memory, memoryRequest, ephemeralStorage, resources } = side.sizes;
    const isSized = option === 'sidecars' || input.at('resources').isThere;
    if (!isSized) side.unsaid.delete('cpu');
    const own: Record<string, Source | undefined> = {
      ...options,
      ...(option === 'sidecars'
        ? { ports: [...draft.ports.keys()].filter((port) => !before.has(port)) }
        : {}),
      scratch: [...side.scratch.keys()],
      volumes: [...side.volumes.keys()],
      ...(isSized ? { cpu, cpuLimit, memory, memoryRequest, ephemeralStorage, resources } : {}),
    };
    const given = Object.entries(own).filter(([, value]) => !Array.isArray(value) || value.length > 0);
    return [[name, Object.fromEntries(given)] as const];
  });
  if (said.length > 0) draft.props[option] = Object.fromEntries(said);
}
