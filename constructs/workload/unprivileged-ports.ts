/** Below, Linux lets only root listen, unless the network says otherwise. */
export const UNPRIVILEGED_PORTS = 1024;
