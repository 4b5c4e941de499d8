export { emptyHost } from './empty-host';
export { MACHINES_NEED } from './requirements';
export { consoleLogPath, diskPath, type Host, hostIn, hostLogPath, uriOf } from './host';
export { hostsIn, machinesDown, machinesStatus, type HostStatus } from './machines';
export { answers, powerOn } from './power';
export { type KeyPair, keyPair, type Login, onMachine, shellOn, untilSsh } from './ssh';
export { hasKvm, namesOf, virsh } from './virsh';
