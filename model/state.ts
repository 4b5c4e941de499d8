/** Where Terraform keeps the state of every stack. Credentials are Terraform's own matter: none is ever written here. */
export type State = LocalState | PostgresState | S3State | KubernetesState | HttpState;

export interface LocalState {
  readonly kind: 'local';
  /** A folder relative to the project's. */
  readonly folder: string;
}

export interface PostgresState {
  readonly kind: 'postgres';
  readonly schemaPrefix: string;
}

export interface S3State {
  readonly kind: 's3';
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
  readonly endpoint?: string;
}

export interface KubernetesState {
  readonly kind: 'kubernetes';
  readonly namespace: string;
  readonly configPath: string;
  readonly configContext: string;
}

export interface HttpState {
  readonly kind: 'http';
  readonly address: string;
}

/**
 * State in files beside the project: for one person at one machine.
 * @param options.folder Relative to the project. @default 'state'
 */
export function localState(options: { readonly folder?: string } = {}): LocalState {
  return { kind: 'local', folder: options.folder ?? 'state' };
}

/**
 * State in PostgreSQL, a schema a stack, with its locks. Terraform reads the connection from `PG_CONN_STR`.
 * @param options.schemaPrefix Set before each schema's name. @default the project's name and an underscore
 */
export function postgresState(options: { readonly schemaPrefix: string }): PostgresState {
  return { kind: 'postgres', ...options };
}

/**
 * State in an S3-compatible object store, encrypted, with a lock file an object. Credentials come from the environment.
 * @param options.endpoint The store's URL where it is not AWS's. @default AWS
 */
export function s3State(options: Omit<S3State, 'kind'>): S3State {
  return { kind: 's3', ...options };
}

/** State in secrets of a Kubernetes cluster, with leases as locks. */
export function kubernetesState(options: Omit<KubernetesState, 'kind'>): KubernetesState {
  return { kind: 'kubernetes', ...options };
}

/** State behind an HTTP server that speaks Terraform's protocol (GitLab's does). Credentials: `TF_HTTP_USERNAME`, `TF_HTTP_PASSWORD`. */
export function httpState(options: Omit<HttpState, 'kind'>): HttpState {
  return { kind: 'http', ...options };
}
