export { type Blueprint, blueprintOf, type BlueprintInput, type PlannedImage } from './blueprint';
export { fleetOf } from './fleet-of';
export { checkBlueprint } from './check-blueprint';
export { checkShape } from './shape';
