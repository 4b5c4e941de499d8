#!/usr/bin/env bash
# The way to the pods of every node that joins: by the node's address, for the range that the controller manager gave it.
set -euo pipefail
kubectl=$1 kubeconfig=$2 own=$3

# As lines: <name> <address> <range>. Ends with the API server; whoever started us starts us again.
"$kubectl" --kubeconfig "$kubeconfig" get nodes --watch --output \
  'jsonpath={.metadata.name} {.status.addresses[?(@.type=="InternalIP")].address} {.spec.podCIDR}{"\n"}' |
  while read -r name address range; do
    [[ $name != "$own" && -n $address && -n $range ]] || continue
    [[ $(ip route show "$range") == *"via $address "* ]] || ip route replace "$range" via "$address"
  done
