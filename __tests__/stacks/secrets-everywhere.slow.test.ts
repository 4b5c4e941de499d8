import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { TerraformOutput } from 'cdktf';
import { exec, httpGet, literal, notSecret, plainHttp } from 'slipway';
import { HARMLESS, HARMLESS_VARIABLES, SECRET_NAMES, SECRETS } from '../core/secrets/canaries';
import { provides, type Raw, reportOn } from '../support/three-environments';

/** A place where text goes: how texts by name are put there, and how a refusal names the place. */
interface Place {
  readonly put: (r: Raw, texts: Readonly<Record<string, string>>) => void;
  readonly path: (name: string) => string;
  /** Whether the place takes a text at all, secret or not. @default every text */
  readonly takes?: (text: string) => boolean;
}

const oneLine = (text: string): boolean => !text.includes('\n');
const words = (texts: Readonly<Record<string, string>>): string[] => Object.values(texts);
const byPath = <T>(texts: Readonly<Record<string, string>>, of: (text: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/etc/${name}`, of(text)]));
const containers = (texts: Readonly<Record<string, string>>, of: (text: string) => object): object =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, of(text)]));

const PLACES: Readonly<Record<string, Place>> = {
  'a variable': {
    put: (r, texts) => (r.services['api'].env = texts),
    path: (name) => `services.api.env.${name}`,
  },
  'a setting of an environment': {
    put: (r, texts) => {
      r.services['api'].settings = Object.keys(texts);
      for (const each of [r.dev, r.staging, r.prod]) each.services.api.settings = texts;
    },
    path: (name) => `environments.dev.services.api.env.${name}`,
  },
  'a file': {
    put: (r, texts) => (r.services['api'].files = byPath(texts, (text) => text)),
    path: (name) => `services.api.files["/etc/${name}"]`,
  },
  'a command': {
    put: (r, texts) =>
      (r.services['api'].initContainers = containers(texts, (text) => ({ command: ['sh', '-c', text] }))),
    path: (name) => `services.api.initContainers.${name}.command[2]`,
  },
  arguments: {
    put: (r, texts) => (r.services['api'].initContainers = containers(texts, (text) => ({ args: [text] }))),
    path: (name) => `services.api.initContainers.${name}.args[0]`,
  },
  'a header of a probe': {
    put: (r, texts) => (r.services['api'].ready = httpGet('http', '/', { headers: texts })),
    path: (name) => `services.api.ready.headers.${name}`,
    takes: oneLine,
  },
  'an annotation of a service': {
    put: (r, texts) => (r.services['api'].annotations = texts),
    path: (name) => `services.api.annotations.${name}`,
  },
  'an annotation of the pods': {
    put: (r, texts) => (r.services['api'].podAnnotations = texts),
    path: (name) => `services.api.podAnnotations.${name}`,
  },
  'an annotation of the project': {
    put: (r, texts) => (r.project.annotations = texts),
    path: (name) => `project.annotations.${name}`,
  },
  'an annotation of an environment': {
    put: (r, texts) => (r.dev.annotations = texts),
    path: (name) => `environments.dev.annotations.${name}`,
  },
  'an annotation of the ingress': {
    put: (r, texts) => {
      const ingress = { className: 'nginx', controllerNamespace: 'ingress-nginx', tls: plainHttp('a test') };
      r.dev.cluster = {
        ...r.dev.cluster,
        provides: { ...provides(), ingress: { ...ingress, annotations: texts } },
      };
    },
    path: (name) => `environments.dev.services.web.ingress.annotations.${name}`,
  },
  'a label': {
    put: (r, texts) => (r.services['api'].labels = texts),
    path: (name) => `services.api.labels.${name}`,
    takes: (text) => /^[\w.-]{0,63}$/.test(text) && /^\w.*\w$/.test(text),
  },
  'a build argument': {
    put: (r, texts) => (r.project.build = { arguments: texts }),
    path: (name) => `arguments.${name}`,
    takes: (text) => !text.includes('${'),
  },
  'a file of cloud-init': {
    put: (r, texts) =>
      (r.dev.pools.nodes.cloudInit = {
        ...r.dev.pools.nodes.cloudInit,
        files: byPath(texts, (content) => ({ content })),
      }),
    path: (name) => `environments.dev.pools.nodes.cloudInit.files["/etc/${name}"].content`,
  },
  'a command of cloud-init': {
    put: (r, texts) =>
      (r.dev.pools.nodes.cloudInit = {
        ...r.dev.pools.nodes.cloudInit,
        commands: words(texts).map((text) => ['sh', '-c', text]),
      }),
    path: (name) => `environments.dev.pools.nodes.cloudInit.commands[${name.slice(1)}][2]`,
  },
  'what is merged into cloud-init': {
    put: (r, texts) =>
      (r.dev.pools.nodes.cloudInit = {
        ...r.dev.pools.nodes.cloudInit,
        merge: { write_files: words(texts).map((content, index) => ({ path: `/etc/${index}`, content })) },
      }),
    path: (name) => `environments.dev.pools.nodes.cloudInit.merge.write_files[${name.slice(1)}].content`,
  },
  "a resource of a team's own": {
    put: (r, texts) =>
      (r.dev.extend = (stack: any) => {
        const data = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, literal(text)]));
        new ConfigMapV1(stack, 'settings', { metadata: { name: 'settings', namespace: 'shop-dev' }, data });
      }),
    path: (name) => `dev-services: dev-services/settings (kubernetes_config_map_v1.settings).data.${name}`,
  },
  'an output of a stack': {
    put: (r, texts) =>
      (r.dev.extend = (stack: any) => {
        for (const [name, text] of Object.entries(texts))
          new TerraformOutput(stack, name, { value: literal(text) });
      }),
    path: (name) => `dev-services: output.${name}.value`,
  },
};

/** The texts of a table by short names: `c0`, `c1`, …. */
function named(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map((text, index) => [`c${index}`, text]));
}

describe.each(Object.entries(PLACES))('%s', (_place, { put, path, takes = () => true }) => {
  test('is refused with any secret in it, and no refusal says the secret', () => {
    const texts = named(SECRETS.map(([, text]) => text));

    const report = reportOn((r) => {
      put(r, texts);
    });

    const missed = SECRETS.filter((_, index) => !report.includes(`${path(`c${index}`)} must not`));
    expect(missed.map(([what]) => what)).toEqual([]);
    const told = SECRETS.filter(([, , secret]) => report.includes(secret));
    expect(told.map(([what]) => what)).toEqual([]);
  });

  test('is accepted with what is public, a reference, only resembles a secret, or is said to be none', () => {
    const said = SECRETS.map(([, text]) => text).filter(takes);
    const texts = named([
      ...HARMLESS.map(([, text]) => text).filter(takes),
      ...said.map((text) => notSecret(text, 'a text of a test')),
    ]);
    expect(
      reportOn((r) => {
        put(r, texts);
      }),
    ).toBe('');
  });
});

const NAMED = SECRET_NAMES.filter((name) => !name.includes('.'));

test('a variable is refused by its name, and the refusal does not say its value', () => {
  const report = reportOn((r) => {
    r.services['api'].env = Object.fromEntries(NAMED.map((name) => [name, 'zQ7hunter2xK']));
  });
  expect(NAMED.filter((name) => !report.includes(`services.api.env.${name} must not`))).toEqual([]);
  expect(report).not.toContain('zQ7hunter2xK');
});

test('a variable that is public, or refers to something, is accepted', () => {
  expect(
    reportOn((r) => {
      r.services['api'].env = HARMLESS_VARIABLES;
    }),
  ).toBe('');
});

test('a probe that runs a command with a password is refused', () => {
  const report = reportOn((r) => {
    r.services['api'].ready = exec(['mysqladmin', 'ping', '-uroot', '-pzQ7hunter2xK']);
    r.services['api'].preStop = exec(['redis-cli', '-a', 'zQ7hunter2xK', 'shutdown']);
  });
  expect(report).toContain('services.api.ready.command[3] must not hold a secret');
  expect(report).toContain('services.api.preStop.command[2] must not hold a secret');
  expect(report).not.toContain('zQ7hunter2xK');
});
