/** Names of the room's jobs in the queue. */
export const PLAN_TASK = 'directory.plan-import';
export const APPLY_TASK = 'directory.apply-import';
