import { join } from 'node:path';
import fc from 'fast-check';
import { readSource, type SourceProps } from '../../../constructs/image-build';
import { substitute } from '../../../constructs/image-build/dockerfile/substitute';
import { type Finding, InvalidInput } from '../../../core/findings';
import { projectFolder, type Tree } from './project-folder';

const PINNED = `debian:12@sha256:${'a'.repeat(64)}`;

/** Everything that is found in the source of a service with this Dockerfile. */
function judge(dockerfile: string, options: Partial<SourceProps> = {}, tree: Tree = {}): readonly Finding[] {
  const root = projectFolder({ 'api/Dockerfile': dockerfile, 'api/src/main.js': '', ...tree });
  try {
    return readSource({ root, context: join(root, 'api'), ...options }, { path: 'api.image' }).warnings;
  } catch (error) {
    if (error instanceof InvalidInput) return error.findings;
    throw error;
  }
}

const shown = (findings: readonly Finding[]) =>
  findings.map(({ severity, rule, path, value = '' }) => `${severity} ${rule} ${path} ${value}`.trim());

describe('an image that is taken by its tag is worth a warning, with the line that names it', () => {
  test.each<[string, string, readonly string[]]>([
    ['in FROM', 'FROM node:20', ['api/Dockerfile:1 node:20']],
    ['without a tag', 'FROM node', ['api/Dockerfile:1 node']],
    ['in COPY --from', 'FROM scratch\nCOPY --from=nginx:latest /a /b', ['api/Dockerfile:2 nginx:latest']],
    [
      'in a mount',
      `FROM ${PINNED}\nRUN --mount=type=bind,from=busybox,target=/b true`,
      ['api/Dockerfile:2 busybox'],
    ],
    ['by an argument with a default', 'ARG BASE=node:20\nFROM ${BASE}', ['api/Dockerfile:2 node:20']],
    ['by a default of the line itself', 'ARG BASE\nFROM ${BASE:-node:20}', ['api/Dockerfile:2 node:20']],
    ['for a platform', 'FROM --platform=$BUILDPLATFORM node:20 AS build', ['api/Dockerfile:1 node:20']],
    ['after a line that goes on', 'FROM \\\n  node:20', ['api/Dockerfile:1 node:20']],
    [
      'in two stages',
      'FROM a AS x\nFROM b\nCOPY --from=x /a /b',
      ['api/Dockerfile:1 a', 'api/Dockerfile:2 b'],
    ],
  ])('%s', (_, dockerfile, expected) => {
    expect(shown(judge(`${dockerfile}\n`))).toEqual(expected.map((at) => `warning image/base-pinned ${at}`));
  });

  test.each([
    ['by digest', `FROM ${PINNED}`],
    ['of nothing', 'FROM scratch'],
    [
      'that is a stage before',
      `FROM ${PINNED} AS Build\nFROM build\nCOPY --from=0 /a /b\nCOPY --from=BUILD /a /b`,
    ],
    ['by a pinned default', `ARG BASE=${PINNED}\nFROM $BASE`],
    ['in a stage that the build passes over', 'FROM node:20 AS tests\nFROM scratch AS runtime'],
    ['inside a heredoc', `FROM ${PINNED}\nRUN <<EOF\nFROM node:20\nEOF`],
    ['in another language', '# syntax=example.com/own/frontend:1\nFROM node:20'],
  ])('and none is, %s', (_, dockerfile) => {
    expect(judge(`${dockerfile}\n`)).toEqual([]);
  });

  test('an argument that is given counts, and its default does not', () => {
    const dockerfile = 'ARG BASE=node:20\nFROM ${BASE}\n';
    expect(judge(dockerfile, { arguments: { BASE: PINNED } })).toEqual([]);
    expect(shown(judge(`ARG BASE=${PINNED}\nFROM $BASE\n`, { sharedArguments: { BASE: 'own:1' } }))).toEqual([
      'warning image/base-pinned api/Dockerfile:2 own:1',
    ]);
  });

  test('a reason makes it a note, which shows the reason', () => {
    expect(judge('FROM node:20\n', { basesByTag: 'the platform team moves it each week' })).toEqual([
      expect.objectContaining({
        severity: 'note',
        value: 'node:20',
        advice: 'That is wanted: the platform team moves it each week',
      }),
    ]);
  });

  test('a stage that is misspelt is named', () => {
    const [finding] = judge(`FROM ${PINNED} AS builder\nFROM scratch\nCOPY --from=bilder /a /b\n`);
    expect(finding?.advice).toContain('Is builder meant?');
  });
});

