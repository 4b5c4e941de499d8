import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Whom clusters made by kubeadm let join. Every token is of the group `system:bootstrappers` besides. */
const GROUP = 'system:bootstrappers:kubeadm:default-node-token';

/** What machines join a cluster with, for as long as it lasts. */
export class BootstrapToken {
  readonly id = randomText(6);
  /** Private, so that nothing prints it. */
  readonly #secret = randomText(16);

  constructor(readonly expiresAt: Date) {}

  /** As a machine reads it. For no other eyes. */
  reveal(): string {
    return `${this.id}.${this.#secret}`;
  }

  /** Its name among the secrets of `kube-system`. */
  get secretName(): string {
    return `bootstrap-token-${this.id}`;
  }

  /** As the API server knows it. Once expired it is of no use, and the token cleaner removes it. */
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
