/** Small resources as Slipway emits them, for pairs that differ in little. */

export const MEBIBYTE = 2 ** 20;

export const DIGEST = `sha256:${'1'.repeat(64)}`;

export function container(changes: object = {}): any {
  return {
    name: 'web',
    image: `registry.example.com/small/web@${DIGEST}`,
    env: [
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'PORT', value: '8080' },
    ],
    port: [{ name: 'http', container_port: 8080, protocol: 'TCP' }],
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } },
    security_context: {
      privileged: false,
      allow_privilege_escalation: false,
      read_only_root_filesystem: true,
      run_as_non_root: true,
      capabilities: { drop: ['ALL'] },
    },
    ...changes,
  };
}

interface WorkloadChanges {
  readonly name?: string;
  readonly metadata?: object;
  readonly spec?: object;
  readonly pod?: object;
  readonly container?: object;
}

export function workload({
  name = 'web',
  metadata,
  spec,
  pod,
  container: changed,
}: WorkloadChanges = {}): any {
  const labels = { 'app.kubernetes.io/name': name };
  return {
    metadata: { name, namespace: 'small-prod', labels, ...metadata },
    spec: {
      replicas: '2',
      selector: { match_labels: labels },
      template: {
        metadata: { labels },
        spec: {
          container: [container(changed)],
          security_context: { run_as_non_root: true, seccomp_profile: { type: 'RuntimeDefault' } },
          ...pod,
        },
      },
      ...spec,
    },
  };
}

/** A workload whose pods have a claim each. */
export function statefulSet(spec: object = {}): any {
  const template = {
    metadata: { name: 'data' },
    spec: { access_modes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
  };
  return workload({ spec: { service_name: 'web', volume_claim_template: [template], ...spec } });
}

/** A data disk, as a machine has it. */
export function dataDisk(changes: object = {}): any {
  return { name: 'data', pool: 'default', size: 16 * MEBIBYTE, ...changes };
}

export function claim(changes: object = {}, lifecycle: object = { prevent_destroy: true }): any {
  return {
    lifecycle,
    metadata: { name: 'store-data', namespace: 'small-prod' },
    spec: {
      access_modes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
      storage_class_name: 'standard',
      ...changes,
    },
  };
}

export function ingress(spec: object = {}): any {
  return {
    metadata: { name: 'web', namespace: 'small-prod' },
    spec: {
      ingress_class_name: 'nginx',
      rule: [{ host: 'example.com', http: { path: [{ path: '/', path_type: 'Prefix', backend: BACKEND }] } }],
      tls: [{ hosts: ['example.com'], secret_name: 'web-tls' }],
      ...spec,
    },
  };
}

const BACKEND = { service: { name: 'web', port: { name: 'http' } } };

export function kubernetesService(spec: object = {}, name = 'web'): any {
  return {
    metadata: { name, namespace: 'small-prod' },
    spec: { type: 'ClusterIP', port: [{ name: 'http', port: 8080, protocol: 'TCP' }], ...spec },
  };
}

export const DENY_ALL = {
  metadata: { name: 'default-deny', namespace: 'small-prod' },
  spec: { pod_selector: {}, policy_types: ['Ingress', 'Egress'] },
};

export function allowFrom(...clients: readonly string[]): any {
  return {
    metadata: { name: 'web-from', namespace: 'small-prod' },
    spec: {
      pod_selector: { match_labels: { app: 'web' } },
      ingress: clients.map((app) => ({ from: [{ pod_selector: { match_labels: { app } } }] })),
      policy_types: ['Ingress'],
    },
  };
}

/** The resources of one machine under libvirt, as a stack has them. */
export function machine({ image = 'sha512:aa', userData = CLOUD_CONFIG, disk = {}, domain = {} } = {}): any {
  return {
    terraform_data: { 'nodes-0': { triggers_replace: { image, mac: '52:54:00:00:00:01' } } },
    libvirt_cloudinit_disk: {
      'nodes-0': { name: 'nodes-0-cloud-init', pool: 'default', user_data: userData },
    },
    libvirt_volume: {
      'nodes-0-root': {
        name: 'nodes-0-root',
        base_volume_id: '${libvirt_volume.base.id}',
        size: 16 * MEBIBYTE,
        lifecycle: { replace_triggered_by: ['terraform_data.nodes-0'] },
      },
      'nodes-0-data': {
        name: 'nodes-0-data',
        size: 16 * MEBIBYTE,
        lifecycle: { ignore_changes: ['size'], prevent_destroy: true },
        ...disk,
      },
      base: { name: 'base', source: '/images/a.qcow2', lifecycle: { ignore_changes: ['source'] } },
    },
    libvirt_domain: {
      'nodes-0': {
        name: 'nodes-0',
        vcpu: 2,
        memory: 2048,
        arch: 'x86_64',
        disk: [
          { volume_id: '${libvirt_volume.nodes-0-root.id}' },
          { volume_id: '${libvirt_volume.nodes-0-data.id}', scsi: true, wwn: '5000000000000001' },
        ],
        lifecycle: { replace_triggered_by: ['terraform_data.nodes-0', 'libvirt_cloudinit_disk.nodes-0.id'] },
        ...domain,
      },
    },
  };
}

/** A machine of a pool that starts from this image, with the construct of each resource, as a stack has them. */
export function machineFrom(digit: string): any {
  const base = `nodes-base-${digit.repeat(12)}`;
  const of = (name: string) => ({ '//': { metadata: { path: `dev-machines-a/nodes/${name}` } } });
  const { libvirt_volume: volumes, libvirt_domain: domains, ...others } = machine();
  const { 'nodes-0-root': root, 'nodes-0-data': data } = volumes;
  return {
    ...others,
    terraform_data: {
      'nodes-0': {
        ...of('0/fingerprint'),
        triggers_replace: { image: `sha256:${digit.repeat(64)}`, mac: '52:54:00:00:00:01' },
      },
    },
    libvirt_volume: {
      'nodes-0-root': { ...of('0/root'), ...root, base_volume_id: `\${libvirt_volume.${base}.id}` },
      'nodes-0-data': { ...of('0/data'), ...data },
      [base]: { ...of(base), name: base, source: `/images/${digit}.qcow2` },
    },
    libvirt_domain: { 'nodes-0': { ...of('0/Resource'), ...domains['nodes-0'] } },
  };
}

export const CLOUD_CONFIG = `#cloud-config
ssh_pwauth: false
users:
  - name: ops
    shell: /bin/bash
packages:
  - curl
`;