describe('what cannot be built is refused', () => {
  test.each<[string, string, Partial<SourceProps>, string]>([
    [
      'a source that is not there',
      'FROM scratch\nCOPY src/man.js /\n',
      {},
      'image/copy-source api/Dockerfile:2 "src/man.js", which is missing',
    ],
    [
      'the same in quotes, by ADD',
      'FROM scratch\nADD ["sorce", "/x/"]\n',
      {},
      'image/copy-source api/Dockerfile:2 "sorce", which is missing',
    ],
    [
      'the same by a mount',
      `FROM ${PINNED}\nRUN --mount=type=bind,source=package.json,target=/p true\n`,
      {},
      'image/copy-source api/Dockerfile:2 "package.json", which is missing',
    ],
    [
      'the same by an argument',
      'FROM scratch\nARG DIR=lib\nCOPY ${DIR} /\n',
      {},
      'image/copy-source api/Dockerfile:3 "lib", which is missing',
    ],
    [
      'the same by an argument of the stage before',
      'FROM scratch AS a\nARG DIR=lib\nFROM a\nCOPY ${DIR} /\n',
      {},
      'image/copy-source api/Dockerfile:4 "lib", which is missing',
    ],
    [
      'a secret that nobody gives',
      `FROM ${PINNED}\nRUN --mount=type=secret,id=npm,required=true npm ci\n`,
      {},
      'image/secret-missing api/Dockerfile:2 without npm',
    ],
    [
      'a stage that is not there',
      'FROM scratch AS runtime\n',
      { target: 'runtine' },
      'image/target api/Dockerfile without runtine',
    ],
    ['a base without a name', 'ARG BASE\nFROM ${BASE}\n', {}, 'image/base api/Dockerfile:2'],
  ])('%s', (_, dockerfile, options, expected) => {
    expect(shown(judge(dockerfile, options))).toEqual([`error ${expected}`]);
  });

  test('with why a source is not sent, and what may be meant', () => {
    const tree = { 'api/.dockerignore': 'lib\n', 'api/lib/a': '' };
    const [ignored] = judge('FROM scratch\nCOPY lib/a /\n', {}, tree);
    expect(ignored?.value).toBe('"lib/a", which is left out by api/.dockerignore');
    const [misspelt] = judge('FROM scratch\nCOPY src/mian.js /\n');
    expect(misspelt?.advice).toContain('Is src/main.js meant?');
  });
});

