import { Token } from 'cdktf';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedWorkload } from './workload-spec';

/** Judges one side of a workload. `path` is where the workload stands. */
export type Check = (workload: ResolvedWorkload, path: string) => readonly Finding[];

/** The finding, unless what it demands holds. */
export function demand(holds: boolean, finding: Omit<Finding, 'severity'>): readonly Finding[] {
  return holds ? [] : [problem(finding)];
}

/** The path of one entry of a record: `.http`, or `["/etc/app.yaml"]` for a key that is no identifier. */
export function entry(path: string, key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** A value as a finding shows it. */
export function quoted(value: unknown): string {
  if (Token.isUnresolved(value)) return 'a value that Terraform has yet to learn';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** The forms that Kubernetes demands of names. */
const FORM = {
  /** RFC 1123 label: namespaces, volumes. */
  dnsLabel: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
  /** RFC 1035 label, which a Service demands: a digit can't come first. */
  serviceName: /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
  /** RFC 1123 subdomain: Secrets, classes, domains. */
  dnsName: /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/,
  /** IANA_SVC_NAME, but for the letter that it must hold and the double hyphen that it must not. */
  portName: /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/,
  /** C_IDENTIFIER, which every shell can read. */
  variable: /^[A-Za-z_][A-Za-z0-9_]*$/,
  /** A key of a Secret or ConfigMap. */
  dataKey: /^[-._A-Za-z0-9]{1,253}$/,
  /** A name of at most 63 characters, behind a domain and a slash if need be. */
  labelKey: /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
  labelValue: /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
} as const satisfies Record<string, RegExp>;

/** Whether a name has the form; one that Terraform has yet to learn counts as having it. */
export function has(form: keyof typeof FORM, text: string): boolean {
  return Token.isUnresolved(text) || FORM[form].test(text);
}

/** Whether a number is whole and within bounds. One that Terraform has yet to learn is not: names and policies hang on it. */
export function wholeWithin(value: number, least: number, most = Number.MAX_SAFE_INTEGER): boolean {
  return !Token.isUnresolved(value) && Number.isSafeInteger(value) && value >= least && value <= most;
}
