import type { State } from './state';

/** A stack's backend: Terraform's name of it and its arguments. */
export interface Backend {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** What tells this stack's state from all others: two equal ones would destroy each other's resources. */
  readonly key: string;
}

/** The backend of one stack. Pure: the key derives from project and stack alone. */
export function backendOf(state: State, project: string, stack: string): Backend {
  const table: { readonly [K in State['kind']]: (state: Extract<State, { kind: K }>) => Backend } = {
    local: ({ folder }) => {
      // Terraform runs in cdktf.out/stacks/<stack>: three levels below the project.
      const path = `../../../${folder}/${stack}.tfstate`;
      return { type: 'local', config: { path }, key: `local ${path}` };
    },
    postgres: ({ schemaPrefix }) => {
      const schema = `${schemaPrefix}${stack.replaceAll('-', '_')}`;
      return { type: 'pg', config: { schema_name: schema }, key: `postgres schema ${schema}` };
    },
    s3: ({ bucket, region, prefix, endpoint }) => {
      const key = `${prefix}${project}/${stack}.tfstate`;
      return {
        type: 's3',
        config: {
          bucket,
          key,
          region,
          encrypt: true,
          use_lockfile: true,
          ...(endpoint === undefined ? {} : s3Compatible(endpoint)),
        },
        key: `s3 ${endpoint ?? ''} ${bucket}/${key}`,
      };
    },
    kubernetes: ({ namespace, configPath, configContext }) => {
      const suffix = `${project}-${stack}`;
      return {
        type: 'kubernetes',
        config: { secret_suffix: suffix, namespace, config_path: configPath, config_context: configContext },
        key: `kubernetes ${configContext} ${namespace}/${suffix}`,
      };
    },
    http: ({ address }) => {
      const url = `${address.replace(/\/$/, '')}/${project}-${stack}`;
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
  return (table[state.kind] as (state: State) => Backend)(state);
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
