export { type Enclosure, refuseTooLong } from './enclosure';
export { oneStart } from './one-start';
export { cutPower, endOfLog, inNetworkOf, type PowerOptions, settledProcessesOf, start } from './power';
export { namespacesOf, processesOf, processesWith, startedBelow } from './processes';
export { tracesOf } from './traces';
