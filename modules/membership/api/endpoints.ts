import type { Endpoint } from '#platform/http/endpoint';
import { applicationEndpoints } from './applications.ts';
import { classEndpoints } from './classes.ts';
import { conventionEndpoints } from './conventions.ts';
import { membershipEndpoints } from './memberships.ts';
import { signedConventionEndpoints } from './signed-conventions.ts';

export const endpoints: readonly Endpoint[] = [
  ...conventionEndpoints,
  ...classEndpoints,
  ...applicationEndpoints,
  ...signedConventionEndpoints,
  ...membershipEndpoints,
];
