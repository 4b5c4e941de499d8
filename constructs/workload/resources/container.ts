import type {
  DeploymentV1SpecTemplateSpecContainer,
  DeploymentV1SpecTemplateSpecContainerEnv,
} from '../../providers/kubernetes';
import { entryOf } from '../../../core/json';
import { literal } from '../../terraform';
import { clearVariables } from '../connection-variables';
import { userId } from '../exemption';
import { type FieldReference, isField } from '../field-reference';
import { partsOf, variablesIn, type Word } from '../interpolated';
import { isListed } from '../port';
import { type HttpGetProbe, type NoProbe, type Probe, type ProbePurpose, timingOf } from '../probe';
import type { EnvParts } from '../target';
import { orderVariables } from '../variable-order';
import type { ResolvedWorkload } from '../workload-spec';
import { listed } from './context';
import { mountsOf } from './mounts';

/**
 * The container of a workload that has only one.
 *
 * @param podUser whom the containers of its pod run as, unless they say otherwise
 */
export function containerOf(
  workload: ResolvedWorkload,
  namespace: string,
  podUser: ResolvedWorkload['user'] = workload.user,
): DeploymentV1SpecTemplateSpecContainer {
  const { name, image, command, args, workingDir, ports } = workload;
  return {
    name,
    image,
    // A digest names the same bytes for ever: there is nothing to pull again.
    imagePullPolicy: 'IfNotPresent',
    command: command?.map(wordOf),
    args: args?.map(wordOf),
    ...(workingDir === undefined ? {} : { workingDir: literal(workingDir) }),
    port: listed(
      Object.entries(ports)
        .filter(([, port]) => isListed(port))
        .map(([name, port]) => ({
          name,
          containerPort: port.container,
          // Kubernetes would put it in: left out, every plan would want to take it away again.
          ...(workload.hostNetwork === undefined ? {} : { hostPort: port.container }),
          ...(port.hostPort === undefined ? {} : { hostPort: port.hostPort.number }),
          protocol: port.protocol,
        })),
      (port) => port.name,
    ),
    env: variablesOf(workload, namespace),
    envFrom: envFromOf(workload),
    resources: resourcesOf(workload),
    readinessProbe: probeBlock('ready', workload.ready, ports),
    livenessProbe: probeBlock('live', workload.live, ports),
    startupProbe: probeBlock('startup', workload.startup, ports),
    lifecycle: lifecycleOf(workload),
    securityContext: { ...securityContext(workload), ...userOf(workload, podUser) },
    volumeMount: mountsOf(workload),
  };
}

function securityContext({ user, capabilities, rootFilesystem, privileged }: ResolvedWorkload) {
  return {
    // Kubernetes refuses a privileged container that must not gain privileges.
    allowPrivilegeEscalation: privileged !== undefined,
    privileged: privileged !== undefined,
    readOnlyRootFilesystem: rootFilesystem === undefined,
    // Repeated from the pod: the provider sends an explicit false where it is left out here.
    runAsNonRoot: typeof user === 'number',
    capabilities: {
      ...(capabilities === undefined ? {} : { add: [...new Set(capabilities.names)].sort() }),
      drop: ['ALL'],
    },
  };
}

/** Left out, the pod says it. */
function userOf({ user }: ResolvedWorkload, podUser: ResolvedWorkload['user']) {
  const id = String(userId(user));
  return id === String(userId(podUser)) ? {} : { runAsUser: id, runAsGroup: id };
}

function resourcesOf(workload: ResolvedWorkload) {
  const { cpu, cpuLimit, memory, memoryRequest = memory, ephemeralStorage, resources } = workload;
  const disk: Readonly<Record<string, string>> =
    ephemeralStorage === undefined ? {} : { 'ephemeral-storage': ephemeralStorage.toString() };
  const extended = Object.fromEntries(
    Object.entries(resources).map(([name, count]) => [name, String(count)]),
  );
  return {
    requests: { ...extended, ...disk, cpu: cpu.toString(), memory: memoryRequest.toString() },
    limits: {
      ...extended,
      ...disk,
      ...(cpuLimit === undefined ? {} : { cpu: cpuLimit.toString() }),
      memory: memory.toString(),
    },
  };
}

function fieldOf(field: FieldReference) {
  if (field.kind === 'pod-field') return { fieldRef: { fieldPath: field.path } };
  const { path: resource, divisor } = field;
  return { resourceFieldRef: { resource, ...(divisor === undefined ? {} : { divisor }) } };
}

