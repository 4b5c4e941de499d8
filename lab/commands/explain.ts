import { clusterIn, clusterStatus, PARTS } from '../cluster';
import { processesOf } from '../enclosure';
import { labHome } from '../home';
import { hostsIn, type HostStatus, machinesStatus } from '../machines';
import { GATEWAY, INGRESS_CLASS, INGRESS_DOMAIN, STORAGE_CLASS } from '../network';
import type { Steps } from '../steps';

const LAB = 'npm run lab --';

/** What runs where, and the commands to look at it. */
export async function explain(steps: Steps): Promise<void> {
  const home = labHome();
  const lines = [
    `The lab is in ${home}.`,
    '',
    ...(await aboutHosts(home)),
    '',
    ...(await aboutCluster(home)),
  ];
  steps.result(lines.join('\n'), { lines });
}

async function aboutHosts(home: string): Promise<readonly string[]> {
  if (hostsIn(home).length === 0) return [`No hypervisors. Start two: ${LAB} up machines`];
  return (await machinesStatus(home)).flatMap(aboutHost);
}

function aboutHost({ name, power, machines }: HostStatus): readonly string[] {
  return [
    `Host ${name} is ${power}: a libvirt of its own with ${machines.length} machines.`,
    ...look({
      [`shell ${name} -- virsh list --all`]: 'its machines',
      [`logs ${name}`]: 'what its libvirt said',
    }),
    ...machines.flatMap((machine) => look({ [`logs ${machine}`]: 'its console' })),
  ];
}

async function aboutCluster(home: string): Promise<readonly string[]> {
  const cluster = clusterIn(home);
  const running = processesOf(cluster);
  if (running === undefined) return [`No cluster. Start it: ${LAB} up cluster`];
  const { nodes } = await clusterStatus(cluster);
  return [
    `The cluster is process ${running.init} and all below it, in a network of its own, where it is ${GATEWAY}:`,
    ...columns(PARTS),
    '',
    `It has the storage class ${STORAGE_CLASS}, the ingress class ${INGRESS_CLASS}, and these nodes:`,
    ...nodes.map(({ name, ready, address }) => `  ${name}, ${address}${ready ? '' : ', not ready'}`),
    '',
    'Look at it:',
    ...look({
      'shell cluster': 'kubectl, docker and terraform mean this cluster there',
      'shell cluster -- kubectl get pods --all-namespaces --output wide': 'which pods run where',
      'shell cluster -- kubectl get events --all-namespaces': 'why one does not',
      [`shell cluster -- curl http://shop.${INGRESS_DOMAIN}/`]: `an ingress with this domain, or any below ${INGRESS_DOMAIN}`,
      'logs kube-apiserver --follow': 'what a part says',
    }),
  ];
}

function look(commands: Readonly<Record<string, string>>): readonly string[] {
  return columns(
    Object.fromEntries(Object.entries(commands).map(([command, shows]) => [`${LAB} ${command}`, shows])),
  );
}

function columns(table: Readonly<Record<string, string>>): readonly string[] {
  const width = Math.max(...Object.keys(table).map((name) => name.length));
  return Object.entries(table).map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}
