import { certManager, Cpu, httpGet, kubeconfig, localState, prebuilt, project, service, Size } from 'slipway';

const web = service({
  name: 'web',
  image: prebuilt(
    'ghcr.io/acme/shop:1.4@sha256:b78cd6e6a72a6e3b655d4cb1bce94ad36dd42f81b2f8f0459d3eafa2dddba8c2',
  ),
  ports: { http: 8080 },
  ready: httpGet('http', '/readyz'),
  live: httpGet('http', '/healthz', { failures: 6 }),
  settings: ['LOG_LEVEL'],
  public: 'http',
});

export const shop = project({ name: 'shop', root: __dirname, state: localState(), services: [web] });

export const prod = shop.environment({
  name: 'prod',
  cluster: kubeconfig({
    context: 'shop-prod',
    provides: {
      ingress: { className: 'nginx', controllerNamespace: 'ingress-nginx', tls: certManager('letsencrypt') },
      metrics: true,
    },
  }),
  services: {
    web: {
      replicas: { min: 3, max: 12, cpuPercent: 70 },
      cpu: Cpu.millis(200),
      memory: Size.mebibytes(256),
      domain: 'shop.example.com',
      settings: { LOG_LEVEL: 'info' },
    },
  },
});
