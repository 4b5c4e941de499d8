import { Cpu, kubeconfig, Size } from 'slipway';
import { mastodon } from '../../project';
import { account } from '../account';
import { provides, secrets } from '../shared';

const settings = { LOCAL_DOMAIN: 'social.example.com' };

/** As its chart has it. */
export const dev = mastodon.environment({
  name: 'dev',
  cluster: kubeconfig({ context: 'mastodon-dev', provides }),
  secrets,
  extend: account,
  services: {
    web: { replicas: 2, cpu: Cpu.millis(500), memory: Size.gibibytes(1), domain: 'mastodon.local', settings },
    streaming: {
      replicas: 2,
      cpu: Cpu.millis(100),
      memory: Size.mebibytes(256),
      domain: 'mastodon.local',
      settings,
    },
    'sidekiq-all-queues': { replicas: 1, cpu: Cpu.millis(500), memory: Size.gibibytes(1), settings },
  },
});