describe('what Docker cannot read is refused, with the line', () => {
  const REST = 'FROM scratch\n';
  test.each<[string, string]>([
    ['# escape=x\nFROM scratch', '1 "x"'],
    [`${REST}COPPY src /`, '2 "COPPY"'],
    [`${REST}COPY src`, '2 COPY src'],
    [`${REST}ENV A`, '2 ENV A'],
    [`${REST}WORKDIR`, '2 WORKDIR'],
    [`${REST}SHELL /bin/bash -c`, '2 /bin/bash -c'],
    [`${REST}COPY --chmodd=755 src /`, '2 --chmodd'],
    [`${REST}HEALTHCHECK --intervall=5s CMD x`, '2 --intervall'],
    [`${REST}RUN --mount=type=sekret,id=x true`, '2 type=sekret'],
    [`${REST}ONBUILD FROM x`, '2 "FROM"'],
    [`${REST}ONBUILD ONBUILD RUN x`, '2 "ONBUILD"'],
    [`${REST}COPY "a b" /`, '2 "a'],
    [`${REST}COPY https://example.com/a /`, '2 https://example.com/a'],
    [`${REST}COPY --chmod=9999 src /`, '2 --chmod=9999'],
    [`${REST}COPY --chmod 755 src /`, '2 --chmod'],
    [`${REST}COPY --link=yes src /`, '2 --link=yes'],
    [`${REST}COPY --chown=1 --chown=2 src /`, '2 --chown'],
    [`ARG X=a\n${REST}COPY --from=$X src /`, '3 --from=$X'],
    [`${REST}ADD --checksum=sha256:abc https://example.com/a /`, '2 --checksum=sha256:abc'],
    [`${REST}EXPOSE 99999`, '2 99999'],
    [`${REST}EXPOSE 80, 443`, '2 80,'],
    [`${REST}EXPOSE 8080 # web`, '2 #'],
    [`${REST}EXPOSE 90-80`, '2 90-80'],
    [`${REST}EXPOSE 80/http`, '2 80/http'],
    [`${REST}HEALTHCHECK --interval=30 CMD x`, '2 --interval=30'],
    [`${REST}HEALTHCHECK --timeout=1d CMD x`, '2 --timeout=1d'],
    [`${REST}HEALTHCHECK --start-period=1us CMD x`, '2 --start-period=1us'],
    [`${REST}HEALTHCHECK --retries=1.5 CMD x`, '2 --retries=1.5'],
    [`${REST}HEALTHCHECK curl -f localhost`, '2 curl -f localhost'],
    [`${REST}HEALTHCHECK CMD ["a", 5]`, '2 ["a", 5]'],
    [`${REST}STOPSIGNAL SIGFOO`, '2 SIGFOO'],
    [`${REST}STOPSIGNAL 0`, '2 0'],
    [`${REST}STOPSIGNAL SIGRTMIN+99`, '2 SIGRTMIN+99'],
    [`${REST}RUN --network=foo x`, '2 --network=foo'],
    [`${REST}RUN --mount=type=cache,target=/c,sharing=all x`, '2 sharing=all'],
    [`${REST}RUN --mount=type=cache,target=/c,uid=node x`, '2 uid=node'],
    [`${REST}RUN --mount=type=cache,targt=/c x`, '2 targt'],
    [`${REST}RUN --mount=type=cache,target=/ x`, '2 target=/'],
    [`${REST}RUN --mount=type=secret,required=maybe,id=x x`, '2 required=maybe'],
    [`${REST}RUN --mount=type=secret x`, '2 type=secret'],
    [`${REST}RUN --mount=from=$X,target=/x x`, '2 from=$X'],
    [`${REST}LABEL a`, '2 a'],
    [`${REST}LABEL a=b c`, '2 c'],
    [`${REST}LABEL a="b`, '2 a="b'],
    [`${REST}ENV A=it's`, "2 A=it's"],
    [`${REST}ENV A=b \\\n  # why\n  =c`, '2 =c'],
    [`${REST}ARG A = b`, '2 ='],
    [`${REST}ENV A=\${B^^}`, '2 ${B^^}'],
    [`${REST}WORKDIR \${B`, '2 ${B'],
    [`${REST}CMD --port 80`, '2 --port'],
    [`${REST}CMD ["a", 5]`, '2 ["a", 5]'],
    [`${REST}SHELL ['a']`, "2 ['a']"],
    [`${REST}VOLUME []`, '2 VOLUME []'],
    [`${REST}VOLUME ""`, '2 ""'],
    ['FROM --platform=linux,amd64 scratch', '1 --platform=linux,amd64'],
    ['FROM scratch AS', '1 scratch AS'],
    ['FROM scratch other', '1 scratch other'],
    ['FROM scratch AS a:b', '1 "a:b"'],
    [`${REST}RUN <<A cat \\\n  # why\n 3<<"B"\na\nA\nRUNN b`, '2 3<<"B"'],
    [`${REST}COPY <<-EOF /a\n  x\n  EOF\nUSER 1`, '2 <<-EOF'],
    [`# escape=\`\n${REST}ONBUILD RUN a \`\n <<EOF\nEOF `, '3 <<EOF'],
  ])('%j', (dockerfile, at) => {
    expect(shown(judge(`${dockerfile}\n`))).toEqual([`error image/dockerfile api/Dockerfile:${at}`]);
  });

  test.each<[string, string]>([
    [`FROM Debian:12`, '1 Debian:12'],
    ['FROM https://docker.io/debian', '1 https://docker.io/debian'],
    ['FROM debian:', '1 debian:'],
    ['FROM debian:a+b', '1 debian:a+b'],
    ['FROM debian@sha256:abc', '1 debian@sha256:abc'],
    ['FROM scratch AS a\nCOPY --from=A /x /x', '2 COPY --from=A'],
    ['FROM scratch\nCOPY --from=3 /x /x', '2 COPY --from=3'],
    ['FROM scratch AS a\nCOPY --from=B /x /x\nFROM scratch AS b\nFROM a', '2 COPY --from=B'],
  ])('%j, in what it takes', (dockerfile, at) => {
    expect(shown(judge(`${dockerfile}\n`))).toEqual([`error image/base api/Dockerfile:${at}`]);
  });

  test.each([
    `# syntax=docker/dockerfile:1\n# escape=\`\nFROM ${PINNED}\nRUN a \`\n && b`,
    `FROM ${PINNED}\nCOPY --new-option=1 src /\nENTRYPOINT []\nCMD\nENV A b c\nRUN --mount=type=$T true`,
    'FROM scratch\nCOPY ["src", "/x  y/"]\nONBUILD COPY none /',
    `ARG V=v12\nFROM debian:\${V#v}@sha256:${'a'.repeat(64)}`,
    `FROM ${PINNED}\nRUN 3<<EOF cat <<-"B"\nhello world\nEOF\n\tB\nRUN true`,
    `FROM ${PINNED}\nENV A="<<EOF" B=<<EOF\nRUN echo $((1 <<2)) "<<EOF" <<< a\r\nRUN a<<EOF\nRUN <<'E O'\r\nb\r\nE O\r\nUSER 1`,
    `FROM [fd00::1]:5000/a/b:1@sha256:${'a'.repeat(64)}\nCOPY --from=[::1]/a@sha256:${'b'.repeat(64)} /a /a`,
    `FROM "${PINNED}" AS a\nCOPY ["src","/x/"]\nRUN --mount=type=CACHE,"target=/c",ro=0,mode=0755,uid=$U --network=none x`,
    `FROM --platform=linux/arm/v7 ${PINNED}\nHEALTHCHECK --interval=1m30.5s --retries=3 cmd x --y\nHEALTHCHECK --timeout=0s NONE`,
    `FROM ${PINNED}\nEXPOSE 80 8443/TCP "53/udp" 1-2 8080:80 $P/tcp \\\n  # why\n  9\nSTOPSIGNAL rtmin+3\nSTOPSIGNAL $S`,
    `FROM ${PINNED}\nCOPY --chmod=u=rwX,go=rX --link=TRUE src /\nADD --chmod=00755 --checksum=$C https://example.com/a /`,
    `FROM ${PINNED}\nENV A="b c" B=it\\'s 'C'=\${B:-"x y"} D=\${B%.*} \\\n\n  E='\${B^^}'\nENV F and = more\nLABEL a b=c`,
    `FROM ${PINNED}\nRUN echo \${B^^} it\\'s "a\nCMD -p 80\nCMD -- a\nENTRYPOINT ['a']\nMAINTAINER it's`,
    `FROM localhost:5000/a/b_c/d--e:1@sha256:${'a'.repeat(64)}`,
  ])('and what it can is not: %j', (dockerfile) => {
    expect(judge(`${dockerfile}\n`)).toEqual([]);
  });

  test('a list in JSON has its spaces', () => {
    const tree = { 'api/a  b': '' };
    expect(judge('FROM scratch\nCOPY ["a  b", "/x/"]\n', {}, tree)).toEqual([]);
    expect(shown(judge('FROM scratch\nCOPY ["ab", "/x/"]\n', {}, tree))).toHaveLength(1);
  });
});

