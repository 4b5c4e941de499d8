import { Call, Name } from './source';
import type { StarterService } from './starter';

/** The service of a project that starts from nothing: a web server that can be built, run and replaced. */
export const hello: StarterService = {
  name: 'hello',
  props: {
    image: new Call('image', { context: new Name('__dirname') }),
    ports: { http: 8080 },
    ready: new Call('httpGet', 'http', '/healthz'),
    settings: ['GREETING'],
  },
  sizes: {
    replicas: 1,
    cpu: new Call('Cpu.millis', 50),
    memory: new Call('Size.mebibytes', 64),
    settings: { GREETING: 'Hello' },
  },
  files: {
    Dockerfile: `# Pinned by digest: a mirror can stand in, another image can't slip in.
ARG BASE=docker.io/library/debian:bookworm-slim@sha256:96e378d7e6531ac9a15ad505478fcc2e69f371b10f5cdf87857c4b8188404716
FROM \${BASE}

# Empty where the base has Node.js already.
ARG PACKAGES="nodejs"
RUN set -eu; \\
    if [ -n "\${PACKAGES}" ]; then \\
      apt-get update; \\
      DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \${PACKAGES}; \\
      rm -rf /var/lib/apt/lists/*; \\
    fi

COPY server.js /app/
USER 10001:10001
EXPOSE 8080
CMD ["node", "/app/server.js"]
`,
    '.dockerignore': `# Only what the image is made of.
*
!server.js
`,
    'server.js': `'use strict';
const { createServer } = require('node:http');

const { GREETING = 'Hello', PORT = '8080' } = process.env;

const server = createServer((request, response) => {
  response.end(request.url === '/healthz' ? 'ok\\n' : \`\${GREETING} from \${process.env.HOSTNAME}\\n\`);
});
server.listen(Number(PORT));

// Kubernetes sends SIGTERM first: finish what has begun, and take nothing more.
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`,
  },
};
