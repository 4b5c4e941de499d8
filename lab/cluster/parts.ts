/** The parts of the cluster and their purpose. Each is restarted whenever it ends. */
export const PARTS = {
  registry: 'keeps the images, by their digests',
  containerd: "runs the pods' containers",
  docker: 'builds images and pushes them',
  etcd: "keeps the cluster's objects",
  'kube-apiserver': 'what kubectl, Terraform and all other parts speak to',
  'kube-controller-manager': 'makes pods for deployments, certificates for nodes, and so on',
  'kube-scheduler': 'chooses a node for each pod',
  kubelet: 'runs the pods of the first node, this one',
  'kube-proxy': "leads a service's address to its pods",
  routes: 'the way to the pods of each machine that has joined',
  coredns: "answers for the cluster's names, and for those of the ingress",
  storage: 'makes a folder for each claim, on the node where its pod runs',
  ingress: 'tells nginx which domain leads to which service',
  nginx: 'answers for the domains',
  'state-database': 'keeps the Terraform state of environments that keep it in PostgreSQL',
} as const;

export type Part = keyof typeof PARTS;
