import { z } from 'zod';
import type { State } from '../state';

/** The shape of one kind of state: `satisfies` has the compiler find what is forgotten. */
type Fields<K extends State['kind']> = Record<keyof Extract<State, { kind: K }>, z.ZodType>;

const local = { kind: z.literal('local'), folder: z.string() } satisfies Fields<'local'>;

const postgres = { kind: z.literal('postgres'), schemaPrefix: z.string() } satisfies Fields<'postgres'>;

const s3 = {
  kind: z.literal('s3'),
  bucket: z.string(),
  region: z.string(),
  prefix: z.string().optional(),
  endpoint: z.string().optional(),
} satisfies Fields<'s3'>;

const kubernetes = {
  kind: z.literal('kubernetes'),
  namespace: z.string(),
  configPath: z.string(),
  configContext: z.string(),
} satisfies Fields<'kubernetes'>;

const http = { kind: z.literal('http'), address: z.string() } satisfies Fields<'http'>;

/** Any of the states. */
export const state = z.discriminatedUnion(
  'kind',
  [
    z.strictObject(local),
    z.strictObject(postgres),
    z.strictObject(s3),
    z.strictObject(kubernetes),
    z.strictObject(http),
  ],
  {
    error:
      'must be a state, created with localState(…), postgresState(…), s3State(…), kubernetesState(…) or httpState(…)',
  },
);
