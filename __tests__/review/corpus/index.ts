import { clouds } from './clouds';
import { data } from './data';
import { handover } from './handover';
import type { Pair } from './pair';
import { kubernetes } from './kubernetes';
import { openings } from './openings';
import { others } from './others';
import { plain } from './plain';
import { reach } from './reach';
import { replacement } from './replacement';
import { rollouts } from './rollouts';
import { settings } from './settings';
import { terraform } from './terraform';
import { whole } from './whole';

export type { Pair } from './pair';

/** All pairs. */
export const corpus: readonly Pair[] = [
  ...data,
  ...handover,
  ...settings,
  ...replacement,
  ...reach,
  ...openings,
  ...others,
  ...rollouts,
  ...whole,
  ...plain,
  ...clouds,
  ...terraform,
  ...kubernetes,
];
