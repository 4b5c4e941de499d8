import type { StackFolder } from '../stack-folder';
import type { TerraformFailure } from '../terraform';

/** What Terraform's words mean, where they say less than is known, and what to do. */
interface Known {
  readonly said: RegExp;
  readonly means: (match: RegExpExecArray, address: string, stack: StackFolder) => string;
}

const KNOWN: readonly Known[] = [
  {
    said: /domain '([^']+)' already exists with uuid ([0-9a-f-]+)/,
    means: ([, domain = '', uuid = ''], address, { folder }) =>
      `The machine ${domain} is on its host already, and not in this state: an earlier failure left it, or another project has it.\n` +
      `→ Take it over: terraform -chdir=${folder} import ${address} ${uuid}\n` +
      `→ Or, if nothing needs it, remove it: virsh destroy ${domain}; virsh undefine ${domain}`,
  },
  {
    said: /(?:storage volume|volume) '?([^'\s]+?)'? (?:already exists|exists already)/,
    means: ([, volume = '']) =>
      `The volume ${volume} is on its host already, and not in this state: an apply that was cut off left it.\n` +
      `→ If it is no data disk, remove it: virsh vol-delete --pool <pool> ${volume}`,
  },
  {
    said: /network '?([^'\s]+?)'? (?:already exists|is already in use)|network is already in use by interface (\S+)/,
    means: ([, network = '', by = '']) =>
      `The network ${network || `of ${by}`} is on its host already, and not in this state.\n` +
      '→ Remove it (virsh net-destroy, virsh net-undefine), or give this one another range.',
  },
  {
    said: /No space left on device|not enough free (?:disk )?space|would exceed the pool'?s? capacity/i,
    means: () =>
      'A storage pool is full.\n→ See `virsh pool-info`; make room, or move machines to another host.',
  },
  {
    said: /failed to (?:connect|dial)|connection refused|no route to host|i\/o timeout|connection timed out|Connection reset|handshake failed|no such file or directory.*libvirt-sock|no such host|could not resolve/i,
    means: (_match, _address, { name }) =>
      name.includes('-machines-')
        ? `The hypervisor does not answer.\n→ If it comes back, deploy again. If it is lost, set its stack aside: --skip ${name}`
        : 'What the stack is deployed to does not answer.\n→ See that it runs and can be reached from here.',
  },
  {
    said: /Error acquiring the state lock/,
    means: () =>
      'Somebody else works on this state, or did so and was cut off.\n' +
      '→ Wait; only if that run is dead: terraform force-unlock with the id below, in the stack’s folder.',
  },
  {
    said: /Backend configuration changed|Backend initialization required/,
    means: (_match, _address, { folder }) =>
      'The project keeps its state elsewhere than before.\n' +
      `→ Bring the state along: terraform -chdir=${folder} init -migrate-state`,
  },
  {
    said: /Instance cannot be destroyed/,
    means: (_match, address) =>
      `${address} is protected.\n→ Lift the protection in the code first (\`protect\` of the environment), in a change of its own.`,
  },
  {
    said: /checksums? (?:previously )?recorded in the dependency lock file/,
    means: (_match, _address, { folder }) =>
      `A provider is not the one that was there at the last run.\n→ If that is meant: rm ${folder}/.terraform.lock.hcl`,
  },
];

/** What is known of what Terraform said, each cause once. Of the words of others, such as ssh's, nothing is known. */
export function explainTerraform(stack: StackFolder, { errors, text }: TerraformFailure): readonly string[] {
  const said = errors.length === 0 ? [{ summary: text, detail: '', address: '' }] : errors;
  const causes = said.flatMap(({ summary, detail, address = '' }) => {
    for (const { said: pattern, means } of KNOWN) {
      const match = pattern.exec(`${summary}\n${detail}`);
      if (match !== null) return [means(match, address, stack)];
    }
    return [];
  });
  return [...new Set(causes)];
}
