export { describeAfter, inPromotionOrder, namesBefore, type StageAfter } from './order';
