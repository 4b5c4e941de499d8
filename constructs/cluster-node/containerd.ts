import type { ClusterNodeProps, NodeRegistry } from './cluster-node-props';
import { NODE } from './node-paths';

const CRI = 'plugins."io.containerd.grpc.v1.cri"';

/** containerd's files, by path. Version 2 of its configuration is what every release since 1.3 reads. */
export function containerdFiles(props: ClusterNodeProps): Readonly<Record<string, string>> {
  const files: Record<string, string> = { '/etc/containerd/config.toml': configuration(props) };
  for (const [name, registry] of Object.entries(props.registries ?? {}))
    Object.assign(files, registryFiles(name, registry));
  return files;
}

function configuration({ pauseImage, podNetwork }: ClusterNodeProps): string {
  return [
    'version = 2',
    `[${CRI}]`,
    ...(pauseImage === undefined ? [] : [`sandbox_image = ${quoted(pauseImage)}`]),
    `[${CRI}.registry]`,
    `config_path = ${quoted(NODE.registries)}`,
    `[${CRI}.containerd.runtimes.runc]`,
    'runtime_type = "io.containerd.runc.v2"',
    `[${CRI}.containerd.runtimes.runc.options]`,
    '# systemd keeps the control groups, for the kubelet too.',
    'SystemdCgroup = true',
    ...(podNetwork === 'routed'
      ? [`[${CRI}.cni]`, `conf_template = ${quoted(NODE.podNetworkTemplate)}`]
      : []),
    '',
  ].join('\n');
}

function registryFiles(name: string, { endpoint, ca }: NodeRegistry): Readonly<Record<string, string>> {
  const folder = `${NODE.registries}/${name}`;
  const hosts = [
    `server = ${quoted(endpoint)}`,
    `[host.${quoted(endpoint)}]`,
    'capabilities = ["pull", "resolve"]',
    ...(ca === undefined ? [] : [`ca = ${quoted(`${folder}/ca.crt`)}`]),
    '',
  ].join('\n');
  return { [`${folder}/hosts.toml`]: hosts, ...(ca === undefined ? {} : { [`${folder}/ca.crt`]: ca }) };
}

/** What is quoted here has no character that TOML and JSON quote differently: a check sees to it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
