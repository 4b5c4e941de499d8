import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
/** The group that clusters made by kubeadm allow to join. Every token is also in the group `system:bootstrappers`. */
const GROUP = 'system:bootstrappers:kubeadm:default-node-token';

/** A short-lived token with which machines join a cluster. */
export class BootstrapToken {
  readonly id = randomText(6);
  /** Private, so that nothing prints it by accident. */
  readonly #secret = randomText(16);

  constructor(readonly expiresAt: Date) {}

  /** The token in plain text, as the machine needs it. Never print it. */
  reveal(): string {
    return `${this.id}.${this.#secret}`;
  }

  /** The name of its secret in `kube-system`. */
  get secretName(): string {
    return `bootstrap-token-${this.id}`;
  }

  /** The token as a Secret. Once expired it is useless, and the cluster's token cleaner removes it. */
  toSecret(description: string) {
    return {
      metadata: { name: this.secretName, namespace: 'kube-system' },
      type: 'bootstrap.kubernetes.io/token',
      stringData: {
        'token-id': this.id,
        'token-secret': this.#secret,
        expiration: this.expiresAt.toISOString(),
        'usage-bootstrap-authentication': 'true',
        'auth-extra-groups': GROUP,
        description,
      },
    };
  }
}

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
