import { z } from '../../core/zod';
import type { State } from '../state';

/** The shape of one kind of state: `satisfies` has the compiler find what is forgotten. */
type Fields<K extends State['kind']> = Record<keyof Extract<State, { kind: K }>, z.ZodType>;

/** Any of the states. */
export const state = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('local'), folder: z.string() } satisfies Fields<'local'>),
    z.strictObject({ kind: z.literal('postgres'), schemaPrefix: z.string() } satisfies Fields<'postgres'>),
    z.strictObject({
      kind: z.literal('s3'),
      bucket: z.string(),
      region: z.string(),
      prefix: z.string().optional(),
      endpoint: z.string().optional(),
    } satisfies Fields<'s3'>),
    z.strictObject({
      kind: z.literal('kubernetes'),
      namespace: z.string(),
      configPath: z.string(),
      configContext: z.string(),
    } satisfies Fields<'kubernetes'>),
    z.strictObject({ kind: z.literal('http'), address: z.string() } satisfies Fields<'http'>),
  ],
  {
    error:
      'must be a state, created with localState(…), postgresState(…), s3State(…), kubernetesState(…) or httpState(…)',
  },
);
