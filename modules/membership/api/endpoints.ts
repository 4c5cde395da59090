import type { Endpoint } from '#platform/http/endpoint';
import { applicationEndpoints } from './applications.ts';
import { classEndpoints } from './classes.ts';
import { conventionActEndpoints } from './convention-acts.ts';
import { conventionToSignEndpoints } from './convention-to-sign.ts';
import { conventionEndpoints } from './conventions.ts';
import { endEndpoints } from './ends.ts';
import { membershipSheetEndpoints } from './membership-sheets.ts';
import { membershipEndpoints } from './memberships.ts';
import { signedConventionEndpoints } from './signed-conventions.ts';
import { templateEndpoints } from './templates.ts';
import { withdrawalEndpoints } from './withdrawals.ts';

export const endpoints: readonly Endpoint[] = [
  ...templateEndpoints,
  ...conventionEndpoints,
  ...conventionActEndpoints,
  ...classEndpoints,
  ...applicationEndpoints,
  ...conventionToSignEndpoints,
  ...signedConventionEndpoints,
  ...membershipEndpoints,
  ...membershipSheetEndpoints,
  ...withdrawalEndpoints,
  ...endEndpoints,
];
