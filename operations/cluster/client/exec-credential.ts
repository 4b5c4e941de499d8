import { Failure, lastLines, run } from '../../process';

/** A program that prints credentials, as configured in a kubeconfig. */
export interface CredentialProgram {
  readonly apiVersion?: string;
  readonly command: string;
  readonly args?: readonly string[] | null;
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null;
  readonly installHint?: string;
}

/** What it printed. */
interface PrintedCredential {
  readonly token?: string;
  /** PEM */
  readonly clientCertificateData?: string;
  /** PEM */
  readonly clientKeyData?: string;
  /** ISO time. @default until the process ends */
  readonly expirationTimestamp?: string;
}

/** Long enough for a program that calls a cloud API. A program that wants to open a browser fails here. */
const TIMEOUT_MS = 60_000;

/**
 * Runs a credential program as kubectl does, but with a time limit and without a terminal. Its standard output is secret, so no
 * message quotes it.
 */
export async function execCredential(program: CredentialProgram): Promise<PrintedCredential> {
  const { command, args, env, apiVersion = 'client.authentication.k8s.io/v1', installHint } = program;
  const kind = 'ExecCredential';
  const outcome = await run(command, args ?? [], {
    timeoutMs: TIMEOUT_MS,
    env: {
      ...process.env,
      ...Object.fromEntries((env ?? []).map(({ name, value }) => [name, value])),
      KUBERNETES_EXEC_INFO: JSON.stringify({ kind, apiVersion, spec: { interactive: false } }),
    },
  }).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      `the cluster's credentials come from \`${command}\`, but ${error.message}\n` +
        `    → ${installHint?.trim() ?? `Install \`${command}\`, or use credentials that need no program.`}`,
    );
  });
  const status = outcome.code === 0 ? statusIn(outcome.stdout) : undefined;
  if (status !== undefined) return status;
  const how =
    outcome.code === 0
      ? 'printed no credentials'
      : outcome.code === undefined
        ? `was ended after ${TIMEOUT_MS / 1000} s`
        : `failed with code ${outcome.code}`;
  // If the program printed anything, it may have printed a token: show none of it.
  const said = outcome.stdout.trim() === '' ? lastLines(outcome.output, 5).trim() : '';
  throw new Failure(
    `the cluster's credentials come from \`${command}\`, which ${how}${said === '' ? '' : `:\n${said}`}\n` +
      `    → Run it by hand, and sign in if it asks you to.`,
  );
}

function statusIn(output: string): PrintedCredential | undefined {
  let printed: unknown;
  try {
    printed = JSON.parse(output);
  } catch {
    return undefined;
  }
  const status = (printed as { readonly status?: PrintedCredential } | null)?.status;
  return status?.token === undefined && status?.clientCertificateData === undefined ? undefined : status;
}
