import { type AccessMode, type Protocol, PROTOCOLS } from '../../constructs/workload';
import { sizeOf } from './quantities';
import type { Call, Source } from './source';

/** A port, by the name that it has in the draft. */
export interface DraftPort {
  readonly container: number;
  readonly service: number;
  readonly protocol: Protocol;
  /** The port of the node that leads there, if one does. */
  readonly hostPort?: Call;
}

/** The protocol of a port, in whatever case a file has it: TCP unless it says another. */
export function protocolOf(text = ''): Protocol {
  return PROTOCOLS.find((protocol) => protocol === text.toUpperCase()) ?? 'TCP';
}

/** A volume of a service's own: where it is mounted, its size in bytes, and which folder of it. */
export interface DraftVolume {
  readonly mountPath: string;
  readonly size: number;
  readonly subPath?: string | undefined;
  /** Where it is not the default. */
  readonly accessMode?: AccessMode | undefined;
}

/** A scratch directory: its largest size in bytes, and whether it is in memory. */
export interface DraftScratch {
  readonly size?: number;
  readonly inMemory?: boolean;
}

/** A number says all of a port that is the same outside. */
export function portsOf(ports: ReadonlyMap<string, DraftPort>): Source {
  return Object.fromEntries(
    [...ports].map(([name, { container, service, protocol, hostPort }]) => [
      name,
      service === container && protocol === 'TCP' && hostPort === undefined
        ? container
        : {
            container,
            service: service === container ? undefined : service,
            protocol: protocol === 'TCP' ? undefined : protocol,
            hostPort,
          },
    ]),
  );
}

/** Where each volume is mounted. How large it is, each environment says. */
export function volumesOf(volumes: ReadonlyMap<string, DraftVolume>): Source {
  return Object.fromEntries(
    [...volumes].map(([name, { mountPath, subPath, accessMode }]) => [
      name,
      subPath === undefined && accessMode === undefined ? mountPath : { mountPath, accessMode, subPath },
    ]),
  );
}

/** The paths, with what is said of each where something is. */
export function scratchOf(scratch: ReadonlyMap<string, DraftScratch>): Source {
  const isPlain = [...scratch.values()].every(
    ({ size, inMemory }) => size === undefined && inMemory !== true,
  );
  if (isPlain) return [...scratch.keys()];
  return Object.fromEntries(
    [...scratch].map(([path, { size, inMemory }]) => [
      path,
      {
        size: size === undefined ? undefined : sizeOf(size),
        inMemory: inMemory === true ? true : undefined,
      },
    ]),
  );
}
