export { isConnecting } from './connections';
export { drawPictures } from './draw';
export { originOf, ownerKeys } from './origin';
export type {
  Connection,
  HostNode,
  MachineNode,
  OutsideNode,
  Picture,
  PictureNode,
  WorkloadNode,
} from './picture';
export { nodesIn } from './picture';
export { podIdentity } from './pods';
