import type { Finding } from '../../core/findings';
import { refusal } from './refusal';

/** What can be added. */
export type Kind = 'service' | 'environment' | 'host';

/** The options of `slipway add`. */
export interface AddOptions {
  readonly image?: string;
  readonly port?: number;
  readonly after?: string;
  readonly like?: string;
  readonly environment?: string;
  readonly cores?: number;
  readonly memory?: number;
  readonly uri?: string;
  readonly failureDomain?: string;
}

/** What each kind may be told. */
const OPTIONS: Readonly<Record<Kind, readonly (keyof AddOptions)[]>> = {
  service: ['image', 'port'],
  environment: ['after', 'like'],
  host: ['environment', 'cores', 'memory', 'uri', 'failureDomain'],
};

/** Those that must be given. */
const REQUIRED: Readonly<Record<Kind, readonly (keyof AddOptions)[]>> = {
  service: [],
  environment: [],
  host: ['environment', 'cores', 'memory'],
};

/** A finding for each option that is not one of this kind, and for each that is missing. */
export function checkOptions(kind: Kind, options: AddOptions): readonly Finding[] {
  const given = Object.keys(options) as (keyof AddOptions)[];
  const missing = REQUIRED[kind].filter((option) => !given.includes(option));
  return [
    ...given
      .filter((option) => !OPTIONS[kind].includes(option))
      .map((option) =>
        refusal(
          flag(option),
          `must not be given for ${kind}`,
          `It takes ${OPTIONS[kind].map(flag).join(', ')}.`,
        ),
      ),
    ...missing.map((option) =>
      refusal(flag(option), `must be given for ${kind}`, `It takes ${OPTIONS[kind].map(flag).join(', ')}.`),
    ),
  ];
}

function flag(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
