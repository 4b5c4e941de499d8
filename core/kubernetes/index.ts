export { type Amount, amountOf } from './amount';
export { type BudgetFault, type BudgetedPods, faultOfBudget } from './disruption-budget';
export { type Kind, kindOfType } from './kinds';
export { NAME_FORM } from './name-form';
export { parseDuration, parseQuantity } from './quantity';
