export { holdsData } from './holding';
export { judge, type AssessedChange } from './judge';
export { knowledgeOf } from './replacement';
export { type Risk, RISK_LEVELS, type RiskLevel } from './risk';
