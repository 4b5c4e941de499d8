export type * from './record';
export { readRecord, writeRecord } from './record-file';
