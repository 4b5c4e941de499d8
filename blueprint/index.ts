export { type Blueprint, blueprintOf, type BlueprintInput, type PlannedImage } from './blueprint';
export { fleetOf } from './fleet-of';
export { placed } from './placed';
export { checkBlueprint } from './check-blueprint';
export { promotionLine } from './promotion-line';
export { checkShape } from './shape';
