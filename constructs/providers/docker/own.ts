// Generated from the schema of the provider by `npm run providers`.
import type { Construct } from 'constructs';
import type { IResolvable, TerraformMetaArguments } from '../../cdktf';
import { OwnProvider, OwnResource, type ProviderPin } from '../own/resource';
import type { Shape } from '../own/shape';

const BY: ProviderPin = {"name":"docker","source":"kreuzwerker/docker","version":"3.6.2","constraint":"~> 3.0"};

export interface DockerProviderConfig {
  readonly caMaterial?: string;
  readonly certMaterial?: string;
  readonly certPath?: string;
  readonly context?: string;
  readonly disableDockerDaemonCheck?: boolean | IResolvable;
  readonly host?: string;
  readonly keyMaterial?: string;
  readonly sshOpts?: string[];
  readonly registryAuth?: DockerProviderRegistryAuth[] | IResolvable;
  readonly alias?: string;
}

/** The provider `docker`. */
export class DockerProvider extends OwnProvider {
  static readonly tfResourceType = 'docker';

  constructor(scope: Construct, id: string, config: DockerProviderConfig = {}) {
    super(scope, id, config, { by: BY, shape: SHAPE_10 });
  }
}

export interface ImageConfig extends TerraformMetaArguments {
  readonly forceRemove?: boolean | IResolvable;
  readonly keepLocally?: boolean | IResolvable;
  readonly name: string;
  readonly platform?: string;
  readonly pullTriggers?: string[];
  readonly triggers?: { [key: string]: string };
  readonly buildAttribute?: ImageBuild;
  readonly timeouts?: ImageTimeouts;
}

/** `docker_image` */
export class Image extends OwnResource {
  static readonly tfResourceType = 'docker_image';

