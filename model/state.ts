import { given } from '../constructs/shape';

/** Where Terraform keeps the state of every stack. Credentials are never written here: Terraform takes them from its environment. */
export type State = LocalState | PostgresState | S3State | KubernetesState | HttpState;

interface LocalState {
  readonly kind: 'local';
  /** Relative to the project, inside it. */
  readonly folder: string;
}

interface PostgresProps {
  /** Begins the name of each stack's schema: what tells this project's from another's in one database, e.g. `shop_`. */
  readonly schemaPrefix: string;
}

interface S3Props {
  /** The name of the bucket. */
  readonly bucket: string;
  /** The region that it is in, e.g. `eu-central-1`. */
  readonly region: string;
  /** Begins each object's key as it is, before the project's name; ends with a slash to be a folder. @default none */
  readonly prefix?: string;
  /** The store's URL where it is not AWS's. @default AWS's */
  readonly endpoint?: string;
}

interface KubernetesProps {
  /** The namespace that the secrets are in. */
  readonly namespace: string;
  /** The kubeconfig file, e.g. `~/.kube/config`. */
  readonly configPath: string;
  /** The context in it. */
  readonly configContext: string;
}

interface HttpProps {
  /** The URL below which each stack has its own, without user, password or query. */
  readonly address: string;
}

type PostgresState = Readonly<PostgresProps> & { readonly kind: 'postgres' };
type S3State = Readonly<S3Props> & { readonly kind: 's3' };
type KubernetesState = Readonly<KubernetesProps> & { readonly kind: 'kubernetes' };
type HttpState = Readonly<HttpProps> & { readonly kind: 'http' };

/**
 * State in files beside the project: for one person at one machine.
 * @param options.folder Relative to the project, inside it. @default 'state'
 *
 * @example
 * localState({ folder: 'state' });
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/local
 */
export function localState(options: { readonly folder?: string } = {}): LocalState {
  return { kind: 'local', folder: given(options).folder ?? 'state' };
}

/**
 * State in PostgreSQL, one schema for each stack, with locks. Terraform reads the connection from `PG_CONN_STR`.
 *
 * @example
 * postgresState({ schemaPrefix: 'shop_' });
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/pg
 */
export function postgresState(props: PostgresProps): PostgresState {
  return { kind: 'postgres', ...props };
}

/**
 * State in an S3-compatible object store, encrypted, with one lock file for each object. Credentials come from the environment.
 *
 * @example
 * s3State({ bucket: 'shop-state', region: 'eu-central-1' });
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export function s3State(props: S3Props): S3State {
  return { kind: 's3', ...props };
}

/**
 * State in secrets of a Kubernetes cluster, with leases as locks.
 *
 * @example
 * kubernetesState({ namespace: 'terraform', configPath: '~/.kube/config', configContext: 'management' });
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/kubernetes
 */
export function kubernetesState(props: KubernetesProps): KubernetesState {
  return { kind: 'kubernetes', ...props };
}

/**
 * State behind an HTTP server that speaks Terraform's protocol, as GitLab's does. Credentials come from
 * `TF_HTTP_USERNAME` and `TF_HTTP_PASSWORD`.
 *
 * @example
 * httpState({ address: 'https://gitlab.example.com/api/v4/projects/1/terraform/state' });
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/http
 */
export function httpState(props: HttpProps): HttpState {
  return { kind: 'http', ...props };
}
