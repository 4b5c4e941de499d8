export { holdsData, type Loss, lossesIn, lossOf } from './judge-plan';
