export { type Amount, amountOf } from './amount';
export { type BudgetFault, faultOfBudget } from './disruption-budget';
export { currentType, type Kind, kindOfType, typeOfKind } from './kinds';
export { LONGEST_NAME, NAME_FORM } from './name-form';
export { parseDuration, parseQuantity } from './quantity';
