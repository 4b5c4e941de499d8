import { gunzipSync, gzipSync } from 'node:zlib';
import { existing, joins } from 'slipway';
import { stringify } from 'yaml';
import { check, renderJson, renderMarkdown, renderSarif, renderTerminal, reviewSynths } from '../../review';
import type { Synth } from '../../review/synth';
import { CA } from '../constructs/cluster-node/support';
import { provides, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';
import { workload } from './support/resources';
import { SECRETS as canaries } from '../core/secrets/canaries';
import { environment, type StackJson, type StacksJson, synthOf } from './support/synth-of';

/** All that is ever told of a change, in every form. */
function told(before: StacksJson, after: StacksJson): string {
  const [old, head] = [synthOf(before), synthOf(after)];
  const findings = check(head, { before: old });
  const review = reviewSynths(old, head, findings);
  return [
    renderTerminal(review),
    renderMarkdown(review),
    renderJson(review),
    renderSarif(findings, review.entries),
  ].join('\n');
}

const inStack = (stack: StackJson): StacksJson => ({ 'dev-services': stack });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** How infrastructure code writes a secret into a text. */
const SHAPES: Readonly<Record<string, (secret: string) => string>> = {
  'a variable of a shell': (it) => `export DB_PASSWORD=${it}\nexec serve`,
  'a variable in front of a command': (it) => `PGPASSWORD=${it} psql -h db -c 'select 1'`,
  'a variable in quotes': (it) => `PASSWORD="${it}" exec serve`,
  'a line of .env with blanks': (it) => `A=1\nAPI_TOKEN=${it} and more\nB=2`,
  'a setting of an ini file': (it) => `[db]\nuser = a\npassword = ${it}\n`,
  'a setting of YAML': (it) => `db:\n  user: a\n  dbPassword: ${it}\n`,
  'a setting of JSON': (it) => JSON.stringify({ db: { apiToken: it } }),
  'JSON in a string of JSON': (it) => JSON.stringify({ body: JSON.stringify({ password: it }) }),
  'escaped JSON in a command': (it) => `curl -d "{\\"password\\":\\"${it}\\"}" http://x`,
  'YAML in YAML': (it) => stringify({ write_files: [{ content: stringify({ a: { client_secret: it } }) }] }),
  'a file of cloud-init in base64': (it) =>
    `#cloud-config\n${stringify({ write_files: [{ encoding: 'b64', content: base64(`token: ${it}\n`) }] })}`,
  'a file of cloud-init, gzipped': (it) =>
    `#cloud-config\n${stringify({ write_files: [{ encoding: 'gz+b64', content: gzipSync(`x:\n  token: ${it}\n`).toString('base64') }] })}`,
  'a piped file': (it) => `echo ${base64(`{"password": "${it}"}`)} | base64 -d > /etc/x`,
  'several documents': (it) => `kind: ConfigMap\n---\nkind: Secret\nstringData:\n  conf: ${it}\n`,
  'a Secret of Kubernetes in base64': (it) => `kind: Secret\ndata:\n  conf: ${base64(it)}\n`,
  'a variable of a pod': (it) => `env:\n  - name: DB_PASSWORD\n    value: ${it}\n`,
  'a variable of a chart': (it) => `{{- if x }}\n- name: DB_PASSWORD\n  value: "${it}"\n{{- end }}\n`,
  'words of a list': (it) => `command:\n  - serve\n  - --password\n  - ${it}\n`,
  'an option': (it) => `serve --api-token ${it} --port 1`,
  'an option with an equals sign': (it) => `serve --api-token='${it}' --port 1`,
  chpasswd: (it) => `echo 'root:${it}' | chpasswd`,
  'chpasswd by a here-document': (it) => `chpasswd <<EOF\nroot:${it}\nops:other\nEOF\n`,
  'chpasswd by a here-string': (it) => `chpasswd -e <<< "root:${it}"`,
  'chpasswd of cloud-init': (it) => `#cloud-config\nchpasswd:\n  list: |\n    ops:${it}\n`,
  'users of cloud-init': (it) => `#cloud-config\nchpasswd:\n  users:\n    - {name: a, password: ${it}}\n`,
  'a password for docker login': (it) => `echo "${it}" | docker login -u x --password-stdin r`,
  'docker login': (it) => `docker login -u ops -p ${it} registry.example.com`,
  'curl with a user': (it) => `curl -fsS -u ops:${it} https://example.com`,
  sshpass: (it) => `sshpass -p '${it}' ssh x`,
  mysql: (it) => `mysql -h db -uroot -p${it} shop`,
  'redis-cli': (it) => `redis-cli -h x -a ${it} ping`,
  openssl: (it) => `openssl rsa -in k -passin pass:${it} -out o`,
  'a literal of kubectl': (it) => `kubectl create secret generic x --from-literal=a=${it}`,
  'a password in a URL': (it) => `postgres://user:${it}@host:5432/db`,
  'a parameter of a URL': (it) => `jdbc:postgresql://host/db?user=a&password=${it}&ssl=true`,
  'a connection string': (it) => `Server=db;User Id=a;Password=${it};Database=shop`,
  'a short connection string': (it) => `server=db;uid=a;pwd=${it};`,
  'an account key': (it) => `AccountName=a;AccountKey=${it};EndpointSuffix=b`,
  'a data source of Go': (it) => `root:${it}@tcp(db:3306)/shop`,
  'a header': (it) => `curl -H "Authorization: Bearer ${it}" x`,
  'a header of nginx': (it) => `proxy_set_header Authorization "Basic ${base64(`ops:${it}`)}";`,
  'a header with a key': (it) => `X-Api-Key: ${it}`,
  '.npmrc': (it) => `//npm.example.com/:_authToken=${it}\n`,
  '.npmrc of old': (it) => `_auth=${base64(`a:${it}`)}\nalways-auth=true\n`,
  '.netrc': (it) => `machine example.com\nlogin ops password ${it}\n`,
  '.pgpass': (it) => `db.example.com:5432:shop:ops:${it}\n`,
  'a login of docker': (it) => JSON.stringify({ auths: { r: { auth: base64(`ops:${it}`) } } }),
  SQL: (it) => `ALTER USER ops WITH PASSWORD '${it}';`,
  XML: (it) => `<server><password>${it}</password></server>`,
  'an attribute of XML': (it) => `<add key="ApiKey" value="${it}"/>`,
  AWS: (it) => `[default]\naws_secret_access_key = ${it}\n`,
  Redis: (it) => `maxmemory 1gb\nrequirepass ${it}\n`,
  WireGuard: (it) => `[Interface]\nPrivateKey = ${it}\n`,
  'TOML of several lines': (it) => `password = """${it}"""\n`,
  'a setting by a command': (it) => `npm config set //npm.example.com/:_authToken ${it}`,
  'a variable of a unit': (it) => `[Service]\nEnvironment="DB_PASSWORD=${it}"\n`,
  'credentials of skopeo': (it) => `skopeo copy --dest-creds=ops:${it} a b`,
  kubeconfig: (it) =>
    stringify({ users: [{ name: 'a', user: { 'client-key-data': base64(it), token: it } }] }),
  'kubeadm join': (it) => `kubeadm join a:6443 --token ${it} --discovery-token-ca-cert-hash sha256:ab`,
  'a line with a remark': (it) => `password: ${it} # of the database\n{{ x }}\n`,
  'several of a kind': (it) => `export ADMIN_PASSWORDS=${it},and-more\nexec serve`,
  'a key of another kind': (it) => `[sign]\nhmac_key = ${it}\n`,
  'a private key': (it) => `-----BEGIN PRIVATE KEY-----\n${it}\n-----END PRIVATE KEY-----\n`,
  'a private key on one line': (it) => `-----BEGIN PRIVATE KEY-----\\n${it}\\n-----END PRIVATE KEY-----`,
  'a private key in YAML': (it) =>
    stringify({ tls: { pem: `-----BEGIN RSA PRIVATE KEY-----\n${it}\n-----END RSA PRIVATE KEY-----\n` } }),
};

/** Where a text may stand in a synth. */
const PLACES: Readonly<Record<string, (text: string) => StackJson>> = {
  'a variable of a container': (text) => ({
    kubernetes_deployment_v1: { web: workload({ container: { env: [{ name: 'SETTINGS', value: text }] } }) },
  }),
  'an argument of a container': (text) => ({
    kubernetes_deployment_v1: { web: workload({ container: { args: ['sh', '-c', text] } }) },
  }),
  'a file': (text) => ({ kubernetes_config_map_v1: { a: { data: { file: text } } } }),
  'a file among other lines': (text) => ({
    kubernetes_config_map_v1: { a: { data: { file: `# a file\n${text}\n# its end\n` } } },
  }),
  'a file in JSON': (text) => ({
    kubernetes_config_map_v1: { a: { data: { file: JSON.stringify({ files: { a: text } }, undefined, 1) } } },
  }),
  'a file in YAML': (text) => ({
    libvirt_cloudinit_disk: {
      a: { user_data: `#cloud-config\n${stringify({ runcmd: ['true', text] })}` },
    },
  }),
  'a file in base64': (text) => ({
    kubernetes_config_map_v1: { a: { binary_data: { file: base64(text) } } },
  }),
};

test.each(Object.entries(PLACES))('no canary is told in %s', (_place, put) => {
  // A secret that is found in one place is masked in all: so each has a stack of its own.
  for (const [what, text, secret] of canaries)
    expect([what, told(inStack({}), inStack(put(text)))]).not.toContainEqual(expect.stringContaining(secret));
});

const SECRETS = ['zQ7hunter2xKabcdefg', 'zQ8other+one/abcdef'] as const;

describe.each(Object.entries(SHAPES))('%s', (_shape, write) => {
  test.each(Object.entries(PLACES))('is masked in %s, and wherever else it stands', (_place, put) => {
    const stacks = (secret: string): StacksJson => ({
      'dev-services': put(write(secret)),
      // Under a name that says nothing, in an address, in a path.
      'dev-base': {
        kubernetes_config_map_v1: { [`a-${secret}`]: { data: { [`b-${secret}`]: `c ${secret}` } } },
      },
    });
    const output = told(...(SECRETS.map(stacks) as [StacksJson, StacksJson]));
    expect(output).toContain('«secret');
    for (const secret of SECRETS) expect(output + unpacked(output)).not.toContain(secret);
  });
});

/** What an output holds in base64, gzipped or not, and what that holds. */
function unpacked(output: string): string {
  return [...output.matchAll(/[A-Za-z0-9+/]{16,}={0,2}/g)]
    .map(([packed]) => {
      const bytes = Buffer.from(packed, 'base64');
      const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
      return `${plain.toString()}\n${unpacked(plain.toString())}`;
    })
    .join('\n');
}

/** What looks like a secret by its name alone, before and after a change. */
const READABLE: readonly (readonly [what: string, before: string, after: string])[] = [
  ['a policy for passwords', 'passwordPolicy: strict\na: 1\n', 'passwordPolicy: relaxed\na: 1\n'],
  ['how long a token is good for', '{"tokenExpiry": 3600}', '{"tokenExpiry": 7200}'],
  ['the name of a Secret', 'secretName: tls-shop\na: 1\n', 'secretName: tls-other\na: 1\n'],
  [
    'the Secret that a chart takes',
    'auth:\n  existingSecret: shop-db\n',
    'auth:\n  existingSecret: other-db\n',
  ],
  ['a switch of cloud-init', '#cloud-config\nlock_passwd: true\n', '#cloud-config\nlock_passwd: false\n'],
  ['a reference of a shell', 'export PASSWORD="$DB_PASSWORD"\n', 'export PASSWORD="$OTHER_PASSWORD"\n'],
  ['a reference of Terraform', 'password = ${var.one}\n', 'password = ${var.other}\n'],
  [
    'where a secret lies',
    'password_file: /run/secrets/one\na: 1\n',
    'password_file: /run/secrets/other\na: 1\n',
  ],
  ['a path in place of a secret', 'TOKEN=/run/secrets/one\n', 'TOKEN=/run/secrets/other\n'],
  ['a command that reads one', 'mysql -p"$(cat /run/one)" -h a\n', 'mysql -p"$(cat /run/other)" -h a\n'],
  ['a parameter of a script', 'mysql -p"$1" -h one\n\n', 'mysql -p"$1" -h other\n\n'],
  ['sudo without a password', 'ops ALL=(ALL) NOPASSWD: ALL\n', 'ops ALL=(ALL) NOPASSWD: /bin/true\n'],
  ['a URL with a port', 'url: http://one:8080/a@b\nb: 1\n', 'url: http://other:8080/a@b\nb: 1\n'],
  ['a user in a URL', 'git: ssh://git@one/a\nb: 1\n', 'git: ssh://git@other/a\nb: 1\n'],
  [
    'an image by its digest',
    `image: a/one@sha256:${'a1'.repeat(32)}\nb: 1\n`,
    `image: a/other@sha256:${'b2'.repeat(32)}\nb: 1\n`,
  ],
  ['an algorithm', 'jwt:\n  token_type: Bearer\n', 'jwt:\n  token_type: MAC\n'],
  ['what follows a password in a URL', 'a://u:${var.p}@one/db\n\n', 'a://u:${var.p}@other/db\n\n'],
  [
    'the key of a Secret',
    'secretKeyRef:\n  name: db\n  key: password\n',
    'secretKeyRef:\n  name: db\n  key: admin-password\n',
  ],
  ['code that looks it up', 'password = os.environ["ONE"]\n\n', 'password = os.environ["OTHER"]\n\n'],
  ['a secret of another service', 'token: op://vault/one\na: 1\n', 'token: op://vault/other\na: 1\n'],
  [
    'who is allowed what',
    '{\n  "authorization": {\n    "mode": "One"\n  },\n  "a": 1\n}\n',
    '{\n  "authorization": {\n    "mode": "Other"\n  },\n  "a": 1\n}\n',
  ],
  [
    'the headers that a page may send',
    'add_header Access-Control-Allow-Headers "Authorization, Content-Type";\nlisten 1;\n',
    'add_header Access-Control-Allow-Headers "Authorization, X-One";\nlisten 1;\n',
  ],
  [
    'a header that is passed on',
    '# the authorization server\nproxy_set_header Authorization $http_authorization;\nlisten 1;\n',
    '# the authorization service\nproxy_set_header Authorization $http_authorization;\nlisten 2;\n',
  ],
  ['a host that is called like a program', 'ping mysql-primary.one\n\n', 'ping mysql-primary.other\n\n'],
  ['a page, a package', 'GET /login-page/one\n\n', 'GET zip-package mongo-primary mariadb-prod\n\n'],
  ['a port', 'run --name mongo -p 27017:27017 one\n\n', 'run --name mongo -p 127.0.0.1:1:27017 one\n\n'],
  ['a folder beside a program', 'mongo a && mkdir -p data/one\n\n', 'mongo a && mkdir -p data/other\n\n'],
  ['a file in an archive', 'unzip -p one.zip a\n\n', 'unzip -p other.zip b\n\n'],
  [
    'a volume with a Secret',
    'a: |\n  {"secret":{"secretName":"one"}}\n  # {{ x }}\n',
    'a: |\n  {"secret":{"secretName":"other"}}\n  # {{ y }}\n',
  ],
  [
    'a reference in several lines',
    '{{ x }}\nprivate_key: |\n  {{ one }}\n',
    '{{ x }}\nprivate_key: |\n  {{ other }}\n',
  ],
  ['a user by its number', 'run --user 1000:1000 one\n\n', 'run --user 1001:1001 one\n\n'],
  [
    'a reference with a remark',
    '{{ x }}\npassword: ${var.x} # one\npass: "${var.x}" # one\nTOKEN=$DB_TOKEN # one\nlock_passwd: true # one\n',
    '{{ x }}\npassword: ${var.x} # other\npass: "${var.x}" # other\nTOKEN=$DB_TOKEN # other\nlock_passwd: false # other\n',
  ],
  ['a rewritten path', 'return 301 /$1$is_args$args;\n\n', 'return 301 /$5$is_args$query_string;\n\n'],
  [
    'what begins like a token',
    'npm_config_update_notifier=false\nhost pypi-repository-mirror\n',
    'npm_config_update_notifier=true\nhost pypi-repository-other-mirror\n',
  ],
  ['code of Go that looks it up', 'password := os.Getenv("ONE")\n\n', 'password := os.Getenv("OTHER")\n\n'],
  [
    'a map that says how a key is made',
    'private_key:\n  algorithm: ECDSA\n  rotation: one\n',
    'private_key:\n  algorithm: ECDSA\n  rotation: other\n',
  ],
  [
    'the token of a volume',
    'service_account_token:\n  path: one\n  audience: a\n',
    'service_account_token:\n  path: other\n  audience: a\n',
  ],
  ['how many tokens', 'a: 1\nmax_tokens: 4096\n', 'a: 1\nmax_tokens: 8192\n'],
  ['how many tokens, in a shell', 'export MAX_TOKENS=4096\nserve\n', 'export MAX_TOKENS="8192"\nserve\n'],
  ['the names of Secrets', 'a: 1\nsecrets:\n  - one\n', 'a: 1\nsecrets:\n  - other\n'],
];

test.each(READABLE)('%s stays readable', (_what, before, after) => {
  const file = (text: string): StacksJson =>
    inStack({ kubernetes_config_map_v1: { a: { data: { file: text } } } });
  const synths = [before, after].map((text) => synthOf(file(text)));
  const [old, head] = synths as [Synth, Synth];
  const review = reviewSynths(old, head);
  expect(review.entries).toHaveLength(1);
  expect(renderJson(review)).not.toContain('«secret');
  expect(synths.flatMap(inClear)).toEqual([]);
});

/** Where a synth is said to hold secrets in clear. */
function inClear(synth: Synth): readonly string[] {
  return check(synth).flatMap(({ rule, path }) => (rule === 'secrets/in-clear' ? [path] : []));
}

test('pods, volumes and references to Secrets stay readable', () => {
  const web = (name: string): StacksJson =>
    inStack({
      kubernetes_deployment_v1: {
        web: workload({
          pod: {
            automount_service_account_token: name === 'one',
            image_pull_secrets: [{ name }],
            volume: [
              { name: 'tls', secret: { secret_name: name, items: [{ key: 'password', path: name }] } },
            ],
          },
          container: {
            env: [
              { name: 'DB_PASSWORD', value_from: { secret_key_ref: { name, key: 'password' } } },
              { name: 'REQUIRE_PASSWORD', value: String(name === 'one') },
              { name: 'TOKEN_TTL', value: name },
              { name: 'PASSWORD_FILE', value: `/run/secrets/${name}` },
            ],
            args: ['--token-ttl', name, '--password-file', `/${name}`],
          },
        }),
      },
      kubernetes_ingress_v1: { web: { spec: { tls: [{ secret_name: name }] } } },
    });
  expect(told(web('one'), web('other'))).not.toContain('«secret');
});

test.each([
  ['GitLab', 'glpat-zQ7hunter2xKabcdefg'],
  ['GitHub', 'ghp_zQ7hunter2xKabcdefg'],
  ['AWS', 'AKIAZQ7HUNTER2XKABCD'],
  ['Slack', 'xoxb-1234-zQ7hunter2xKabcdefg'],
  ['a service that signs', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ6UTcifQ.zQ7hunter2xK'],
  ['age', 'AGE-SECRET-KEY-1ZQ7HUNTER2XKABCDEFGHIJK'],
  ['crypt', `$6$rounds=4096$zQ7hunter2xK$${'abcdefgh'.repeat(10)}`],
  ['htpasswd', '$apr1$zQ7hunte$abcdefghijklmnopqrstuv'],
  ['npm', `npm_${'zQ7hunter2xKabcdef'.repeat(2)}`],
  ['PyPI', 'pypi-AgEzQ7hunter2xKabcdefg'],
])('a token of %s is recognised by its format', (_make, token) => {
  const file = (text: string): StacksJson => inStack({ other: { a: { file: `a ${text} b` } } });
  expect(told(file('x'), file(token))).toContain('→ a «secret 1» b');
});

const DEPLOYMENT = 'kubernetes_deployment_v1';

/** Too short to be masked wherever its letters turn up: only where its place tells what it is. */
const SHORT: readonly (readonly [place: string, put: (secret: string) => StackJson])[] = [
  [
    'a variable',
    (it) => ({ [DEPLOYMENT]: { web: workload({ container: { env: [{ name: 'PIN_TOKEN', value: it }] } }) } }),
  ],
  [
    'a word after an option',
    (it) => ({ [DEPLOYMENT]: { web: workload({ container: { command: ['a', '--password', it] } }) } }),
  ],
  [
    'a command in words',
    (it) => ({ [DEPLOYMENT]: { web: workload({ container: { command: ['mysql', `-p${it}`] } }) } }),
  ],
  ['a Secret', (it) => ({ kubernetes_secret_v1: { a: { data: { a: it } } } })],
  [
    'a manifest of a Secret',
    (it) => ({ kubernetes_manifest: { a: { manifest: { kind: 'Secret', stringData: { a: it } } } } }),
  ],
  [
    'a list under a telling name',
    (it) => ({ other: { a: { settings: { tokens: 1, password: ['a', it] } } } }),
  ],
  ['a list under the name of several', (it) => ({ other: { a: { api_keys: ['a', it] } } })],
  ['one of several in YAML', (it) => ({ other: { a: { text: stringify({ a: 1, passwords: [it] }) } } })],
  ['a map under a telling name', (it) => ({ other: { a: { password: { root: it } } } })],
  ['a map of the environments', (it) => ({ locals: { db_password: { prod: it } } })],
  ...['auth_key', 'hmac_key', 'jwt_key', 'unseal_key', 'license_key'].map(
    (name) => [`an ${name}`, (it: string) => ({ other: { a: { [name]: it } } })] as const,
  ),
  ['a key', (it) => ({ other: { a: { settings: { [`https://bot:${it}@git`]: 'a' } } } })],
  ['an item of a set', (it) => ({ other: { a: { args: ['a', `--password=${it}`] } } })],
  ['a value under a telling name', (it) => ({ other: { a: { password: { value: it } } } })],
  [
    'a sensitive setting of a chart',
    (it) => ({ helm_release: { a: { set_sensitive: [{ name: 'a', value: it }] } } }),
  ],
  ['a default', (it) => ({ variable: { a: { sensitive: true, default: it } } })],
  [
    'a setting of a provider',
    (it) => ({ provider: { docker: [{ registry_auth: [{ address: 'r', password: it }] }] } }),
  ],
  ['YAML', (it) => ({ kubernetes_config_map_v1: { a: { data: { a: `a: 1\npassword: ${it}\n` } } } })],
  [
    'words in YAML',
    (it) => ({ kubernetes_config_map_v1: { a: { data: { a: `args:\n  - --token\n  - ${it}\n` } } } }),
  ],
  [
    'JSON in YAML',
    (it) => ({
      kubernetes_config_map_v1: { a: { data: { a: stringify({ a: `{"token":"${it}","b":1}` }) } } },
    }),
  ],
  [
    'a here-document',
    (it) => ({ kubernetes_config_map_v1: { a: { data: { a: `chpasswd <<EOF\nops:${it}\nEOF\n` } } } }),
  ],
  [
    'another text',
    (it) => ({ kubernetes_config_map_v1: { a: { data: { a: `[db]\npassword = ${it}\n` } } } }),
  ],
  [
    'a variable as Docker takes it',
    (it) => ({ docker_container: { a: { env: [`DB_PASSWORD=a -b ${it}`, 'A=1'] } } }),
  ],
  [
    'the passwords of cloud-init',
    (it) => ({
      libvirt_cloudinit_disk: { a: { user_data: `#cloud-config\nchpasswd:\n  list: |\n    ops:${it}\n` } },
    }),
  ],
];

test.each(SHORT)('a short secret is masked in %s', (_place, put) => {
  const output = told(inStack(put('pw7')), inStack(put('qx9')));
  expect(output).toContain('«secret');
  for (const secret of ['pw7', 'qx9']) expect(output).not.toContain(secret);
});

test.each([
  ['a Secret', (it: string) => ({ kubernetes_secret_v1: { a: { data: { a: it } } } })],
  ['a sensitive variable', (it: string) => ({ variable: { a: { sensitive: true, default: it } } })],
  ['a chart', (it: string) => ({ helm_release: { a: { set_sensitive: [{ name: 'a', value: it }] } } })],
  [
    'a manifest',
    (it: string) => ({ manifest: { a: { manifest: { kind: 'Secret', stringData: { a: it } } } } }),
  ],
])('every value in %s is masked, unless it is a reference', (_what, put) => {
  for (const secret of ['123', 'default', '$ECRET123', '/home/x1'])
    expect(told(inStack(put('${var.one}')), inStack(put(secret)))).toMatch(/"\$\{var\.one\}" → «secret 1»/);
  expect(told(inStack(put('${var.one}')), inStack(put('${var.other}')))).not.toContain('«secret');
  expect(inClear(synthOf(inStack(put('${var.one}'))))).toEqual([]);
});

test('a word that is secret in one place is not masked elsewhere if it is an ordinary word', () => {
  const stack = (namespace: string, path: string): StacksJson =>
    inStack({
      kubernetes_secret_v1: { a: { data: { a: 'default', b: '/etc/ssl/certs' } } },
      other: { a: { namespace, path } },
    });
  const output = told(stack('one', '/one'), stack('default', '/etc/ssl/certs'));
  expect(output).toContain('namespace: one → default');
  expect(output).toContain('path: /one → /etc/ssl/certs');
});

test('what is said of secrets under a telling name is told, and so is what stands beside one', () => {
  const stack = (audience: string, title: string): StacksJson =>
    inStack({
      other: { a: { tokens: [{ audience, issuer: 'a' }] } },
      kubernetes_config_map_v1: { a: { data: { a: `title = ${title}\npassword = zQ7hunter2xK\n` } } },
    });
  const output = told(stack('zq-first-one', 'a first title'), stack('zq-second-one', 'a second title'));
  expect(output).toContain('zq-first-one → zq-second-one');
  expect(output).toContain('title = a second title');
  expect(output).not.toContain('zQ7hunter2xK');
});

test('lines around a private key are told, although what stands between its marks is a label', () => {
  const stack = (title: string): StacksJson =>
    inStack({
      kubernetes_config_map_v1: {
        a: {
          data: {
            a: `title ${title}\n-----BEGIN PRIVATE KEY-----\nzQ7hunter2xK\n-----END PRIVATE KEY-----\nPASSWORD=zQ8other3yL exec serve\n`,
          },
        },
      },
    });
  const output = told(stack('one'), stack('other'));
  expect(output).toContain('title other');
  expect(output).not.toContain('zQ7hunter2xK');
});

test.each<[string, unknown, unknown]>([
  ['names where a secret is', { from: 'vault', key: 'zq-one' }, { from: 'vault', key: 'zq-two' }],
  ['names it among other settings', { source: 'zq-one', zone: 'a' }, { source: 'zq-two', zone: 'a' }],
  ['is a switch', true, false],
])('what %s is told under a telling name', (_what, before, after) => {
  const output = told(
    inStack({ other: { a: { password: before } } }),
    inStack({ other: { a: { password: after } } }),
  );
  expect(output).not.toContain('«secret');
});

test('a password of several words, behind its option, is masked as a whole', () => {
  const stack = (it: string): StacksJson =>
    inStack({ [DEPLOYMENT]: { web: workload({ container: { args: ['serve', '--password', it] } }) } });
  const output = told(stack('zq one two'), stack('zq three four'));
  expect(output).toContain('«secret');
  expect(output).not.toMatch(/one two|three|four/);
});

test('two secrets side by side are two labels', () => {
  const [one, other] = SECRETS;
  const stack = (text: string): StacksJson =>
    inStack({ kubernetes_secret_v1: { a: { data: { a: one, b: other } } }, x: { a: { text } } });
  expect(told(stack('nothing'), stack(`${one}${other}`))).toMatch(/nothing → «secret \d»«secret \d»/);
});

test('a secret that is a number is masked like a text', () => {
  const stack = (password: number): StacksJson =>
    inStack({ other: { a: { settings: { password }, greeting: `hello ${password}` } } });
  const output = told(stack(73519462), stack(84620573));
  expect(output).toContain('«secret');
  expect(output).not.toMatch(/73519462|84620573/);
});

test('a short line, or one of several words, of a secret is told elsewhere', () => {
  const stack = (short: string, words: string): StacksJson =>
    inStack({
      kubernetes_secret_v1: {
        a: { data: { a: 'zqshort\nzq begins here and ends\nzQ7hunter2xKzQ7hunter2xK\n' } },
      },
      other: { a: { short, words } },
    });
  const output = told(stack('zqnone', 'zq nothing'), stack('zqshort', 'zq begins here and ends'));
  expect(output).toContain('zqnone → zqshort');
  expect(output).toContain('zq begins here and ends');
});

test('a secret of several lines makes no secret of the words in one of them', () => {
  const stack = (greeting: string): StacksJson =>
    inStack({
      kubernetes_secret_v1: { a: { data: { a: 'greeting:zq-hello-all\nother:zq-good-bye\n' } } },
      other: { a: { greeting } },
    });
  expect(told(stack('zq-nothing-yet'), stack('zq-hello-all'))).toContain('zq-nothing-yet → zq-hello-all');
});

test('a secret in a key is found, and masked everywhere else', () => {
  const [secret] = SECRETS;
  const stack = (b: string): StacksJson =>
    inStack({ other: { a: { hosts: { [`https://bot:${secret}@git`]: 'a' }, b } } });
  const output = told(stack('b'), stack(`b ${secret}`));
  expect(output).toContain('b: b → b «secret 1»');
  expect(output).not.toContain(secret);
  expect(inClear(synthOf(stack('b')))).toEqual(['dev-services/other.a hosts']);
});

test('machines that join a cluster contain no secret in plain text', () => {
  const known = existing({ endpoint: 'https://10.2.0.1:6443', ca: CA, provides: provides() });
  const cluster = joins(known, 'nodes', { dns: '10.96.0.10' });
  const { stacks } = synthProject(smallProject({ prod: { cluster } }));
  const machines = Object.entries(stacks).flatMap(([stack, { resource }]) =>
    stack.startsWith('prod-machines-') ? [[stack, resource] as const] : [],
  );
  expect(JSON.stringify(machines)).toContain('KubeletConfiguration');
  expect(inClear(synthOf(Object.fromEntries(machines)))).toEqual([]);
});

test('the unchanged rest of a text is not shown', () => {
  const file = (port: number): StacksJson =>
    inStack({
      kubernetes_config_map_v1: { a: { data: { a: `port: ${port}\nunknown_to_anybody: zQ7hunter2xK\n` } } },
    });
  const review = reviewSynths(synthOf(file(1)), synthOf(file(2)));
  expect(review.entries[0]?.rows[0]?.variants[0]).toEqual({
    environments: ['dev'],
    inside: { kind: 'structured', language: 'YAML', rows: [{ path: 'port', before: 1, after: 2 }] },
  });
  expect(renderJson(review)).not.toContain('zQ7hunter2xK');
});

test('what is secret on one side is secret on the other, and everywhere else', () => {
  const [secret] = SECRETS;
  const variables = (...env: readonly object[]): StacksJson =>
    inStack({ [DEPLOYMENT]: { web: workload({ container: { env } }) } });
  const output = told(
    variables({ name: 'GREETING', value: secret }),
    variables({ name: 'GREETING', value: 'hello' }, { name: 'API_TOKEN', value: secret }),
  );
  expect(output).toContain('env[GREETING].value: «secret 1» → hello');
  expect(output).not.toContain(secret);
});

test('findings are masked, whatever they quote and in whatever output', () => {
  const [secret] = SECRETS;
  const synth = synthOf(inStack({ kubernetes_secret_v1: { a: { data: { a: secret } } } }));
  const judgement = {
    rule: 'team/loud',
    severity: 'error',
    path: `dev-services/x.a ${secret}`,
    message: `must not be ${secret}`,
    value: `PASSWORD=short and ${base64(secret)}`,
    advice: `Do not write ${secret}.`,
  } as const;
  const finding = { ...judgement, known: false, file: `${secret}.ts`, allowed: `${secret} is good` };
  const own = { names: ['team/loud'], after: [judgement], before: [] };
  const findings = [...check(synth, { own }), ...reviewSynths(synth, synth, [finding]).findings];
  expect(findings.filter(({ rule }) => rule === 'team/loud')).toHaveLength(2);
  for (const form of [secret, base64(secret), 'short']) expect(JSON.stringify(findings)).not.toContain(form);
});

test('an exception matches by its original text, and is shown without the secret in it', () => {
  const [secret] = SECRETS;
  const synth = synthOf(inStack({ kubernetes_secret_v1: { [secret]: { data: { a: secret } } } }));
  const at = `dev-services/kubernetes_secret_v1.${secret}`;
  const findings = check(synth, {
    exceptions: [
      { rule: 'secrets/in-clear', at, reason: 'a test' },
      { rule: `team/${secret}`, at: `${at} elsewhere`, reason: 'none' },
    ],
  });
  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'policies/unused-exception',
      path: expect.stringContaining('«secret 1»'),
    }),
    expect.objectContaining({ rule: 'secrets/in-clear', allowed: 'a test' }),
  ]);
  expect(JSON.stringify(findings)).not.toContain(secret);
});

