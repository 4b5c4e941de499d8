import { Duplex, PassThrough } from 'node:stream';
import type * as client from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import { Failure } from '../../process';

/** A port of a pod. */
export interface PodPort {
  readonly namespace: string;
  readonly pod: string;
  /** The number that the container listens on. */
  readonly port: number;
}

/**
 * A connection to a port of a pod, over the API of the cluster, as `kubectl port-forward` opens it: what is sent comes out in the pod
 * itself, so that no network policy is in the way.
 *
 * @param forward opens it, with the credentials of the cluster
 * @throws Failure if the API does not open it
 */
export async function openPodPort(
  forward: client.PortForward,
  { namespace, pod, port }: PodPort,
): Promise<Duplex> {
  const [toPod, fromPod, refusals] = [new PassThrough(), new PassThrough(), new PassThrough()];
  let socket: Socket;
  try {
    socket = (await forward.portForward(namespace, pod, [port], fromPod, refusals, toPod)) as Socket;
  } catch (error) {
    const { message = 'the connection failed' } = error as Partial<Error>;
    throw new Failure(
      `the API of the cluster opens no connection to port ${port} of ${namespace}/${pod}: ${message}\n` +
        '    → The user needs the right to create pods/portforward there.',
    );
  }
  const connection = Duplex.from({ readable: fromPod, writable: toPod });
  refusals.on('data', (said: Buffer) => connection.destroy(new Error(said.toString('utf8').trim())));
  socket.onclose = () => void fromPod.end();
  connection.on('close', () => {
    socket.close();
  });
  return connection;
}

/** What is used of the WebSocket that the client's library gives. */
interface Socket {
  onclose: (() => void) | null;
  close(): void;
}
