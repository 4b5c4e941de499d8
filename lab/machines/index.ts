export { emptyHost, hasKvm, namesOf, virsh } from './virsh';
export { MACHINES_NEED } from './requirements';
export { consoleLogPath, diskPath, type Host, hostIn, hostLogPath, uriOf } from './host';
export { hostsIn, type HostStatus, machinesDown, machinesStatus } from './machines';
export { answers, powerOn } from './power';
export { untilIdle } from './until-idle';
export { type KeyPair, keyPair, type Login, onMachine } from './ssh';