describe('what can be built is taken', () => {
  test.each<[string, string]>([
    ['the whole context', 'COPY . /app/'],
    ['a folder, however it is written', 'COPY ./src/ /a/\nCOPY /src /b/\nCOPY ../src /c/'],
    ['a path with a space', 'COPY "src/main.js" /\nCOPY ["src/a b.txt","/"]'],
    ['a wildcard', 'COPY src/*.js /'],
    ['a wildcard that may match nothing beside what is there', 'COPY src/main.js src/yarn.lock* /'],
    ['what a stage has', 'COPY --from=base /none /'],
    ['what the Dockerfile itself holds', 'COPY <<EOF /etc/config\nnone\nEOF'],
    [
      'an address',
      'ADD https://example.com/none.tgz /\nADD git@example.com:none.git /x\nADD https://example.com/a.git#v1 /y',
    ],
    ['a variable of which nothing is known', 'COPY ${SET_BY_THE_BASE}/x /'],
    ['what is behind a link', 'COPY linked/main.js /'],
    ['options of COPY', 'COPY --chown=1:2 --chmod=644 --link src /'],
    [
      'a cache, and a secret that may be absent',
      'RUN --mount=type=cache,target=/c --mount=type=secret,id=npm true',
    ],
    ['a mount of the whole context', 'RUN --mount=target=/src true'],
  ])('%s', (_, line) => {
    const tree: Tree = { 'api/src/a b.txt': '', 'api/linked': { link: 'src' } };
    expect(judge(`FROM scratch AS base\nFROM base\n${line}\n`, {}, tree)).toEqual([]);
  });

  test('a source that is missing only in a stage that the build passes over', () => {
    expect(judge('FROM scratch AS tests\nCOPY none /\nFROM scratch AS runtime\n')).toEqual([]);
    expect(
      judge('FROM scratch AS tests\nCOPY none /\nFROM scratch AS runtime\n', { target: 'tests' }),
    ).toHaveLength(1);
  });

  test('an argument that no ARG declares and a secret that nothing mounts are worth a warning', () => {
    const dockerfile = `ARG NODE_VERSION=20\nFROM ${PINNED}\nRUN --mount=type=secret,id=npm npm ci\n`;
    const findings = judge(dockerfile, {
      arguments: { NODE_VERSON: '22' },
      secrets: { npm: 'NPM_TOKEN', npn: 'NPM_TOKEN' },
    });
    expect(shown(findings)).toEqual([
      'warning image/unused-argument api.image.arguments.NODE_VERSON',
      'warning image/unused-secret api.image.secrets.npn',
    ]);
    expect(findings.map(({ advice }) => advice)).toEqual([
      expect.stringContaining('Is NODE_VERSION meant?'),
      expect.stringContaining('Is npm meant?'),
    ]);
  });

  test('patterns that match nothing are worth a warning', () => {
    expect(shown(judge('FROM scratch\nCOPY *.conf *.ini /etc/\n'))).toEqual([
      'warning image/copy-source api/Dockerfile:2 *.conf, *.ini',
    ]);
  });

  test('several sources into what is no folder by its name are worth a warning', () => {
    const copies =
      'COPY a b c\nCOPY a b c/\nCOPY a b .\nCOPY a b ${D}\nCOPY ["a","b","c d"]\nARG E=e\nADD a b $E\nCOPY a <<X c\nX';
    expect(shown(judge(`FROM scratch\n${copies}\n`, {}, { 'api/a': '', 'api/b': '' }))).toEqual([
      'warning image/copy-target api/Dockerfile:2 c',
      'warning image/copy-target api/Dockerfile:6 c d',
      'warning image/copy-target api/Dockerfile:8 e',
    ]);
  });

  test('arguments that Docker knows without an ARG line, and those that other images share', () => {
    const options = { arguments: { HTTPS_PROXY: 'http://proxy:3128' }, sharedArguments: { UNUSED: '1' } };
    expect(judge('FROM scratch\n', options)).toEqual([]);
  });

  test('a required secret that is given', () => {
    const dockerfile = `FROM ${PINNED}\nRUN --mount=type=secret,id=npm,required npm ci\n`;
    expect(judge(dockerfile, { secrets: { npm: 'NPM_TOKEN' } })).toEqual([]);
  });
});

