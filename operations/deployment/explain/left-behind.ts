import { argumentsOf } from '../configured';
import { hostOf } from '../libvirt';
import type { Known, Said } from './known';

/** What is there already and not in the state: an apply that was cut off left it. */
export const LEFT_BEHIND: readonly Known[] = [
  {
    said: /domain '([^']+)' already exists with uuid ([0-9a-f-]+)/,
    means: ([, domain = '', uuid = ''], { address, stack, env }) => {
      const host = hostOf(stack, env);
      return (
        `The machine ${domain} is on its host already, and not in this state: an earlier failure left it, or another project has it.\n` +
        `→ Take it over: terraform -chdir=${stack.folder} import ${address} ${uuid}\n` +
        `→ Or, if nothing needs it, remove it: ${host.lineOf('destroy', domain)}; ${host.lineOf('undefine', domain)}`
      );
    },
  },
  {
    said: /(?:storage volume|volume) '?([^'\s]+?)'? (?:already exists|exists already)/,
    means: ([, volume = ''], { address, stack, env }) => {
      const { pool = 'default' } = argumentsOf(stack, address);
      const remove = hostOf(stack, env).lineOf('vol-delete', '--pool', String(pool), volume);
      return (
        `The volume ${volume} is on its host already, and not in this state: an apply that was cut off left it.\n` +
        `→ If it is no data disk, remove it: ${remove}`
      );
    },
  },
  {
    said: /network '?([^'\s]+?)'? (?:already exists|is already in use)|network is already in use by interface (\S+)/,
    means: ([, network = '', by = '']) =>
      `The network ${network || `of ${by}`} is on its host already, and not in this state.\n` +
      '→ Remove it (virsh net-destroy, virsh net-undefine), or give this one another range.',
  },
  {
    said: /\S+ "([^"]+)" already exists/,
    is: ({ address }) => address.startsWith('kubernetes_'),
    means: ([, object = ''], said) =>
      `${said.address} is in the cluster already, and not in this state: an apply that was cut off left it, or somebody else made it.\n` +
      `→ Take it over: terraform -chdir=${said.stack.folder} import ${said.address} ${idOf(said, object)}`,
  },
];

/** How Terraform finds an object of Kubernetes: by its namespace, where it has one, and its name. */
function idOf({ stack, address }: Said, object: string): string {
  const { metadata } = argumentsOf(stack, address);
  const [first] = [metadata].flat() as readonly ({ readonly namespace?: string } | undefined)[];
  return first?.namespace === undefined ? object : `${first.namespace}/${object}`;
}
