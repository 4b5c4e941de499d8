import { z } from '../../core/zod';
import { type Finding, problem } from '../../core/findings';
import { NAME_FORM } from '../../core/kubernetes';
import { checkMetadata } from '../metadata';
import { dns, findingsOf, texts } from '../shape';
import { checkDns } from './dns';
import type { NamespaceProps } from './namespace-props';

/** For callers without types. */
const NAMESPACE = z.strictObject({
  name: z.string(),
  partOf: z.string().optional(),
  podSecurity: z
    .union(
      [
        z.literal('restricted'),
        z.strictObject({ level: z.enum(['baseline', 'privileged']), reason: z.string() }),
      ],
      { error: "must be 'restricted', or { level, reason }" },
    )
    .optional(),
  dns: z.array(dns).optional(),
  protect: z.boolean().optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
} satisfies Record<keyof NamespaceProps, z.ZodType>);

/** What is wrong with a namespace that is to be made. Callable before any construct exists. */
export function checkNamespace(
  props: NamespaceProps & { readonly name: string },
  path: string,
): readonly Finding[] {
  const wrong = findingsOf(NAMESPACE, props, path);
  // What has the wrong type cannot be judged.
  if (wrong.length > 0) return wrong;
  return [
    checkName(props.name, `${path}.name`),
    checkPartOf(props.partOf, path),
    checkReason(props.podSecurity, path),
    checkMetadata(props, path),
    props.dns === undefined ? [] : checkDns(props.dns, `${path}.dns`),
  ].flat();
}

/** What is wrong with the name of a namespace that exists already. */
export function checkExisting(name: string, path: string): readonly Finding[] {
  if (NAME_FORM.dnsLabel.test(name)) return [];
  return [
    problem({
      rule: 'namespace/name',
      path,
      message: 'must be a DNS label: lower-case letters, digits and -, at most 63 characters (RFC 1123)',
      value: JSON.stringify(name),
      advice: 'Give the name that kubectl get namespaces shows.',
    }),
  ];
}

function checkName(name: string, path: string): readonly Finding[] {
  const reserved = name.startsWith('kube-');
  // It names Terraform resources as well, and those begin with a letter: the same form as a Service's.
  if (NAME_FORM.serviceName.test(name) && !reserved) return [];
  return [
    problem({
      rule: 'namespace/name',
      path,
      message: reserved
        ? 'must not begin with kube-, which Kubernetes keeps for itself'
        : 'must be a DNS label that begins with a letter: lower case, digits and -, at most 63 characters',
      value: JSON.stringify(name),
      advice: 'Name it after what runs in it, like shop-prod.',
    }),
  ];
}

function checkPartOf(partOf: string | undefined, path: string): readonly Finding[] {
  if (partOf === undefined || NAME_FORM.labelValue.test(partOf)) return [];
  return [
    problem({
      rule: 'namespace/part-of',
      path: `${path}.partOf`,
      message: "must be a label's value: letters, digits, -, _ and ., at most 63 characters",
      value: JSON.stringify(partOf),
      advice: "Give the application's name, such as shop.",
    }),
  ];
}

function checkReason(podSecurity: NamespaceProps['podSecurity'], path: string): readonly Finding[] {
  if (typeof podSecurity !== 'object' || podSecurity.reason.trim() !== '') return [];
  return [
    problem({
      rule: 'namespace/pod-security',
      path: `${path}.podSecurity.reason`,
      message: 'must say why pods need more than the restricted standard allows',
      value: 'empty',
      advice: 'Write the reason, or leave podSecurity out.',
    }),
  ];
}
