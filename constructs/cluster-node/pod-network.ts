import { NODE } from './node-paths';

/**
 * The template from which containerd makes the machine's network configuration, once the kubelet has told it the range that
 * the cluster gives the node. A cable to each pod, and no bridge: what a pod sends passes the rules of services, to its
 * neighbours too, and leaves by the machine's routes under its own address.
 */
export const POD_NETWORK_FILES: Readonly<Record<string, string>> = {
  [NODE.podNetworkTemplate]: `{
  "cniVersion": "0.4.0",
  "name": "pods",
  "plugins": [
    {
      "type": "ptp",
      "ipam": {
        "type": "host-local",
        "ranges": [{{range $n, $block := .PodCIDRRanges}}{{if $n}}, {{end}}[{ "subnet": "{{$block}}" }]{{end}}],
        "routes": [{{range $n, $all := .Routes}}{{if $n}}, {{end}}{ "dst": "{{$all}}" }{{end}}]
      }
    },
    { "type": "portmap", "capabilities": { "portMappings": true } }
  ]
}
`,
};
