export { holdsData } from './holding';
export { judge, type Judged } from './judge';
export { knowledgeOf } from './replacement';
export { type Risk, RISK_LEVELS, type RiskLevel } from './risk';
