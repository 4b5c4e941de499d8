/** What the compiler checks of machines, for callers without types: a pool in a stack of its own, and one of a project. */
export { addresses, cloudInit, disk, former, machineImage, network } from './machines';
