import { installation } from '#platform/installation';

/* What the room reads of the installation: names of cookies, lengths of time. */

/** Over https the cookies are bound to the host and to secure connections. */
const isSecure = (): boolean => installation().publicUrl.startsWith('https:');

export const cookieNames = {
  session: (): string => (isSecure() ? '__Host-broletto' : 'broletto-sessione'),
  /** A browser that has signed in before: it keeps its own budget of attempts. */
  device: (): string => (isSecure() ? '__Host-broletto-dispositivo' : 'broletto-dispositivo'),
  /** Between the password and the second step. */
  step: (): string => (isSecure() ? '__Host-broletto-verifica' : 'broletto-verifica'),
};

export const DEVICE_SECONDS = 365 * 86_400;
export const STEP_MINUTES = 10;
export const INVITATION_DAYS = 7;
export const RESET_MINUTES = 60;
export const MOST_TOKEN_DAYS = 365;

export const later = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000);
