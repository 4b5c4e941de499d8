import { type Finding, problem } from '../core/findings';
import type { State } from './state';

/** A stack's backend: Terraform's name of it and its arguments. */
export interface Backend {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** What tells this stack's state from all others: two equal ones would destroy each other's resources. */
  readonly key: string;
}

type Backends = {
  readonly [K in State['kind']]: (
    state: Extract<State, { kind: K }>,
    project: string,
    stack: string,
  ) => Backend;
};

/** Project and stack are labels: what joins them (`.`, `_`, `/`) stands in neither, so no two pairs meet. */
const BACKENDS: Backends = {
  local: ({ folder }, _project, stack) => {
    // Terraform runs in cdktf.out/stacks/<stack>: three levels below the project.
    const path = `../../../${folder}/${stack}.tfstate`;
    return { type: 'local', config: { path }, key: `local ${path}` };
  },
  postgres: ({ schemaPrefix }, _project, stack) => {
    const schema = `${schemaPrefix}${stack.replaceAll('-', '_')}`;
    return { type: 'pg', config: { schema_name: schema }, key: `postgres schema ${schema}` };
  },
  s3: ({ bucket, region, prefix = '', endpoint }, project, stack) => {
    const key = `${prefix}${project}/${stack}.tfstate`;
    const config = { bucket, key, region, encrypt: true, use_lockfile: true };
    return {
      type: 's3',
      config: endpoint === undefined ? config : { ...config, ...s3Compatible(endpoint) },
      key: `s3 ${endpoint ?? ''} ${bucket}/${key}`,
    };
  },
  kubernetes: ({ namespace, configPath, configContext }, project, stack) => {
    // Terraform refuses a suffix that ends with a hyphen and a number, as a stack's name may.
    const suffix = `${stack}.${project}.state`;
    return {
      type: 'kubernetes',
      config: { secret_suffix: suffix, namespace, config_path: configPath, config_context: configContext },
      key: `kubernetes ${configContext} ${namespace}/${suffix}`,
    };
  },
  http: ({ address }, project, stack) => {
    const url = `${address.replace(/\/$/, '')}/${project}_${stack}`;
    return {
      type: 'http',
      config: {
        address: url,
        lock_address: `${url}/lock`,
        unlock_address: `${url}/lock`,
        lock_method: 'POST',
        unlock_method: 'DELETE',
      },
      key: `http ${url}`,
    };
  },
};

/** The backend of one stack. Pure: the key derives from project and stack alone. */
export function backendOf(state: State, project: string, stack: string): Backend {
  return (BACKENDS[state.kind] as (state: State, project: string, stack: string) => Backend)(
    state,
    project,
    stack,
  );
}

/** The longest name that these stores keep whole: PostgreSQL cuts identifiers, Kubernetes refuses the label of a secret. */
const LONGEST_NAME = 63;
const NAME_ARGUMENT: Partial<Record<State['kind'], string>> = {
  postgres: 'schema_name',
  kubernetes: 'secret_suffix',
};

/** The problems of a stack's state, whatever other stacks there are. */
export function checkBackend(state: State, project: string, stack: string, path: string): readonly Finding[] {
  const argument = NAME_ARGUMENT[state.kind];
  if (argument === undefined) return [];
  const name = String(backendOf(state, project, stack).config[argument]);
  if (Buffer.byteLength(name) <= LONGEST_NAME) return [];
  return [
    problem({
      rule: 'stacks/state-name',
      path,
      message: `must give every stack a ${argument} of at most ${LONGEST_NAME} bytes`,
      value: `${name} (${Buffer.byteLength(name)}), for ${stack}`,
      advice: 'Shorten the name of the project, the environment or the hypervisor, or the prefix.',
    }),
  ];
}

/** What AWS's client must leave out with other stores. */
function s3Compatible(endpoint: string): Record<string, unknown> {
  return {
    endpoints: { s3: endpoint },
    use_path_style: true,
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    skip_region_validation: true,
    skip_requesting_account_id: true,
  };
}
