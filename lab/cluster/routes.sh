#!/usr/bin/env bash
# Adds a route to the pods of every node that joins: through the node's address, for the range from the controller manager.
set -euo pipefail
kubectl=$1 kubeconfig=$2 own=$3

# Lines of <name> <address> <range>. Ends with the API server; process 1 restarts it.
"$kubectl" --kubeconfig "$kubeconfig" get nodes --watch --output \
  'jsonpath={.metadata.name} {.status.addresses[?(@.type=="InternalIP")].address} {.spec.podCIDR}{"\n"}' |
  while read -r name address range; do
    [[ $name != "$own" && -n $address && -n $range ]] || continue
    [[ $(ip route show "$range") == *"via $address "* ]] || ip route replace "$range" via "$address"
  done
