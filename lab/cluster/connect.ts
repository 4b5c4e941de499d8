import { outputOf } from '../../operations/process';
import { type Enclosure, inNetworkOf, oneStart, processesOf } from '../enclosure';
import { BRIDGE, hostAddress, LAN } from '../network';
import type { Cluster } from './cluster';

const LIMIT = { timeoutMs: 60_000 };
const UPLINK = 'lab0';

/** As in the output of `ip -json link`. */
interface Link {
  readonly ifname: string;
  readonly master?: string;
  readonly flags: readonly string[];
}

/**
 * Lays a cable from the cluster to each running host, and attaches both ends to bridges of the same name. Existing cables
 * stay. A host that was switched off and on needs a new one: its network namespace is a new one.
 */
export async function connectHosts(cluster: Cluster, hosts: readonly Enclosure[]): Promise<void> {
  await oneStart(cluster, async () => {
    for (const [place, host] of hosts.entries())
      if (processesOf(host) !== undefined) await connect(cluster, host, place);
  });
}

/** Whether a host has a cable to the cluster, with both ends attached. */
async function isConnected(host: Enclosure): Promise<boolean> {
  const [program, ...args] = inNetworkOf(host, ['ip', '-json', 'link']);
  const links = JSON.parse(await outputOf(program, args, LIMIT)) as readonly Link[];
  return links.some(
    ({ ifname, master, flags }) => ifname === UPLINK && master === BRIDGE && flags.includes('UP'),
  );
}

async function connect(cluster: Cluster, host: Enclosure, place: number): Promise<void> {
  const running = processesOf(host);
  if (running === undefined || (await isConnected(host))) return;
  const port = `lab-${host.name}`;
  // A cable may exist already: the kernel removes a network's cables some time after its power was cut, and an earlier
  // connection may have been killed half way.
  await shellIn(
    cluster,
    `ip link delete ${port} 2>/dev/null || true
     ip link add ${port} type veth peer name ${UPLINK} netns ${running.init}
     ip link set ${port} master ${BRIDGE} up`,
  );
  await shellIn(
    host,
    `[ -e /proc/sys/net/ipv4/conf/${BRIDGE} ] || ip link add ${BRIDGE} type bridge
     ip address replace ${hostAddress(place)}/${LAN.split('/')[1] ?? ''} dev ${BRIDGE}
     ip link set ${BRIDGE} up
     ip link set ${UPLINK} master ${BRIDGE} up`,
  );
}

async function shellIn(enclosure: Enclosure, lines: string): Promise<void> {
  const [program, ...args] = inNetworkOf(enclosure, ['sh', '-euc', lines]);
  await outputOf(program, args, LIMIT);
}
