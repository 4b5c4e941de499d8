import { CAPABILITIES } from '../../../constructs/workload';
import type { Draft } from '../draft';
import { protocolOf } from '../draft-parts';
import { holdsSecret } from '../held-secrets';
import { knownImage, prebuiltSource, wholeReference } from '../images';
import type { Input } from '../input';
import { readSysctls } from '../kernel-parameters';
import { CPU, cpuOf, durationOf, MEMORY, quantityOf, sizeOf, usableCpu, usableMemory } from '../quantities';
import { readWorkingDir } from '../process-options';
import { Call } from '../source';
import { carriedFrom, type ManifestContext } from './context';
import { readHostPort } from './host-port';
import { readMounts } from './mounts';
import { asked, probeOf } from './probe';
import { readVariables } from './variables';

/** The image, the program and all else of one container. @returns whether its image can be said */
export function readContainer(
  draft: Draft,
  container: Input,
  pod: Input,
  context: ManifestContext,
  pullSecret?: string,
): boolean {
  const written = container.at('image').text();
  const reference = written === undefined ? undefined : wholeReference(written);
  if (reference === undefined) {
    container.at('image').leave('It is not an image reference.');
    return false;
  }
  draft.expands = true;
  draft.props['image'] = prebuiltSource(reference, pullSecret);
  if (pullSecret !== undefined) draft.secretNames.add(pullSecret);
  draft.container = container.at('name').text() ?? '';
  container.at('imagePullPolicy').take();
  for (const [key, usual] of [
    ['terminationMessagePath', '/dev/termination-log'],
    ['terminationMessagePolicy', 'File'],
  ] as const)
    if (container.at(key).value === usual) container.at(key).take();
    else container.at(key).leave('A deploy that fails shows the last lines of the log.');
  const command = readWords(draft, container.at('command'), 'command');
  readWords(draft, container.at('args'), 'args', command);
  readWorkingDir(draft, container.at('workingDir'));
  for (const port of container.at('ports').items()) {
    const number = port.at('containerPort').number();
    const name = port.at('name').text();
    if (number !== undefined) {
      const protocol = protocolOf(port.at('protocol').text());
      const known = draft.port(number, { name, protocol });
      if (protocol === 'SCTP')
        port
          .at('protocol')
          .note(
            'The container lists no port of SCTP here, since the provider takes none: it is open without.',
          );
      readHostPort(draft, known, port.at('hostPort'), pod);
      if (name !== undefined && name !== known) port.at('name').note(`It is called ${known} here.`);
    }
  }
  readVariables(draft, container, context);
  readResources(draft, container.at('resources'));
  for (const [key, option] of [
    ['readinessProbe', 'ready'],
    ['livenessProbe', 'live'],
    ['startupProbe', 'startup'],
  ] as const) {
    const probe = probeOf(draft, container.at(key), option);
    if (probe !== undefined) draft.props[option] = probe;
  }
  const stop = container.at('lifecycle', 'preStop');
  const last = stop.at('exec', 'command').texts();
  if (holdsSecret(last))
    stop.at('exec').leave('It holds a secret, which everyone who may look at the pods reads.');
  else if (stop.at('exec').isThere) draft.props['preStop'] = new Call('exec', [...last]);
  else if (stop.at('httpGet').isThere) draft.props['preStop'] = asked(draft, stop.at('httpGet'));
  const pause = stop.at('sleep', 'seconds').number();
  if (pause !== undefined && pause > 0) draft.props['preStop'] = new Call('sleep', durationOf(pause));
  readSecurity(
    draft,
    container.at('securityContext'),
    pod.at('securityContext'),
    knownImage(reference)?.user,
  );
  readMounts(draft, container, pod, context);
  return true;
}

function readWords(
  draft: Draft,
  input: Input,
  option: string,
  before?: readonly string[],
): readonly string[] | undefined {
  if (!input.isThere) return undefined;
  const found = draft.words(input.texts(), input, before);
  if (found !== undefined && found.length > 0) draft.props[option] = [...found];
  return found;
}