test('names from a synth are masked in files, reasons, notes and suggestions', () => {
  const [secret] = SECRETS;
  const held = { kubernetes_secret_v1: { a: { data: { a: secret } } } };
  const claims = { kubernetes_persistent_volume_claim_v1: { [secret]: { metadata: { name: 'a' } } } };
  const machines = (hash: string): StackJson => ({
    terraform_data: { [secret]: { triggers_replace: { hash } } },
    libvirt_domain: { a: { lifecycle: { replace_triggered_by: [`terraform_data.${secret}`] } } },
  });
  const image = (sourceHash: string) => ({
    web: { repository: 'r', sourceHash, recorded: null, manifest: { [`file ${secret}.js`]: sourceHash } },
  });
  const review = reviewSynths(
    synthOf({ 'dev-base': { ...held, ...claims }, 'dev-machines-a': machines('1') }, { images: image('1') }),
    synthOf(
      { 'dev-base': held, 'dev-services': claims, 'dev-machines-a': machines('2') },
      { images: image('2'), environments: [environment('dev', null), environment('staging', secret)] },
    ),
  );
  expect(review.promotions[0]?.source).toEqual([{ change: 'changed', part: 'file «secret 1».js' }]);
  expect(review.notes.map(({ text }) => text).join()).toContain('staging comes after «secret 1» now');
  const reasons = review.entries.flatMap(({ risks }) => risks.map(({ reason }) => reason));
  expect(reasons.join()).toContain('replace_triggered_by follows terraform_data.«secret 1»');
  const offers = review.entries.flatMap(({ offer = [] }) => offer);
  expect(offers.join()).toContain('to = kubernetes_persistent_volume_claim_v1.«secret 1»');
  expect(renderJson(review)).not.toContain(secret);
});

