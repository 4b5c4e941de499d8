export { drawPictures } from './draw';
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