/** What each environment says of a container's size. */
function readResources(draft: Draft, resources: Input): void {
  const [limits, requests] = [resources.at('limits'), resources.at('requests')];
  const cpuLimit = usableCpu(limits.at('cpu'), quantityOf);
  const asked = usableCpu(requests.at('cpu'), quantityOf) ?? cpuLimit;
  if (asked === undefined) draft.unsaid.add('cpu');
  const cpu = asked ?? CPU;
  const memory = usableMemory(limits.at('memory'), quantityOf);
  const request = usableMemory(requests.at('memory'), quantityOf);
  draft.isUnlimited ||= memory === undefined;
  const most = memory ?? Math.max(request ?? 0, MEMORY);
  draft.sizes['cpu'] = cpuOf(cpu);
  if (cpuLimit !== undefined) draft.sizes['cpuLimit'] = cpuOf(cpuLimit);
  draft.sizes['memory'] = sizeOf(most);
  if (request !== undefined && request < most) draft.sizes['memoryRequest'] = sizeOf(request);
  const devices: Record<string, number> = {};
  for (const side of [requests, limits])
    for (const [name, input] of side.entries()) {
      if (name.includes('/')) devices[name] = input.number() ?? 1;
      else if (name === 'ephemeral-storage' && side === requests && !limits.at(name).isThere)
        input.leave('ephemeralStorage of an environment reserves it, and is the limit as well.');
      else if (name === 'ephemeral-storage') draft.sizes['ephemeralStorage'] = sizeOf(quantityOf(input) ?? 0);
    }
  if (Object.keys(devices).length > 0) draft.sizes['resources'] = devices;
}

/** Whom the process is and what it may do: the container's word counts over that of its pod. */
function readSecurity(draft: Draft, own: Input, pod: Input, known: number | undefined): void {
  const said = (key: string): Input => (own.at(key).isThere ? own.at(key) : pod.at(key));
  for (const key of ['runAsUser', 'runAsGroup']) pod.at(key).number();
  const user = said('runAsUser').number();
  if (user === 0) draft.props['user'] = new Call('runsAsRoot', carriedFrom(said('runAsUser')));
  else if (user !== undefined || known !== undefined) draft.props['user'] = user ?? known;
  const group = said('runAsGroup').number();
  if (group !== undefined && group !== user) draft.props['group'] = group;
  if (group === undefined && user !== undefined && user !== 0 && user !== known) draft.unsaid.add('group');
  if (own.at('readOnlyRootFilesystem').value !== true) draft.unsaid.add('filesystem');
  const files = pod.at('fsGroup').number();
  if (files !== undefined) draft.props['fsGroup'] = files;
  const privileged = own.at('privileged');
  if (privileged.flag() === true) {
    draft.props['privileged'] = new Call('runsPrivileged', carriedFrom(privileged));
    if (user === undefined) draft.props['user'] = new Call('runsAsRoot', carriedFrom(privileged));
  }
  const added = own.at('capabilities', 'add');
  const names = added.items().flatMap((input) => {
    const name = (input.text() ?? '').replace(/^CAP_/i, '').toUpperCase();
    if (CAPABILITIES.some((one) => one === name)) return [name];
    input.leave(
      "Linux has no capability of this name. For all of them, write privileged: runsPrivileged('…').",
    );
    return [];
  });
  const isForRoot = names.some((name) => name !== 'NET_BIND_SERVICE');
  if (isForRoot && user !== undefined && user !== 0) added.leave('No user but root gets any of them.');
  else if (names.length > 0) {
    draft.props['capabilities'] = new Call('addCapabilities', names, carriedFrom(added));
    if (isForRoot) draft.props['user'] = new Call('runsAsRoot', carriedFrom(added));
  }
  const sysctls = pod.at('sysctls').items();
  readSysctls(
    draft,
    sysctls.map((input) => [input.at('name').text() ?? '', input.at('value').text() ?? '', input]),
  );
  const isDropped = own
    .at('capabilities', 'drop')
    .texts()
    .some((name) => /^all$/i.test(name));
  if (user === 0 && !isDropped && privileged.value !== true) draft.unsaid.add('rights');
  own.at('readOnlyRootFilesystem').flag();
  if (own.at('allowPrivilegeEscalation').value === true && privileged.value !== true)
    own.at('allowPrivilegeEscalation').note('No process gains privileges here, as sudo or ping would.');
  for (const key of ['runAsNonRoot', 'allowPrivilegeEscalation']) said(key).flag();
  pod.at('runAsNonRoot').flag();
  for (const side of [own, pod])
    if (!/^(RuntimeDefault)?$/.test(side.at('seccompProfile', 'type').text() ?? ''))
      side.at('seccompProfile').leave('Pods have the seccomp profile of the runtime.');
}
