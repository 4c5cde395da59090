import type { TimedTask } from '#platform/jobs/job';
import { forgetOldAttempts } from '../store/attempts.ts';

/** Every hour: attempts, steps and resets older than a day, and sessions ended a month ago. Done again, it does nothing. */
export const forgetAttempts: TimedTask = {
  task: 'access.forget-attempts',
  minute: 17,
  run: (call) => forgetOldAttempts(call.database, call.now),
};