test('a text with a secret that we cannot locate is hidden as a whole', () => {
  const file = (data: object): StacksJson => inStack({ kubernetes_config_map_v1: { a: { data } } });
  const text = 'args:\n  - --token\n  - "zQ7\\x68unter2\\x78K"\n';
  const output = told(file({ other: 'a' }), file({ other: 'a', file: text }));
  expect(output).toContain('+ data.file: ');
  expect(output).not.toContain('unter2');
});

test('a secret has one number in all its forms, whatever the order of stacks', () => {
  const [one, other] = SECRETS;
  const secrets = (a: string, b: string): StackJson => ({ kubernetes_secret_v1: { a: { data: { a, b } } } });
  const review = reviewSynths(
    synthOf({ 'dev-base': secrets(one, 'x') }),
    synthOf({ 'dev-base': secrets(base64(one), other) }),
  );
  const [a] = review.entries[0]?.rows ?? [];
  expect(a?.variants[0]).toMatchObject({ before: '«secret 2»', after: '«secret 2»' });
  const both = (...stacks: readonly (readonly [string, string])[]): StacksJson =>
    Object.fromEntries(stacks.map(([stack, secret]) => [stack, secrets(secret, 'same')]));
  expect(
    told(both(['dev-b', 'before-b'], ['dev-a', 'before-a']), both(['dev-b', one], ['dev-a', other])),
  ).toBe(told(both(['dev-a', 'before-a'], ['dev-b', 'before-b']), both(['dev-a', other], ['dev-b', one])));
});

