import { Size } from '../../constructs/quantities';
import type { Finding } from '../../core/findings';
import { checkHosts, type Hypervisor } from '../../model';
import { findByName } from '../project';
import { evaluate, render } from '../starting';
import { addHost, hostOf, type HostProps } from './add-host';
import type { Addition } from './addition';
import { environmentFiles } from './project';
import { refusal, refuse } from './refusal';
import { placesOf, type Request } from './request';

/** Adds a host to an environment. */
export function hostAddition({ composition, folder, name, options }: Request): Addition {
  const target = findByName('environment', environmentFiles(composition, folder), options.environment ?? '');
  const { cores = 0, memory = 0, uri, failureDomain } = options;
  const props: HostProps = { cores, memoryGibibytes: memory, uri, failureDomain };
  const there = Object.hasOwn(target.hypervisors, name) ? target.hypervisors[name] : undefined;
  if (there !== undefined && isSame(there, props)) return { files: {}, changed: {}, byHand: [] };
  refuse(
    there !== undefined &&
      refusal(
        `environments.${target.name}.hypervisors.${name}`,
        'must not exist yet',
        `Change it in ${target.file}, or choose another name.`,
      ),
  );
  const declared = hostOf(target.hypervisors, name, props);
  const added = evaluate(`return ${render(declared)};`) as Hypervisor;
  const before = checkHosts(target).map(keyOf);
  refuse(
    ...checkHosts({ ...target, hypervisors: { ...target.hypervisors, [name]: added } }).filter(
      (finding) => finding.severity === 'error' && !before.includes(keyOf(finding)),
    ),
  );
  return addHost(target, name, declared, placesOf(folder));
}

/** Whatever the value is: one more host may change how much is missing, which was refused before. */
function keyOf({ rule, path }: Finding): string {
  return `${rule} ${path}`;
}

function isSame(there: Hypervisor, { cores, memoryGibibytes, uri, failureDomain }: HostProps): boolean {
  return (
    there.cores === cores &&
    there.memory.toBytes() === Size.gibibytes(memoryGibibytes).toBytes() &&
    there.failureDomain === failureDomain &&
    (uri === undefined || there.uri === uri)
  );
}
