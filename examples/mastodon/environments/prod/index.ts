import { Cpu, kubeconfig, Size } from 'slipway';
import { mastodon } from '../../project';
import { dev } from '../dev';
import { account } from '../account';
import { provides, secrets } from '../shared';

const settings = { LOCAL_DOMAIN: 'example.com' };

export const prod = mastodon.environment({
  name: 'prod',
  after: dev,
  protect: true,
  cluster: kubeconfig({ context: 'mastodon-prod', provides }),
  secrets,
  extend: account,
  services: {
    web: {
      replicas: { min: 3, max: 10, cpuPercent: 70 },
      cpu: Cpu.cores(1),
      memory: Size.gibibytes(2),
      domain: 'social.example.com',
      settings,
    },
    streaming: {
      replicas: 3,
      cpu: Cpu.millis(250),
      memory: Size.mebibytes(512),
      domain: 'social.example.com',
      settings,
    },
    'sidekiq-all-queues': { replicas: 1, cpu: Cpu.cores(2), memory: Size.gibibytes(4), settings },
  },
});
