import { Token } from '../cdktf';
import type { Finding } from '../../core/findings';
import { LONGEST_NAME } from '../../core/kubernetes';
import { type Check, demand, entry, has, quoted } from './check';

const COMPONENT = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*';
/** A registry, where one is named, and the repository. */
const REPOSITORY = `(?:${COMPONENT}(?::\\d+)?/)?${COMPONENT}(?:/${COMPONENT})*`;
/** The repository and the digest, known or yet to be learned from a push; a tag beside it would only mislead. */
const IMAGE = new RegExp(`^${REPOSITORY}@(?:sha256:[0-9a-f]{64}|\\$\\{TfToken\\[[^\\]]+\\]\\})$`);

/** The name, and what runs under it. */
export const identity: Check = ({ name, partOf, image, imagePullSecrets }, path) => [
  ...demand(!Token.isUnresolved(name) && has('serviceName', name) && name.length <= LONGEST_NAME.workload, {
    rule: 'workload/name',
    path: `${path}.name`,
    message: `must be a DNS label that begins with a letter: lower case, digits and -, at most ${LONGEST_NAME.workload} characters`,
    value: quoted(name),
    advice: 'It names the Service as well (RFC 1035), and Kubernetes appends up to 11 characters to it.',
  }),
  ...demand(partOf === undefined || has('labelValue', partOf), {
    rule: 'workload/part-of',
    path: `${path}.partOf`,
    message: "must be a label's value: letters, digits, -, _ and ., at most 63 characters",
    value: quoted(partOf),
    advice: "Give the application's name, such as shop.",
  }),
  ...pinned(image, `${path}.image`),
  ...imagePullSecrets.flatMap((secret) =>
    demand(has('objectName', secret), {
      rule: 'workload/image-pull-secret',
      path: entry(`${path}.imagePullSecrets`, secret),
      message: "must be a Secret's name (RFC 1123 subdomain)",
      value: quoted(secret),
      advice: 'Name a Secret of type kubernetes.io/dockerconfigjson in the namespace.',
    }),
  ),
  ...demand(new Set(imagePullSecrets).size === imagePullSecrets.length, {
    rule: 'workload/image-pull-secret',
    path: `${path}.imagePullSecrets`,
    message: 'must name each Secret once',
    value: imagePullSecrets.map(quoted).join(', '),
    advice: 'Leave out the second.',
  }),
];

/** That an image cannot change under its name. */
export function pinned(image: string, path: string): readonly Finding[] {
  return demand(IMAGE.test(image), {
    rule: 'workload/image',
    path,
    message: 'must be pinned by digest: repository@sha256:<64 hex digits>',
    value: quoted(image),
    advice: 'A tag can point elsewhere tomorrow. Take the digest that the registry returned for the push.',
  });
}
