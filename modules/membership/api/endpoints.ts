import type { Endpoint } from '#platform/http/endpoint';
import { applicationEndpoints } from './applications.ts';
import { classEndpoints } from './classes.ts';
import { conventionEndpoints } from './conventions.ts';
import { endEndpoints } from './ends.ts';
import { membershipEndpoints } from './memberships.ts';
import { signedConventionEndpoints } from './signed-conventions.ts';
import { templateEndpoints } from './templates.ts';
import { withdrawalEndpoints } from './withdrawals.ts';

export const endpoints: readonly Endpoint[] = [
  ...templateEndpoints,
  ...conventionEndpoints,
  ...classEndpoints,
  ...applicationEndpoints,
  ...signedConventionEndpoints,
  ...membershipEndpoints,
  ...endEndpoints,
  ...withdrawalEndpoints,
];
