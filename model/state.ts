/** Where Terraform keeps the state of every stack. Credentials are Terraform's own matter: none is ever written here. */
export type State = LocalState | PostgresState | S3State | KubernetesState | HttpState;

interface LocalState {
  readonly kind: 'local';
  readonly folder: string;
}

interface PostgresProps {
  /** Begins the name of each stack's schema: what tells this project's from another's in one database, e.g. `shop_`. */
  readonly schemaPrefix: string;
}

interface S3Props {
  readonly bucket: string;
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
 */
export function localState(options: { readonly folder?: string } = {}): LocalState {
  return { kind: 'local', folder: options.folder ?? 'state' };
}

/** State in PostgreSQL, a schema a stack, with its locks. Terraform reads the connection from `PG_CONN_STR`. */
export function postgresState(props: PostgresProps): PostgresState {
  return { kind: 'postgres', ...props };
}

/** State in an S3-compatible object store, encrypted, with a lock file an object. Credentials come from the environment. */
export function s3State(props: S3Props): S3State {
  return { kind: 's3', ...props };
}

/** State in secrets of a Kubernetes cluster, with leases as locks. */
export function kubernetesState(props: KubernetesProps): KubernetesState {
  return { kind: 'kubernetes', ...props };
}

/**
 * State behind an HTTP server that speaks Terraform's protocol, as GitLab's does. Credentials come from
 * `TF_HTTP_USERNAME` and `TF_HTTP_PASSWORD`.
 */
export function httpState(props: HttpProps): HttpState {
  return { kind: 'http', ...props };
}
