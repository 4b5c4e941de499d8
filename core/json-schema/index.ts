export type { JsonSchema, Mismatch } from './json-schema';
export { mismatches } from './mismatches';