  constructor(scope: Construct, id: string, config: ImageConfig) {
    super(scope, id, config, { type: 'docker_image', by: BY, shape: SHAPE_6 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }

  get imageId(): string {
    return this.getStringAttribute('image_id');
  }

  get name(): string {
    return this.getStringAttribute('name');
  }

  get platform(): string {
    return this.getStringAttribute('platform');
  }

  get repoDigest(): string {
    return this.getStringAttribute('repo_digest');
  }
}

export interface RegistryImageConfig extends TerraformMetaArguments {
  readonly id?: string;
  readonly insecureSkipVerify?: boolean | IResolvable;
  readonly keepRemotely?: boolean | IResolvable;
  readonly name: string;
  readonly triggers?: { [key: string]: string };
  readonly authConfig?: RegistryImageAuthConfig;
}

/** `docker_registry_image` */
export class RegistryImage extends OwnResource {
  static readonly tfResourceType = 'docker_registry_image';

  constructor(scope: Construct, id: string, config: RegistryImageConfig) {
    super(scope, id, config, { type: 'docker_registry_image', by: BY, shape: SHAPE_8 });
  }

  get id(): string {
    return this.getStringAttribute('id');
  }

  get name(): string {
    return this.getStringAttribute('name');
  }

  get sha256Digest(): string {
    return this.getStringAttribute('sha256_digest');
  }
}
const SHAPE_1: Shape = [['auth', 'auth', 'value'], ['email', 'email', 'value'], ['hostName', 'host_name', 'value'], ['identityToken', 'identity_token', 'value'], ['password', 'password', 'value'], ['registryToken', 'registry_token', 'value'], ['serverAddress', 'server_address', 'value'], ['userName', 'user_name', 'value']];
export interface ImageBuildAuthConfig {
  readonly auth?: string;
  readonly email?: string;
  readonly hostName: string;
  readonly identityToken?: string;
  readonly password?: string;
  readonly registryToken?: string;
  readonly serverAddress?: string;
  readonly userName?: string;
}
const SHAPE_2: Shape = [['env', 'env', 'value'], ['id', 'id', 'value'], ['src', 'src', 'value']];
export interface ImageBuildSecrets {
  readonly env?: string;
  readonly id: string;
  readonly src?: string;
}
const SHAPE_3: Shape = [['hard', 'hard', 'value'], ['name', 'name', 'value'], ['soft', 'soft', 'value']];
export interface ImageBuildUlimit {
  readonly hard: number;
  readonly name: string;
  readonly soft: number;
}
const SHAPE_4: Shape = [['buildArgs', 'build_args', 'map'], ['buildId', 'build_id', 'value'], ['buildLogFile', 'build_log_file', 'value'], ['builder', 'builder', 'value'], ['cacheFrom', 'cache_from', 'list'], ['cgroupParent', 'cgroup_parent', 'value'], ['context', 'context', 'value'], ['cpuPeriod', 'cpu_period', 'value'], ['cpuQuota', 'cpu_quota', 'value'], ['cpuSetCpus', 'cpu_set_cpus', 'value'], ['cpuSetMems', 'cpu_set_mems', 'value'], ['cpuShares', 'cpu_shares', 'value'], ['dockerfile', 'dockerfile', 'value'], ['extraHosts', 'extra_hosts', 'list'], ['forceRemove', 'force_remove', 'value'], ['isolation', 'isolation', 'value'], ['label', 'label', 'map'], ['labels', 'labels', 'map'], ['memory', 'memory', 'value'], ['memorySwap', 'memory_swap', 'value'], ['networkMode', 'network_mode', 'value'], ['noCache', 'no_cache', 'value'], ['platform', 'platform', 'value'], ['pullParent', 'pull_parent', 'value'], ['remoteContext', 'remote_context', 'value'], ['remove', 'remove', 'value'], ['securityOpt', 'security_opt', 'list'], ['sessionId', 'session_id', 'value'], ['shmSize', 'shm_size', 'value'], ['squash', 'squash', 'value'], ['suppressOutput', 'suppress_output', 'value'], ['tag', 'tag', 'list'], ['target', 'target', 'value'], ['version', 'version', 'value'], ['authConfig', 'auth_config', 'many', SHAPE_1], ['secrets', 'secrets', 'many', SHAPE_2], ['ulimit', 'ulimit', 'many', SHAPE_3]];
export interface ImageBuild {
  readonly buildArgs?: { [key: string]: string };
  readonly buildId?: string;
  readonly buildLogFile?: string;
  readonly builder?: string;
  readonly cacheFrom?: string[];
  readonly cgroupParent?: string;
  readonly context: string;
  readonly cpuPeriod?: number;
  readonly cpuQuota?: number;
  readonly cpuSetCpus?: string;
  readonly cpuSetMems?: string;
  readonly cpuShares?: number;
  readonly dockerfile?: string;
  readonly extraHosts?: string[];
  readonly forceRemove?: boolean | IResolvable;
  readonly isolation?: string;
  readonly label?: { [key: string]: string };
  readonly labels?: { [key: string]: string };
  readonly memory?: number;
  readonly memorySwap?: number;
  readonly networkMode?: string;
  readonly noCache?: boolean | IResolvable;
  readonly platform?: string;
  readonly pullParent?: boolean | IResolvable;
  readonly remoteContext?: string;
  readonly remove?: boolean | IResolvable;
  readonly securityOpt?: string[];
  readonly sessionId?: string;
  readonly shmSize?: number;
  readonly squash?: boolean | IResolvable;
  readonly suppressOutput?: boolean | IResolvable;
  readonly tag?: string[];
  readonly target?: string;
  readonly version?: string;
  readonly authConfig?: ImageBuildAuthConfig[] | IResolvable;
  readonly secrets?: ImageBuildSecrets[] | IResolvable;
  readonly ulimit?: ImageBuildUlimit[] | IResolvable;
}
const SHAPE_5: Shape = [['create', 'create', 'value'], ['delete', 'delete', 'value'], ['update', 'update', 'value']];
export interface ImageTimeouts {
  readonly create?: string;
  readonly delete?: string;
  readonly update?: string;
}
const SHAPE_6: Shape = [['forceRemove', 'force_remove', 'value'], ['keepLocally', 'keep_locally', 'value'], ['name', 'name', 'value'], ['platform', 'platform', 'value'], ['pullTriggers', 'pull_triggers', 'list'], ['triggers', 'triggers', 'map'], ['buildAttribute', 'build', 'one', SHAPE_4], ['timeouts', 'timeouts', 'one', SHAPE_5]];
const SHAPE_7: Shape = [['address', 'address', 'value'], ['password', 'password', 'value'], ['username', 'username', 'value']];
export interface RegistryImageAuthConfig {
  readonly address: string;
  readonly password: string;
  readonly username: string;
}
const SHAPE_8: Shape = [['id', 'id', 'value'], ['insecureSkipVerify', 'insecure_skip_verify', 'value'], ['keepRemotely', 'keep_remotely', 'value'], ['name', 'name', 'value'], ['triggers', 'triggers', 'map'], ['authConfig', 'auth_config', 'one', SHAPE_7]];
const SHAPE_9: Shape = [['address', 'address', 'value'], ['authDisabled', 'auth_disabled', 'value'], ['configFile', 'config_file', 'value'], ['configFileContent', 'config_file_content', 'value'], ['password', 'password', 'value'], ['username', 'username', 'value']];
export interface DockerProviderRegistryAuth {
  readonly address: string;
  readonly authDisabled?: boolean | IResolvable;
  readonly configFile?: string;
  readonly configFileContent?: string;
  readonly password?: string;
  readonly username?: string;
}
const SHAPE_10: Shape = [['caMaterial', 'ca_material', 'value'], ['certMaterial', 'cert_material', 'value'], ['certPath', 'cert_path', 'value'], ['context', 'context', 'value'], ['disableDockerDaemonCheck', 'disable_docker_daemon_check', 'value'], ['host', 'host', 'value'], ['keyMaterial', 'key_material', 'value'], ['sshOpts', 'ssh_opts', 'list'], ['registryAuth', 'registry_auth', 'many', SHAPE_9], ['alias', 'alias', 'value']];