export { type Enclosure, refuseTooLong } from './enclosure';
export { cutPower, endOfLog, inNetworkOf, type PowerOptions, start } from './power';
export { namespacesOf, processesOf, processesWith, startedBelow } from './processes';
export { tracesOf } from './traces';
