import { Cpu, hostPath, kubeconfig, localState, noProbe, prebuilt, project, service, Size } from 'slipway';

const logs = service({
  name: 'logs',
  image: prebuilt(
    'docker.io/fluent/fluent-bit:4.1@sha256:65b348fc882596654a57d958d248800c7e98db9bef42d5b9e335bcc5049870e0',
  ),
  kind: 'daemonSet',
  ready: noProbe('reads files, nobody connects to it'),
  files: {
    '/fluent-bit/etc/fluent-bit.conf': [
      '[INPUT]',
      '  Name tail',
      '  Path /var/log/containers/*.log',
      '[OUTPUT]',
      '  Name stdout',
      '',
    ].join('\n'),
  },
  mounts: { '/var/log': hostPath('/var/log', 'ships the logs of all pods') },
});

export const shop = project({ name: 'platform', root: __dirname, state: localState(), services: [logs] });

export const prod = shop.environment({
  name: 'prod',
  cluster: kubeconfig({ context: 'shop-prod', provides: {} }),
  services: { logs: { cpu: Cpu.millis(50), memory: Size.mebibytes(64) } },
});