test('thousands of long secrets are masked correctly', () => {
  const keys = Array.from({ length: 3000 }, (_, index) => `zQ${index}k${'abcdefghij'.repeat(150)}${index}`);
  const stack = (copies: readonly string[]): StacksJson =>
    inStack({
      kubernetes_secret_v1: { a: { data: Object.fromEntries(keys.entries()) } },
      other: { a: { copies } },
    });
  const review = reviewSynths(synthOf(stack([])), synthOf(stack(keys)));
  expect(renderJson(review)).not.toMatch(/zQ\d+k/);
});

test.each([
  ...[
    'a',
    '-',
    'password',
    ' --password',
    "password='",
    'password=\\"',
    '"',
    '://a:b',
    '<password ',
    'curl -u',
    'a:',
    '{{',
    '${',
  ],
  ...[
    '-----BEGIN PRIVATE KEY-----',
    'eyJa-',
    'echo a ',
    ' ',
    '\n',
    'AUTHORIZATION ',
    ' password= ',
    'chpasswd\na',
    'chpasswd <<a\n',
    'xoxb-1-',
    'SG.a.',
    '«secret 1',
  ],
])(
  'a long text of %j is searched to its end',
  (unit) => {
    const long = `password token ${unit.repeat(Math.ceil(100_000 / unit.length))}`;
    const file = (text: string): StacksJson => inStack({ other: { a: { file: text } } });
    reviewSynths(synthOf(file('')), synthOf(file(long)));
  },
  // A pattern that backtracks without a bound would take hours; a busy machine takes seconds.
  60_000,
);
