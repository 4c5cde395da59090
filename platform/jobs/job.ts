import type { Call } from '../call.ts';

/** A job that a room runs later: its task name, and what it does with the payload. */
export interface Job {
  task: string;
  run(call: Call, payload: Record<string, unknown>, tools: JobTools): Promise<void>;
}

/** A listener: what a room does, later, when another one announces something. */
export interface Listener {
  /** `room.what`, unique. */
  name: string;
  announcement: string;
  hear(call: Call, payload: Record<string, unknown>): Promise<void>;
}

/** A task that comes back by the clock: every hour, at a minute. */
export interface TimedTask {
  task: string;
  /** Runs for every open centre, once each hour; the task looks at the local time itself (Europe/Rome). */
  minute: number;
  run(call: Call): Promise<void>;
}

export interface JobTools {
  /** True once the process is being stopped: finish the step in hand and return; the job is started again. */
  stopping(): boolean;
}
