/** A line of what Terraform prints with `-json`, as far as it is read here. */
export type Message =
  | { readonly type: 'hook'; readonly step: ResourceStep; readonly at: ResourceAt; readonly seconds: number }
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic }
  | { readonly type: 'other'; readonly text: string };

type ResourceStep = 'started' | 'going' | 'done' | 'failed';

export interface ResourceAt {
  readonly address: string;
  readonly resourceType: string;
  readonly action: string;
}

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** The resource that it is about, where Terraform tells. */
  readonly address?: string;
}

const STEPS: Readonly<Record<string, ResourceStep | undefined>> = {
  apply_start: 'started',
  apply_progress: 'going',
  apply_complete: 'done',
  apply_errored: 'failed',
  refresh_start: 'started',
  refresh_complete: 'done',
};

interface Line {
  readonly '@message'?: string;
  readonly type?: string;
  readonly hook?: {
    readonly resource: { readonly addr: string; readonly resource_type: string };
    readonly action?: string;
    readonly elapsed_seconds?: number;
  };
  readonly diagnostic?: Partial<Diagnostic>;
}

/** Reads a line. What is no JSON, such as a crash or a warning about the configuration, is text. */
export function parseMessage(line: string): Message {
  const { type = '', hook, diagnostic, '@message': text = line } = parse(line);
  const step = STEPS[type];
  if (step !== undefined && hook !== undefined) {
    const { resource, action = 'read', elapsed_seconds: seconds = 0 } = hook;
    return {
      type: 'hook',
      step,
      at: { address: resource.addr, resourceType: resource.resource_type, action },
      seconds,
    };
  }
  if (diagnostic === undefined) return { type: 'other', text };
  const { severity = 'error', summary = '', detail = '', address } = diagnostic;
  return { type: 'diagnostic', diagnostic: { severity, summary, detail, address } };
}

function parse(line: string): Line {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
