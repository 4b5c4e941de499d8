import type { Policy } from './policy';
import { autoscaledCapacity } from './rules/autoscaled-capacity';
import { capabilities } from './rules/capabilities';
import { disruptionBudget } from './rules/disruption-budget';
import { domainTwice } from './rules/domain-twice';
import { hostAccess } from './rules/host-access';
import { imageDigest } from './rules/image-digest';
import { imagePlatform } from './rules/image-platform';
import { limits } from './rules/limits';
import { notSecret } from './rules/not-secret';
import { privileged } from './rules/privileged';
import { publicService } from './rules/public-service';
import { publicTls } from './rules/public-tls';
import { runAsRoot } from './rules/run-as-root';
import { seccomp } from './rules/seccomp';
import { secretInClear } from './rules/secret-in-clear';
import { unprotectedData } from './rules/unprotected-data';

/** The built-in policies, for every project. */
export const POLICIES: readonly Policy[] = [
  autoscaledCapacity,
  capabilities,
  disruptionBudget,
  domainTwice,
  hostAccess,
  imageDigest,
  imagePlatform,
  limits,
  notSecret,
  privileged,
  publicService,
  publicTls,
  runAsRoot,
  seccomp,
  secretInClear,
  unprotectedData,
];
