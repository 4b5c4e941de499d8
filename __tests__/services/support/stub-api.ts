import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stub answers, and what it was asked. */
export interface StubApi {
  readonly port: number;
  readonly requests: { readonly method: string; readonly path: string; readonly body: string }[];
  /** Answers of the stub by `METHOD /path`; `undefined` as an answer never comes. */
  readonly answers: Record<string, { readonly status: number; readonly body: unknown } | undefined>;
  close(): void;
}

/** An HTTP server in the place of the shop's API. */
export async function startStubApi(): Promise<StubApi> {
  const requests: StubApi['requests'] = [];
  const answers: StubApi['answers'] = {};
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method = '', url = '' } = request;
      requests.push({ method, path: url, body });
      const answer = answers[`${method} ${url}`];
      if (answer) response.writeHead(answer.status).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    answers,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
