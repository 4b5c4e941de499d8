import { join } from 'node:path';
import { CLUSTER_DNS, CLUSTER_DOMAIN, PODS } from '../../network';
import { certificatesOf } from '../certificates';
import { type Cluster, CONTROL_PLANE, controlGroupOf } from '../cluster';
import { partKubeconfig } from '../kubeconfigs';

export function kubelet(cluster: Cluster): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: join(certificatesOf(cluster), 'ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${controlGroupOf(cluster)}`,
    failCgroupV1: false,
    failSwapOn: false,
    clusterDNS: [CLUSTER_DNS],
    clusterDomain: CLUSTER_DOMAIN,
    oomScoreAdj: 0,
    serializeImagePulls: false,
    // Disk and memory belong to this machine: that others fill them is no reason to remove images or pods.
    imageGCHighThresholdPercent: 100,
    evictionHard: {
      'memory.available': '64Mi',
      'nodefs.available': '64Mi',
      'imagefs.available': '64Mi',
    },
    // The few pods that run here before machines join leave most of the processor to the machines.
    syncFrequency: '30s',
    nodeStatusUpdateFrequency: '5s',
  };
}

export function proxy(cluster: Cluster): object {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'iptables',
    clientConnection: { kubeconfig: partKubeconfig(cluster, 'kube-proxy') },
    clusterCIDR: PODS,
    hostnameOverride: CONTROL_PLANE,
    oomScoreAdj: 0,
    // These settings belong to the whole machine, not to a network namespace.
    conntrack: {
      maxPerCore: 0,
      min: 0,
      tcpEstablishedTimeout: '0s',
      tcpCloseWaitTimeout: '0s',
      udpTimeout: '0s',
      udpStreamTimeout: '0s',
    },
    detectLocalMode: 'ClusterCIDR',
  };
}

export function storage(): object {
  return { nodePathMap: [{ node: 'DEFAULT_PATH_FOR_NON_LISTED_NODES', paths: ['/var/lib/local-path'] }] };
}
