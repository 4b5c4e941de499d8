export { checkRanges } from './check-ranges';
export { checkKeyForm, checkSlots } from './check-slots';
export {
  machineName,
  type PoolIdentity,
  slotIdentities,
  slotIdentity,
  type SlotIdentity,
  slotList,
} from './slots';
