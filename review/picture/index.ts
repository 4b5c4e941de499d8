export { isConnecting } from './connections';
export { drawPictures } from './draw';
export { originOf, ownerKeys } from './origin';
export type {
  Connection,
  HostThing,
  MachineThing,
  OutsideThing,
  Picture,
  Thing,
  WorkloadThing,
} from './picture';
export { thingsIn } from './picture';
export { podIdentity } from './pods';
