/**
 * The lab's ingress controller. It configures Debian's nginx from the ingresses, services and certificates in the API
 * server. Its only argument is the kubeconfig to use. While the API server is down, nginx keeps its configuration.
 */
import { INGRESS_CLASS } from '../network';
import { publish } from './publish';
import { sitesOf } from './routes';
import { StatusWriter } from './status';
import { watchObjects } from './watch';

void control(process.argv[2] ?? '');

async function control(kubeconfig: string): Promise<void> {
  // The client is published only as an ES module.
  const client = await import('@kubernetes/client-node');
  const config = new client.KubeConfig();
  config.loadFromFile(kubeconfig);
  const status = new StatusWriter(config.makeApiClient(client.NetworkingV1Api));
  await watchObjects(client, config, (objects) => {
    publish(sitesOf(objects, INGRESS_CLASS));
    status.write(objects.ingresses.filter(({ spec }) => spec?.ingressClassName === INGRESS_CLASS));
  });
}
