import { Failure } from '../process';
import type { Connection } from './connect';

type Refusal = (connection: Connection) => readonly [what: string, advice: string];

const REFUSED: Readonly<Partial<Record<number, Refusal>>> = {
  401: ({ registry }) => ['does not know the credentials', `Sign in: \`docker login ${registry}\`.`],
  403: ({ access }) => {
    const [what, right] = access === 'write' ? ['write to it', 'push to'] : ['read it', 'pull from'];
    return [
      `does not let these credentials ${what}`,
      `Have them granted the right to ${right} this repository.`,
    ];
  },
  429: () => ['answers that it was asked too often', 'Wait a while; signed in, one may ask more often.'],
};

/**
 * Why what a registry sends is not taken.
 *
 * @param what what it was asked for, or says of it, as the beginning of a sentence
 * @param sent the digest of what it sends
 * @param outcome what did not happen because of it. @default nothing is said
 */
export function otherContent(what: string, sent: string, outcome = ''): Failure {
  return new Failure(
    `${what}, but sends ${sent}\n    → Something between here and there changes its answers.${outcome}`,
  );
}

/** Why a registry did not answer what it was asked. */
export function refusal({ status, ok }: Response, connection: Connection): Failure {
  const { registry, name } = connection;
  const [what, advice] = REFUSED[status]?.(connection) ?? [
    ok ? 'answers with something that is not a manifest' : `answers ${status}`,
    status >= 500 ? 'Try again later.' : 'Check that its address is that of a registry.',
  ];
  return new Failure(`the registry ${registry}, asked for ${name}, ${what}\n    → ${advice}`);
}
