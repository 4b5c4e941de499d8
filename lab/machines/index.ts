export { emptyHost } from './empty-host';
export { consoleLogPath, diskPath, type Host, hostIn, hostLogPath, uriOf } from './host';
export { hostsIn, machinesDown, machinesStatus, type HostStatus } from './machines';
export { answers, cutPower, inNetworkOf, powerOn, type PowerOptions } from './power';
export { installPackages, missingPackages, obstacle, refuseUnlessReady } from './requirements';
export { type KeyPair, keyPair, type Login, onMachine, untilSsh } from './ssh';
export { namesOf, virsh } from './virsh';
