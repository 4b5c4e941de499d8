export { describeAfter, inPromotionOrder, namesBefore, stagesFurtherBack, type StageAfter } from './order';
