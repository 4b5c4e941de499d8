export { type Emphasis, renderSummary } from './summary';
