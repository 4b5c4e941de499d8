export { type ReportInput, renderReport } from './report';
export type { LayoutEngine } from './layout';
