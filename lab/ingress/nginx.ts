import type { Site, SitePath } from './routes';

/** The nginx configuration for these sites. Certificates are files in the given folder, named after their sites. */
export function nginxConfiguration(sites: readonly Site[], folder: string): string {
  return `daemon off;
worker_processes 1;
pid /run/nginx.pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/bodies;
  proxy_temp_path ${folder}/answers;
  fastcgi_temp_path ${folder}/fastcgi;
  scgi_temp_path ${folder}/scgi;
  uwsgi_temp_path ${folder}/uwsgi;
  client_max_body_size 0;
  server_names_hash_bucket_size 128;
  map $http_upgrade $connection_header { default upgrade; '' ''; }
  proxy_http_version 1.1;
  proxy_set_header Host $http_host;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $connection_header;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Proto $scheme;
  proxy_set_header X-Forwarded-Host $http_host;
  proxy_connect_timeout 5s;
  server { listen 80 default_server; return 404; }
${sites.map((site) => server(site, folder)).join('')}}
`;
}

function server({ host = '""', paths, certificate }: Site, folder: string): string {
  const lines = [
    'listen 80;',
    ...(certificate === undefined
      ? []
      : [
          'listen 443 ssl;',
          `ssl_certificate ${folder}/${certificate.name}.crt;`,
          `ssl_certificate_key ${folder}/${certificate.name}.key;`,
        ]),
    `server_name ${host};`,
    ...paths.flatMap(locations),
  ];
  return `  server {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n`;
}

/** A prefix matches whole path segments: `/shop` matches `/shop/cart` but not `/shopping`. */
function locations({ path, exact, target }: SitePath): readonly string[] {
  const answer = target === undefined ? 'return 503;' : `proxy_pass http://${target};`;
  if (exact) return [`location = ${path} { ${answer} }`];
  if (path === '/') return [`location / { ${answer} }`];
  const part = path.replace(/\/+$/, '');
  return [`location = ${part} { ${answer} }`, `location ${part}/ { ${answer} }`];
}
