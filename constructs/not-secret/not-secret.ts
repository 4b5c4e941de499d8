import { type IResolvable, type IResolveContext, Token, Tokenization } from '../cdktf';
import type { IConstruct } from 'constructs';
import { problem, refuseIfAny } from '../../core/findings';
import type { NotSecret } from '../../core/secrets';
import { literal } from '../terraform';

/**
 * Marks a text that looks like a secret as public, and says why. Use it anywhere text is taken: variables, settings, files,
 * commands, annotations, build arguments, cloud-init, and a resource of your own. `slipway check` reports it with its reason.
 *
 * @param value The text, or the part of one: `key=${notSecret('…', '…')}`.
 * @param reason Why everyone may read it.
 * @throws InvalidInput without a reason.
 * @example
 * service({
 *   name: 'api',
 *   image: image({ context: __dirname }),
 *   ports: { http: 8080 },
 *   ready: httpGet('http', '/readyz'),
 *   env: { CAPTCHA_KEY: notSecret('6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe', 'the test key that its maker publishes') },
 * });
 */
export function notSecret(value: string, reason: string): string {
  refuseIfAny([
    reason.trim() === ''
      ? problem({
          rule: 'secrets/reason',
          path: 'notSecret(…)',
          message: 'must say why the text is not a secret',
          value: 'empty',
          advice: 'Write the reason: `slipway check` reports it.',
        })
      : undefined,
  ]);
  return Token.asString(new DeclaredText({ value, reason }));
}

/** The text as cdktf carries it: one in every place that takes text, until something needs to know what it is. */
class DeclaredText implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(readonly declared: NotSecret) {}

  resolve({ scope }: IResolveContext): string {
    declareNotSecret(scope, [this.declared]);
    return literal(this.declared.value);
  }

  toString(): string {
    return Token.asString(this);
  }

  toJSON(): string {
    return this.declared.value;
  }
}

/** A value in which every {@link notSecret} is the text that it stands for, and all that was declared so. */
export interface Known<T> {
  readonly value: T;
  readonly notSecrets: readonly NotSecret[];
}

const TOKEN = /\$\{TfToken\[[\w:.-]+\]\}/g;

/** Puts in the texts that {@link notSecret} stands for, where they must be known before Terraform runs. */
export function knownTexts<T>(value: T): Known<T> {
  const notSecrets: NotSecret[] = [];
  const text = (met: string): string => {
    const declared = declaredBy(met);
    if (declared === undefined) return met;
    notSecrets.push(declared);
    return declared.value;
  };
  const known = (inner: unknown): unknown => {
    if (typeof inner === 'string') return inner.includes('${TfToken[') ? inner.replace(TOKEN, text) : inner;
    if (Array.isArray(inner)) return inner.map(known);
    if (!isPlain(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, each]) => [key, known(each)]));
  };
  const all = known(value) as T;
  return { value: notSecrets.length === 0 ? value : all, notSecrets };
}

function declaredBy(token: string): NotSecret | undefined {
  const { firstToken } = Tokenization.reverseString(token);
  return firstToken instanceof DeclaredText ? firstToken.declared : undefined;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const TYPE = 'slipway/not-secret';

/** Keeps with a construct what of its texts is declared not to be a secret. */
export function declareNotSecret(scope: IConstruct, notSecrets: readonly NotSecret[]): void {
  for (const declared of notSecrets)
    if (
      !notSecretsOf(scope).some(({ value, reason }) => value === declared.value && reason === declared.reason)
    )
      scope.node.addMetadata(TYPE, declared);
}

/** What of the texts of a construct is declared not to be a secret, without those below it. */
export function notSecretsOf(construct: IConstruct): readonly NotSecret[] {
  return construct.node.metadata.filter(({ type }) => type === TYPE).map(({ data }) => data as NotSecret);
}
