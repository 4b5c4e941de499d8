import { X509Certificate } from 'node:crypto';
import type { KubeConfig, RequestContext, SecurityAuthentication, User } from '@kubernetes/client-node' with {
  'resolution-mode': 'import',
};
import type { Access } from './access';
import type { Apis } from './api-objects';
import { type CredentialProgram, execCredential } from './exec-credential';
import { explainRefusal } from './explain-refusal';
import { explainUnreachable } from './explain-unreachable';
import { configure } from './kubeconfig';
import { openPodPort } from './open-pod-port';

/** Longer than the slowest answer of a healthy cluster. */
const TIMEOUT_MS = 30_000;

/**
 * The client of a cluster. Only this file loads the official client: it takes a moment to load, and is published only as
 * ECMAScript modules, hence the dynamic import.
 */
export async function loadApis(access: Access): Promise<Apis> {
  const library = await import('@kubernetes/client-node');
  const config = new library.KubeConfig();
  configure(config, access);
  const server = config.getCurrentCluster()?.server ?? '';
  const place = { cluster: access.from === 'file' ? access.context : server, server, timeoutMs: TIMEOUT_MS };
  const transport = new library.IsomorphicFetchHttpLibrary();

  // Every call goes through here, to get a time limit for the whole response and readable errors.
  const send = async (request: RequestContext) => {
    request.setSignal(AbortSignal.timeout(TIMEOUT_MS));
    let response;
    let body: string;
    try {
      response = await transport.send(request).toPromise();
      body = await response.body.text();
    } catch (error) {
      throw explainUnreachable(error, place);
    }
    const { httpStatusCode: status, headers } = response;
    if (status >= 300) {
      const answer = { status, body };
      throw explainRefusal(place.cluster, answer, expired(config.getCurrentUser()));
    }
    const read = { text: () => Promise.resolve(body), binary: () => Promise.resolve(Buffer.from(body)) };
    return new library.ResponseContext(status, headers, read);
  };

  const user = renewed(config);
  const configuration = library.createConfiguration({
    baseServer: new library.ServerConfiguration(server, {}),
    authMethods: { default: user },
    httpApi: library.wrapHttpLibrary({ send }),
  });
  return {
    core: new library.CoreV1Api(configuration),
    apps: new library.AppsV1Api(configuration),
    batch: new library.BatchV1Api(configuration),
    autoscaling: new library.AutoscalingV2Api(configuration),
    networking: new library.NetworkingV1Api(configuration),
    storage: new library.StorageV1Api(configuration),
    version: new library.VersionApi(configuration),
    groups: new library.ApisApi(configuration),
    openPodPort: async (of) => {
      await user.renew();
      return openPodPort(new library.PortForward(config), of);
    },
  };
}

/**
 * The user in the configuration. We run credential programs ourselves: the library sets no time limit, and does not pass them
 * `KUBERNETES_EXEC_INFO`.
 */
function renewed(config: KubeConfig): SecurityAuthentication & { renew(): Promise<void> } {
  const program = config.getCurrentUser()?.exec as CredentialProgram | undefined;
  let good: { readonly until: number } | undefined;
  const renew = async (): Promise<void> => {
    if (program === undefined || (good !== undefined && Date.now() < good.until)) return;
    const printed = await execCredential(program);
    good = { until: Date.parse(printed.expirationTimestamp ?? '') || Infinity };
    const current = config.getCurrentUser();
    config.users = config.users.map((user) =>
      user === current
        ? {
            name: user.name,
            token: printed.token,
            certData: base64(printed.clientCertificateData),
            keyData: base64(printed.clientKeyData),
          }
        : user,
    );
  };
  return {
    renew,
    getName: () => 'slipway',
    applySecurityAuthentication: async (request) => {
      await renew();
      await config.applySecurityAuthentication(request);
    },
  };
}

/** Points out an expired client certificate: the server only answers 401. */
function expired(user: User | null): string | undefined {
  if (user?.certData === undefined) return undefined;
  const { validTo } = new X509Certificate(Buffer.from(user.certData, 'base64'));
  return Date.parse(validTo) < Date.now() ? `the client certificate expired on ${validTo}` : undefined;
}

function base64(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text).toString('base64');
}
