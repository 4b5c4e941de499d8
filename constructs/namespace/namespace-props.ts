import type { Dns } from './dns';
import type { PodSecurity } from './pod-security';

import type { Metadata } from '../metadata';

/** What a namespace is called, and which pods it admits. */
export interface NamespaceProps extends Metadata {
  /** The namespace's name. @default the construct's id */
  readonly name?: string;
  /** The application it belongs to, as the label `app.kubernetes.io/part-of`. @default no label */
  readonly partOf?: string;
  /** Which pods it admits. Less than `restricted` takes a reason. @default 'restricted' */
  readonly podSecurity?: PodSecurity;
  /** Where its pods ask for names: what network policies open for all of them. @default [clusterDns()], pods in kube-system */
  readonly dns?: readonly Dns[];
  /** Whether Terraform refuses to destroy it: everything in it would be deleted, volumes included. @default false */
  readonly protect?: boolean;
}
