/** The forms that Kubernetes demands of names. */
export const NAME_FORM = {
  /** RFC 1123 label: namespaces, volumes. */
  dnsLabel: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
  /** RFC 1035 label, which a Service demands: a digit can't come first. */
  serviceName: /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
  /** What most objects may be called, such as a Secret or a class: RFC 1123 subdomain, but that a label may be longer than in DNS. */
  objectName: /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  /** A domain: RFC 1123. */
  dnsName: /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/,
  /** A domain that clients can ask for: one that ends in a number is read as an IPv4 address, or refused. */
  hostName:
    /^(?=.{1,253}$)(?!(?:.*\.)?\d+$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/,
  /** IANA_SVC_NAME, but for the letter that it must hold and the double hyphen that it must not. */
  portName: /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/,
  /** What Kubernetes takes as the name of an environment variable, `discovery.type` of Elasticsearch among them. */
  envName: /^(?!\.\.)(?!\.$)[-._A-Za-z][-._A-Za-z0-9]*$/,
  /** C_IDENTIFIER, which every shell can read. */
  variable: /^[A-Za-z_][A-Za-z0-9_]*$/,
  /** A key of a Secret or ConfigMap, which becomes the name of a file. */
  dataKey: /^(?!\.\.)(?!\.$)[-._A-Za-z0-9]{1,253}$/,
  /** The key of a label or an annotation: a name of at most 63 characters, behind a domain and a slash if need be. */
  labelKey:
    /^((?=[^/]{1,253}\/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
  labelValue: /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
} as const satisfies Record<string, RegExp>;

/** How long names may be, in characters. */
export const LONGEST_NAME = {
  /** A label of DNS (RFC 1035, RFC 1123), which is also what Linux takes as a host name. */
  label: 63,
  /** A workload: Kubernetes makes pods' names and a revision label of it, with up to 11 characters of its own behind. */
  workload: 52,
  /** A job that a deploy runs: each run is named `<job>-<the first 12 digits of its digest>`, in a label. */
  job: 50,
} as const;
