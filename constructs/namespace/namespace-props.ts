import type { PodSecurity } from './pod-security';

export interface NamespaceProps {
  /** @default the construct's id */
  readonly name?: string;
  /** The application it belongs to, as the label `app.kubernetes.io/part-of`. @default no label */
  readonly partOf?: string;
  /** Which pods it admits. Less than `restricted` takes a reason. @default 'restricted' */
  readonly podSecurity?: PodSecurity;
  /** Terraform refuses to destroy it: all that lives in it would go, its volumes included. @default false */
  readonly protect?: boolean;
}
