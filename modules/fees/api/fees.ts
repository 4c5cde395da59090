import type { Endpoint } from '#platform/http/endpoint';
import { agreementEndpoints } from './agreements.ts';
import { allocationEndpoints } from './allocations.ts';
import { assessmentEndpoints } from './assessments.ts';
import { bankFileEndpoints } from './bank-files.ts';
import { closingEndpoints } from './closings.ts';
import { correctionEndpoints } from './corrections.ts';
import { creditEndpoints } from './credits.ts';
import { noticeEndpoints } from './notices.ts';
import { paymentEndpoints } from './payments.ts';
import { reminderEndpoints } from './reminders.ts';

/** The yearly cycle of the fees as JSON, as it goes. */
export const endpoints: readonly Endpoint[] = [
  ...assessmentEndpoints,
  ...noticeEndpoints,
  ...paymentEndpoints,
  ...bankFileEndpoints,
  ...agreementEndpoints,
  ...correctionEndpoints,
  ...creditEndpoints,
  ...reminderEndpoints,
  ...allocationEndpoints,
  ...closingEndpoints,
];
