import type { Json } from '../../../core/json';
import type { Risk, RiskContext } from '../risk';

/** An object of a kind that the provider has no type for, before and after. */
export interface CustomObject {
  readonly old: Json | undefined;
  readonly head: Json | undefined;
  readonly context: RiskContext;
}

export type CustomJudge = (object: CustomObject) => readonly Risk[];
