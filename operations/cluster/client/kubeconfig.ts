import { homedir } from 'node:os';
import { join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import { Failure } from '../../process';
import type { Access } from './access';

/** Loads the configuration of one cluster into the client's. @throws Failure if a file or context does not exist */
export function configure(config: KubeConfig, access: Access): void {
  if (access.from === 'file') loadFile(config, access.path, access.context);
  else loadAddress(config, access);
  // The client must be told that there is no TLS to verify.
  const current = config.getCurrentCluster();
  if (current?.server.startsWith('http://') === true)
    config.clusters = config.clusters.map((cluster) =>
      cluster === current ? { ...cluster, skipTLSVerify: true } : cluster,
    );
}

function loadFile(config: KubeConfig, path: string, context: string): void {
  const file = path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
  try {
    config.loadFromFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Failure(
        `There is no kubeconfig file ${path}.\n    → Get one for the context ${context}, or correct its path.`,
      );
    // A parser's message may quote the line, which may hold a token.
    throw new Failure(
      `${path} is not a kubeconfig\n    → \`kubectl config view --kubeconfig ${path}\` says what is wrong with it.`,
    );
  }
  const known = config.getContexts().map(({ name }) => name);
  if (!known.includes(context))
    throw new Failure(
      `${path} knows no context ${context}\n    → It knows ${known.length === 0 ? 'none' : known.sort().join(', ')}.`,
    );
  config.setCurrentContext(context);
  if (config.getCurrentCluster() === null)
    throw new Failure(`the context ${context} of ${path} names a cluster that the file does not describe`);
}

function loadAddress(
  config: KubeConfig,
  { server, ca, credentials }: Extract<Access, { from: 'address' }>,
): void {
  if ('token' in credentials && (credentials.token ?? '') === '')
    throw new Failure(
      `no token for the cluster ${server}\n    → Set the variable of its token, as for Terraform: TF_VAR_<environment>_cluster_token.`,
    );
  const name = 'slipway';
  config.loadFromClusterAndUser(
    { name, server, skipTLSVerify: false, caData: Buffer.from(ca).toString('base64') },
    { name, ...credentials },
  );
}