test('what a Dockerfile says is remembered by its text', () => {
  const root = projectFolder({ 'node_modules/x': '', 'api/Dockerfile': 'FROM node:20\n' });
  const read = () => readSource({ root, context: join(root, 'api') }, { remember: true }).warnings;
  const first = read();
  expect(read()).toEqual(first);
  expect(first).toHaveLength(1);
});

describe('variables', () => {
  const values = new Map([
    ['A', 'a'],
    ['EMPTY', ''],
  ]);

  test.each([
    ['$A/$EMPTY/x', 'a//x'],
    ['${A}b', 'ab'],
    ['${EMPTY:-d}${EMPTY-d}', 'd'],
    ['${NONE:-${A}}', undefined],
    ['${NONE:-d}', 'd'],
    ['${A:+x}${EMPTY:+x}${EMPTY+y}', 'xy'],
    ['\\$A', '$A'],
    ['$NONE', undefined],
    ['${A#x}', undefined],
  ])('%s is %s', (text, expected) => {
    expect(substitute(text, values)).toBe(expected);
  });

  test('leave a text without them as it is', () => {
    const plain = fc.string().filter((text) => !/[$\\]/.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(substitute(text, values)).toBe(text);
      }),
    );
  });
});

const SECRET = 'zQ7hunter2xKabcd';

