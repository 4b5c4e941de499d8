export type * from './record';
export { readRecord, readWhole, RECORD_FILE, SYNTH_FOLDER, SYNTH_LOCK, writeRecord } from './record-file';
export { recordSchema } from './record-schema';
