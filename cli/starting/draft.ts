import { NAME_FORM } from '../../core/kubernetes';
import { namesSecret } from '../../core/secrets';
import {
  type DraftPort,
  type DraftScratch,
  type DraftVolume,
  portsOf,
  scratchOf,
  volumesOf,
} from './draft-parts';
import { valueOf } from './expansion';
import { holdsSecret, holdsSecretIn, isSecret } from './held-secrets';
import type { Input } from './input';
import { byOrder } from './option-order';
import { sizeOf } from './quantities';
import { type Call, callWith, isEmpty, isObject, type Source } from './source';
import { type StarterService, variableOf } from './starter';
import { usualName } from './usual-ports';

/** A text of an application, and where it stands. */
export interface Mention {
  readonly text: string;
  readonly input: Input;
}

/** That a service needs another one: at one port, or at any. */
interface Want {
  readonly host: string;
  readonly port?: number | undefined;
  readonly input: Input;
}

/**
 * What a container does not say: that root has no capabilities, its group, that its file system is read-only, how much CPU it needs, when it is ready, or that it is
 * started again when it ends.
 */
export type Unsaid = 'rights' | 'group' | 'filesystem' | 'cpu' | 'ready' | 'restart';

type Options = Record<string, Source | undefined>;

/** A service while it is gathered: its connections are known only once all others are. */
export class Draft {
  kind: 'service' | 'job' | 'cronJob' = 'service';
  readonly props: Options = {};
  readonly sizes: Options = {};
  readonly env = new Map<string, { readonly value: Source; readonly input: Input }>();
  readonly secrets: Record<string, Call> = {};
  readonly settings: Record<string, string> = {};
  readonly files: Record<string, Source> = {};
  readonly mounts: Record<string, Source> = {};
  readonly scratch = new Map<string, DraftScratch>();
  readonly volumes = new Map<string, DraftVolume>();
  readonly secretNames = new Set<string>();
  readonly wholeSecrets = new Set<string>();
  /** Texts that stay as they are and may name others: arguments, values of secrets. */
  readonly mentions: Mention[] = [];
  readonly wants: Want[] = [];
  /** The other services that its options name. */
  readonly named = new Set<Draft>();
  readonly connectsTo: Record<string, Source> = {};
  /** Whether `$(NAME)` in its variables and its words stands for the value of a variable, as in manifests. */
  expands = false;
  /** How long its containers may take to start by their probes, in seconds. */
  startsWithin = 0;
  /** What its container is called in manifests. */
  container = '';
  /** The containers beside its own. */
  readonly others: Draft[] = [];
  /** Ports of its pod on which another container listens. */
  readonly ofOthers = new Set<string>();
  /** Folders in which files stand one by one here, beside those of the image. */
  readonly beside = new Set<string>();
  /** Where each volume or folder of a Compose file is mounted first. */
  readonly sources = new Map<string, string>();
  /** Folders that Docker would fill with what the image has there. */
  readonly filled = new Set<string>();
  /** Whether nobody says how much memory one of its containers may take. */
  isUnlimited = false;
  /** What else of it nobody says, and Slipway says for it. */
  readonly unsaid = new Set<Unsaid>();
  /** Whose variables and connections a job has beside its own. */
  around: Draft | undefined;
  /** The services that are rolled out after a job. */
  readonly waiting = new Set<Draft>();
  /** Why it may have no readiness probe. */
  noProbe = 'nobody connects to it';

  constructor(
    readonly name: string,
    readonly input: Input,
    /** Shared by the containers of a pod. */
    readonly ports = new Map<string, DraftPort>(),
  ) {}

  get variable(): string {
    return variableOf(this.name);
  }

  /** Adds a port, unless there is one with this number. @returns its name */
  port(
    number: number,
    { name, service = number, protocol = 'TCP' }: Partial<DraftPort> & { name?: string } = {},
  ): string {
    for (const [known, port] of this.ports)
      if (port.container === number && port.protocol === protocol) return known;
    const usable = [
      name ?? '',
      usualName(number, protocol),
      `port-${number}`,
      `${number}-${protocol.toLowerCase()}`,
    ];
    const chosen =
      usable.find((one) => NAME_FORM.portName.test(one) && !this.ports.has(one)) ?? `p${number}-2`;
    const taken = [...this.ports.values()].some(
      (port) => port.service === service && port.protocol === protocol,
    );
    this.ports.set(chosen, { container: number, service: taken ? number : service, protocol });
    return chosen;
  }

  /** The name of the port that others reach by this number; of the first one if none is asked for. */
  portAt(number?: number): string | undefined {
    const all = [...this.ports];
    if (number !== undefined) return all.find(([, { service }]) => service === number)?.[0];
    return (all.find(([, { protocol }]) => protocol === 'TCP') ?? all[0])?.[0];
  }