describe('a secret in plain text is worth a warning, with its line and without the secret', () => {
  test.each([
    ['a variable that is named like one', `ENV A=b DB_PASSWORD=${SECRET}`, 'DB_PASSWORD: its name says so'],
    ['the same in the old form', `ENV DB_PASSWORD ${SECRET}`, 'DB_PASSWORD: its name says so'],
    ['the default of an argument', `ARG NPM_TOKEN=${SECRET}`, 'NPM_TOKEN: its name says so'],
    [
      'a command',
      `RUN apt-get update \\\n  # the mirror\n  && curl -u ci:${SECRET} https://example.com`,
      'it hands a password to a program',
    ],
    ['a token in a command', `RUN npm ci --registry=https://ghp_${'aB3dE5'.repeat(6)}@x`, 'it holds a token'],
    [
      'a file that stands in the Dockerfile',
      `COPY <<EOF /a\napi_token=${SECRET}\nEOF`,
      'a name in its text says so',
    ],
  ])('%s', (what, instruction, why) => {
    const found = judge(`FROM scratch\n${instruction}\n`);
    const line = what.startsWith('a file') ? 3 : 2;
    expect(shown(found)).toEqual([
      expect.stringContaining(`warning image/written-secret api/Dockerfile:${line} `),
    ]);
    expect(found[0]?.value).toContain(why);
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });

  test('in a Dockerfile of another language too', () => {
    const found = judge(`# syntax=example.com/own/frontend:1\nSECRETS api_token=${SECRET}\n`);
    expect(shown(found)).toEqual([expect.stringContaining('image/written-secret api/Dockerfile:2')]);
  });

  test.each([
    ['an argument without a default', 'ARG NPM_TOKEN'],
    ['a variable that takes its value from another', 'ARG TOKEN\nENV API_TOKEN=$TOKEN'],
    ['a comment', `# docker login -u ci -p ${SECRET}`],
    ['a mounted secret', 'RUN --mount=type=secret,id=npm,target=/root/.npmrc npm ci'],
    ['the place of a secret', 'ENV DB_PASSWORD_FILE=/run/secrets/db'],
    ['what a person is to replace', 'ENV DB_PASSWORD=change-me'],
  ])('%s is not a secret', (_, instruction) => {
    expect(judge(`FROM ${PINNED}\n${instruction}\n`)).toEqual([]);
  });
});

describe('a file with a secret in plain text that a build copies is worth a warning', () => {
  const ENV_FILE = { 'api/.env': `API_TOKEN=${SECRET}\n` };

  test.each([
    ['with the whole context', 'COPY . .'],
    ['by its name', 'COPY .env /app/'],
    ['by a pattern', 'COPY .e* /app/'],
    ['by ADD', 'ADD ["./", "/app/"]'],
  ])('%s', (_, instruction) => {
    const found = judge(`FROM scratch\n${instruction}\n`, {}, ENV_FILE);
    expect(shown(found)).toEqual([
      'warning image/copied-secret api/Dockerfile:2 .env: a name in its text says so',
    ]);
    expect(found[0]?.advice).toContain('Add the line `.env` to api/.dockerignore.');
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });

  test.each<[string, string, Tree]>([
    ['copied', 'COPY src /app/', ENV_FILE],
    ['sent', 'COPY . .', { ...ENV_FILE, 'api/.dockerignore': '.env\n' }],
    ['filled in', 'COPY . .', { 'api/.env.example': `API_TOKEN=${SECRET}\n` }],
    ['holding any', 'COPY . .', { 'api/.npmrc': 'save-exact=true\n', 'api/ca.pem': 'no key\n' }],
    ['more than a link', 'COPY . .', { '.env': ENV_FILE['api/.env'], 'api/.env': { link: '../.env' } }],
  ])('and none is one that is not %s', (_, instruction, tree) => {
    expect(judge(`FROM scratch\n${instruction}\n`, {}, tree)).toEqual([]);
  });
});
