import { Failure } from '../process';
import type { Connection } from './connect';

const REFUSED: Readonly<
  Partial<Record<number, readonly [what: string, advice: (registry: string) => string]>>
> = {
  401: ['does not know the credentials', (registry) => `Sign in: \`docker login ${registry}\`.`],
  403: [
    'does not let these credentials read it',
    () => 'Have them granted the right to pull from this repository.',
  ],
  429: ['answers that it was asked too often', () => 'Wait a while; signed in, one may ask more often.'],
};

/** Why a registry did not answer what it was asked. */
export function refusal({ status, ok }: Response, { registry, name }: Connection): Failure {
  const [what, advice] = REFUSED[status] ?? [
    ok ? 'answers with something that is not a manifest' : `answers ${status}`,
    () => (status >= 500 ? 'Try again later.' : 'Check that its address is that of a registry.'),
  ];
  return new Failure(`the registry ${registry}, asked for ${name}, ${what}\n    → ${advice(registry)}`);
}