function variablesOf(workload: ResolvedWorkload, namespace: string) {
  const variables = [
    ...Object.entries(clearVariables(workload, namespace)).map(([name, value]) => ({
      name,
      value: envValue(value),
    })),
    ...Object.entries(workload.env).flatMap(([name, value]) =>
      isField(value) ? [{ name, valueFrom: fieldOf(value) }] : [],
    ),
    ...Object.entries(workload.secrets).map(([name, { secretName, key, optional }]) => ({
      name,
      valueFrom: { secretKeyRef: { name: secretName, key, ...(optional === true ? { optional } : {}) } },
    })),
  ];
  return inOrder(
    listed<DeploymentV1SpecTemplateSpecContainerEnv>(variables, ({ name }) => name),
    workload,
  );
}

/** Kubernetes puts in the values of variables that stand before: those that take others come behind them. No two take each other. */
function inOrder(
  variables: DeploymentV1SpecTemplateSpecContainerEnv[] | undefined,
  { env }: ResolvedWorkload,
): DeploymentV1SpecTemplateSpecContainerEnv[] | undefined {
  if (variables === undefined) return undefined;
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const { ordered } = orderVariables([...byName.keys()], (name) => variablesIn(entryOf(env, name) ?? ''));
  return ordered.flatMap((name) => byName.get(name) ?? []);
}

/** In the order given: the later wins. */
function envFromOf({ envFrom }: ResolvedWorkload) {
  if (envFrom.length === 0) return undefined;
  return envFrom.map(({ kind, name, optional, prefix }) => {
    const from = { name, ...(optional === true ? { optional } : {}) };
    return {
      ...(prefix === undefined ? {} : { prefix }),
      ...(kind === 'secret' ? { secretRef: from } : { configMapRef: from }),
    };
  });
}

/** A probe as the provider takes it, or none. */
function probeBlock(
  purpose: ProbePurpose,
  probe: Probe | NoProbe | undefined,
  ports: ResolvedWorkload['ports'],
) {
  if (probe === undefined || probe.kind === 'none') return undefined;
  return { ...timingOf(purpose, probe), ...question(probe, ports) };
}

function question(probe: Probe, ports: ResolvedWorkload['ports']) {
  if (probe.kind === 'exec') return { exec: execOf(probe.command) };
  if (probe.kind === 'tcp') return { tcpSocket: [{ port: probe.port }] };
  if (probe.kind === 'http-get') return { httpGet: httpGetOf(probe) };
  // Kubernetes takes no name here.
  const port = ports[probe.port]?.container ?? 0;
  return { grpc: [{ port, ...(probe.service === undefined ? {} : { service: literal(probe.service) }) }] };
}

function execOf(command: readonly string[]) {
  return { command: command.map(containerText) };
}

function httpGetOf({ port, path, scheme, headers = {} }: Omit<HttpGetProbe, 'kind'>) {
  const httpHeader = Object.entries(headers).map(([name, value]) => ({ name, value: literal(value) }));
  return {
    port,
    path: literal(path),
    ...(scheme === undefined ? {} : { scheme }),
    ...(httpHeader.length === 0 ? {} : { httpHeader: listed(httpHeader, ({ name }) => name) }),
  };
}

function lifecycleOf({ preStop }: ResolvedWorkload) {
  if (preStop === undefined) return undefined;
  if (preStop.kind === 'http-get') return { preStop: [{ httpGet: httpGetOf(preStop) }] };
  const command =
    preStop.kind === 'sleep' ? ['sleep', String(preStop.duration.toSeconds())] : preStop.command;
  return { preStop: [{ exec: execOf(command) }] };
}

/**
 * User text as a container gets it, unchanged.
 *
 * Kubernetes expands `$(NAME)` and turns `$$` into `$` in arguments and environment variables, after Terraform has
 * expanded `${…}`: a password hash or a shell script would arrive altered.
 */
function containerText(text: string): string {
  return literal(unexpanded(text));
}

function wordOf(word: Word): string {
  return envValue(partsOf(word, () => ''));
}

/** The same of a text with places for other variables. A dollar sign before one of them would keep it from being put in. */
function envValue(parts: EnvParts): string {
  const texts = parts.map((part, index) => {
    if (typeof part === 'object') return `$(${part.variable})`;
    return index === parts.length - 1 ? unexpanded(part) : unexpanded(part).replace(/\$$/, '$$$$');
  });
  return literal(texts.join(''));
}

function unexpanded(text: string): string {
  return text.replace(/\$(?=[$(])/g, '$$$$');
}
