import type { IConstruct } from 'constructs';
import type {
  CloudInitUser,
  Composition,
  Digest,
  MachineImage,
  MachineNetwork,
  Namespace,
  Pipeline,
  Project,
  Releases,
  Service,
  Workload,
} from '../../index';

/**
 * The names that an `@example` in the comments of the code may use without declaring them. Beside them it may use everything that
 * Slipway exports, `TerraformStack` and `TerraformOutput` of cdktf, `join` of node:path, and `this`, which is a stack.
 */
export declare const shop: Project;
/** What composition.ts of a project exports. */
export declare const composition: Composition;
export declare const releases: Releases;
/** The environments in the order in which images go through them, with their releases. */
export declare const pipeline: Pipeline;
/** What a file holds. */
export declare const text: string;
export declare const web: Service;
export declare const api: Service;
export declare const database: Service;
/** A digest that a registry gave for a push. */
export declare const digest: Digest;
/** A certificate authority, PEM. */
export declare const ca: string;

export declare const debian12: MachineImage;
export declare const network: MachineNetwork;
/** Who logs in to machines. */
export declare const admin: CloudInitUser;

export declare const namespace: Namespace;
export declare const workload: Workload;
/** Any construct of the stack. */
export declare const construct: IConstruct;
