import type { Draft } from '../draft';
import type { Input } from '../input';
import { composeBytes, CPU, cpuOf, IN_MEMORY, MEMORY, sizeOf, usableCpu, usableMemory } from '../quantities';

/**
 * How many pods run, and how large they are.
 * @see https://docs.docker.com/reference/compose-file/deploy/
 */
export function readDeploy(draft: Draft, service: Input): void {
  const deploy = service.at('deploy');
  const mode = deploy.at('mode').text();
  if (mode === 'global') draft.props['kind'] = 'daemonSet';
  else if (mode !== undefined && mode !== 'replicated')
    deploy.at('mode').leave('A job is declared with job(…).');
  const replicas = deploy.at('replicas').number() ?? service.at('scale').number() ?? 1;
  draft.sizes['replicas'] = service.at('profiles').items().length > 0 ? 0 : Math.max(0, Math.round(replicas));
  sizes(draft, service, deploy);
  devices(draft, deploy);
}

/** Both forms: `deploy.resources` and what Compose took before. */
function sizes(draft: Draft, service: Input, deploy: Input): void {
  const limits = deploy.at('resources', 'limits');
  const reserved = deploy.at('resources', 'reservations');
  const coresOf = (input: Input) => usableCpu(input, (one) => one.number());
  const bytesOf = (input: Input) => usableMemory(input, composeBytes);
  const cpuLimit = coresOf(limits.at('cpus')) ?? coresOf(service.at('cpus'));
  const cpu = coresOf(reserved.at('cpus'));
  const memory = bytesOf(limits.at('memory')) ?? bytesOf(service.at('mem_limit'));
  const request = bytesOf(reserved.at('memory')) ?? bytesOf(service.at('mem_reservation'));
  const folders = [...draft.scratch].filter(([, { inMemory: is }]) => is === true);
  const inMemory = folders.reduce((sum, [, { size = IN_MEMORY }]) => sum + size, 0);
  if (cpu === undefined) draft.unsaid.add('cpu');
  const reservedCpu = cpu ?? (cpuLimit === undefined ? CPU : Math.min(CPU, cpuLimit));
  draft.sizes['cpu'] = cpuOf(reservedCpu);
  if (cpuLimit !== undefined) draft.sizes['cpuLimit'] = cpuOf(Math.max(cpuLimit, reservedCpu));
  draft.isUnlimited = memory === undefined;
  const most = memory ?? Math.max(MEMORY, request ?? 0) + inMemory;
  draft.sizes['memory'] = sizeOf(most);
  // What lies in memory counts as memory of the process, which needs some as well.
  const fits = inMemory < most;
  if (!fits)
    service.note(
      'Its directories in memory count as its memory: they are smaller here than it says, to fit.',
    );
  for (const [path, { size = IN_MEMORY }] of folders)
    draft.scratch.set(path, { inMemory: true, size: fits ? size : Math.floor(most / 4 / folders.length) });
  if (request !== undefined && request < most) draft.sizes['memoryRequest'] = sizeOf(request);
}

function devices(draft: Draft, deploy: Input): void {
  let all = 0;
  for (const device of deploy.at('resources', 'reservations', 'devices').items()) {
    const asks = device.at('capabilities').texts().includes('gpu') && device.at('driver').text() !== 'amd';
    const { length } = device.at('device_ids').items();
    const count = device.at('count').text() ?? (length > 0 ? String(length) : 'all');
    if (asks && /^\d+$/.test(count)) all += Number(count);
    else
      device.leave('Name it as the nodes advertise it, and how many: resources: { … } in each environment.');
  }
  if (all > 0) draft.sizes['resources'] = { 'nvidia.com/gpu': all };
}
