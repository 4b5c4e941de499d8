import { CLUSTER_DOMAIN, GATEWAY, INGRESS_DOMAIN } from '../../network';
import type { Cluster } from '../cluster';
import { partKubeconfig } from '../kubeconfigs';

/** The names of the cluster and the ingress, and an immediate "no" for all others: there is no upstream server. */
export function dns(cluster: Cluster): string {
  return `(all) {
  bind ${GATEWAY}
  errors
}
${CLUSTER_DOMAIN} in-addr.arpa {
  import all
  kubernetes {
    kubeconfig ${partKubeconfig(cluster, 'coredns')} lab
    pods insecure
    ttl 5
  }
}
${INGRESS_DOMAIN} {
  import all
  template IN A {
    answer "{{ .Name }} 5 IN A ${GATEWAY}"
  }
  template ANY ANY {
    rcode NOERROR
  }
}
. {
  import all
  template ANY ANY {
    rcode NXDOMAIN
  }
}
`;
}
