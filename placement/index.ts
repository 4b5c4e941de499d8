export {
  capacityOf,
  fits,
  type HostProps,
  NO_RESOURCES,
  type Overcommit,
  type Resources,
  totalOf,
} from './capacity';
export type { SlotChange } from './changes';
export { type Alternative, alternativesOf } from './alternatives';
export { checkPlacement } from './check-placement';
export type { Fleet, FleetHost, FleetPool, Spread } from './fleet';
export { foreignPlacements, Placements } from './lock/placements';
export { parsePlacement } from './lock/parse-placement';
export { emptyPlacement, type Placement } from './lock/placement';
export { leastHosts } from './least-hosts';
export { placementSchema } from './lock/placement-schema';
export { readPlacements } from './lock/read-placements';
export { renderPlacement } from './lock/render-placement';
export { pinOf, withPins } from './pins';
export { place } from './place';
export { partsOf, slotId } from './slot-id';
