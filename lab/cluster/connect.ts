import { outputOf } from '../../operations/process';
import { type Enclosure, inNetworkOf, processesOf } from '../enclosure';
import { BRIDGE, hostAddress, LAN } from '../network';
import type { Cluster } from './cluster';

const LIMIT = { timeoutMs: 15_000 };
const UPLINK = 'lab0';

/**
 * Lays a cable from the cluster to each host that runs, and puts both ends into bridges of one name. What is there stays. A
 * host that was switched off and on again needs it anew: its network was another one.
 */
export async function connectHosts(cluster: Cluster, hosts: readonly Enclosure[]): Promise<void> {
  for (const [place, host] of hosts.entries())
    if (processesOf(host) !== undefined) await connect(cluster, host, place);
}

/** Whether a host has a cable to the cluster. */
export async function isConnected(host: Enclosure): Promise<boolean> {
  const [program, ...args] = inNetworkOf(host, ['ip', '-json', 'link']);
  const links = JSON.parse(await outputOf(program, args, LIMIT)) as readonly { readonly ifname: string }[];
  return links.some(({ ifname }) => ifname === UPLINK);
}

async function connect(cluster: Cluster, host: Enclosure, place: number): Promise<void> {
  const running = processesOf(host);
  if (running === undefined || (await isConnected(host))) return;
  const port = `lab-${host.name}`;
  await shellIn(
    cluster,
    `ip link add ${port} type veth peer name ${UPLINK} netns ${running.init}
     ip link set ${port} master ${BRIDGE} up`,
  );
  await shellIn(
    host,
    `[ -e /proc/sys/net/ipv4/conf/${BRIDGE} ] || ip link add ${BRIDGE} type bridge
     ip link set ${UPLINK} master ${BRIDGE} up
     ip address replace ${hostAddress(place)}/${LAN.split('/')[1] ?? ''} dev ${BRIDGE}
     ip link set ${BRIDGE} up`,
  );
}

async function shellIn(enclosure: Enclosure, lines: string): Promise<void> {
  const [program, ...args] = inNetworkOf(enclosure, ['sh', '-euc', lines]);
  await outputOf(program, args, LIMIT);
}
