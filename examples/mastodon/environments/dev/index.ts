import { certManager, Cpu, existingSecret, kubeconfig, Size } from 'slipway';
import { mastodon } from '../../project';

const settings = { LOCAL_DOMAIN: 'social.example.com' };

export const dev = mastodon.environment({
  name: 'dev',
  cluster: kubeconfig({
    context: 'mastodon-dev',
    provides: {
      ingress: { className: 'nginx', controllerNamespace: 'ingress-nginx', tls: certManager('letsencrypt') },
    },
  }),
  secrets: {
    mastodon: existingSecret(),
    'mastodon-postgresql': existingSecret(),
    'mastodon-redis': existingSecret(),
    'mastodon-s3': existingSecret(),
    'mastodon-smtp': existingSecret(),
  },
  services: {
    web: { replicas: 1, cpu: Cpu.millis(500), memory: Size.gibibytes(1), domain: 'mastodon.local', settings },
    streaming: { replicas: 1, cpu: Cpu.millis(100), memory: Size.mebibytes(256), settings },
    'sidekiq-all-queues': { cpu: Cpu.millis(500), memory: Size.gibibytes(1), settings },
  },
});