  /**
   * An environment variable, whose value stays out of the source if it looks like a secret.
   *
   * @param from where it is read from then, if it is known to other services under a name
   */
  variableIs(
    name: string,
    value: string,
    input: Input,
    from: { readonly secret: string; readonly key: string } = { secret: this.name, key: keyOf(name) },
  ): void {
    if (!NAME_FORM.envName.test(name)) {
      input.leave('Kubernetes takes no variable of this name: use letters, digits, _, . and -.');
      return;
    }
    if (!isSecret(name, value)) {
      Reflect.deleteProperty(this.secrets, name);
      this.env.set(name, { value, input });
      return;
    }
    this.mentions.push({ text: value, input });
    this.secretIs(name, from.secret, from.key);
    input.note(
      `Its value looks like a secret and is not carried over: it is read from the secret ${from.secret}, key ${from.key}.`,
    );
  }

  /** A variable whose value each environment gives, with what it is where nobody says otherwise. */
  settingIs(name: string, value: string, input: Input): void {
    if (isSecret(name, value) || namesSecret(name)) {
      this.variableIs(name, value === '' ? `\${${name}}` : value, input);
      return;
    }
    if (NAME_FORM.envName.test(name)) this.settings[name] = value;
    else this.variableIs(name, value, input);
  }

  /** The words of a command, unless they hold a secret. @param before what stands before them */
  words(found: readonly string[], input: Input, before?: readonly string[]): readonly string[] | undefined {
    if (holdsSecret(found, before)) {
      input.leave(
        'It holds a secret, which everyone who may look at the pods reads: give it as a variable or a file.',
      );
      return undefined;
    }
    for (const text of found) this.mentions.push({ text, input });
    return found;
  }

  secretIs(variable: string, secret: string, key: string, options?: { readonly optional?: boolean }): void {
    this.env.delete(variable);
    this.secrets[variable] = this.secretKey(secret, key, options);
  }

  secretKey(secret: string, key: string, options?: Readonly<Record<string, Source | undefined>>): Call {
    this.secretNames.add(secret);
    return callWith('secretKey', [secret, key], options);
  }

  /** An option, or its entries, without what looks like a secret, which is listed. */
  #withoutSecrets(option: string, value: Source): Source | undefined {
    if (ASKED.has(option) || !holdsSecretIn(option, value)) return value;
    const entries = isObject(value) ? Object.entries(value) : [];
    const kept = entries.filter(([key, one]) => one !== undefined && !holdsSecretIn(key, one));
    const left = isObject(value)
      ? entries.filter((one) => !kept.includes(one)).map(([key]) => `${option}.${key}`)
      : [option];
    for (const one of left)
      this.input.note(
        `${one} looks like a secret and is not carried over: what everyone may read must hold none.`,
      );
    const rest = Object.fromEntries(kept);
    return kept.length === 0 || left.length === 0 || holdsSecretIn(option, rest) ? undefined : rest;
  }

  #expanded(value: Source): Source {
    return typeof value === 'string' ? valueOf(this, value) : value;
  }

  /** What `init` writes of it. */
  finished(): StarterService {
    const settings = Object.keys(this.settings);
    const words = (['command', 'args'] as const).flatMap((option) => {
      const given = this.props[option];
      if (!Array.isArray(given)) return [];
      return [[option, (given as readonly Source[]).map((word) => this.#expanded(word))] as const];
    });
    const all: Options = {
      ...this.props,
      ...Object.fromEntries(words),
      ports: portsOf(this.ports),
      env: Object.fromEntries([...this.env].map(([name, { value }]) => [name, this.#expanded(value)])),
      settings,
      secrets: this.secrets,
      files: this.files,
      mounts: this.mounts,
      scratch: scratchOf(this.scratch),
      volumes: volumesOf(this.volumes),
      connectsTo: this.connectsTo,
    };
    if (settings.length > 0) this.sizes['settings'] = this.settings;
    if (this.volumes.size > 0)
      this.sizes['volumes'] = Object.fromEntries(
        [...this.volumes].map(([name, { size }]) => [name, sizeOf(size)]),
      );
    const given = Object.entries(all).flatMap(([option, value]): [string, Source][] => {
      const kept = value === undefined ? undefined : this.#withoutSecrets(option, value);
      return kept === undefined || isEmpty(kept) ? [] : [[option, kept]];
    });
    return {
      name: this.name,
      kind: this.kind,
      props: Object.fromEntries(given.sort(([a], [b]) => byOrder(a, b))),
      uses: [...this.named].map(({ name }) => name).sort(),
      sizes: this.sizes,
      secrets: [...this.secretNames].sort(),
      wholeSecrets: [...this.wholeSecrets].sort(),
    };
  }
}

/** Options whose texts were asked one by one when they were read, or that only name things. */
const ASKED = new Set(
  (
    'of before after image ports env settings secrets envFrom files mounts scratch volumes connectsTo ' +
    'initContainers sidecars'
  ).split(' '),
);

/** The key of a secret for a variable: `postgres-password` for `POSTGRES_PASSWORD`. */
function keyOf(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-');
}
