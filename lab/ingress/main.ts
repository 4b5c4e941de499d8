/**
 * The lab's ingress controller: it configures Debian's nginx by what the API server says of ingresses, services and
 * certificates. Its one argument is the kubeconfig that it speaks with. While the API server is away, nginx goes on with what
 * it has.
 */
import { INGRESS_CLASS } from '../network';
import { publish } from './publish';
import { sitesOf } from './routes';
import { StatusWriter } from './status';
import { watchObjects } from './watch';

void control(process.argv[2] ?? '');

async function control(kubeconfig: string): Promise<void> {
  // It comes as an ES module only.
  const client = await import('@kubernetes/client-node');
  const config = new client.KubeConfig();
  config.loadFromFile(kubeconfig);
  const status = new StatusWriter(config.makeApiClient(client.NetworkingV1Api));
  await watchObjects(client, config, (objects) => {
    publish(sitesOf(objects, INGRESS_CLASS));
    status.write(objects.ingresses.filter(({ spec }) => spec?.ingressClassName === INGRESS_CLASS));
  });
}
