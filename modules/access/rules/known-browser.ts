import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from '#platform/secrets';
import { newToken } from './one-time-codes.ts';

/*
 * The cookie of a browser that has signed in before (OWASP, «Slow Down Online Guessing Attacks with Device Cookies»).
 * It opens nothing: it only lets that browser keep its own budget of attempts for that account. A few accounts may
 * share a browser, as at a counter.
 */

const MOST = 4;
const signature = (accountId: string, nonce: string): Buffer =>
  keyedHash('device-cookie', `${accountId} ${nonce}`);

/** The hash by which attempts of this browser are counted, or null when it never signed in to the account. */
export function knownBrowser(cookie: string | undefined, accountId: string | null): Buffer | null {
  if (!accountId) return null;
  for (const entry of entriesOf(cookie)) {
    const [nonce = '', signed = ''] = entry.split('.');
    const given = Buffer.from(signed, 'base64url');
    const right = signature(accountId, nonce);
    if (given.length === right.length && timingSafeEqual(given, right))
      return keyedHash('device', `${accountId} ${nonce}`);
  }
  return null;
}

/** The cookie after a successful sign-in: a new entry for the account before the latest of the others. */
export function browserCookie(cookie: string | undefined, accountId: string): string {
  const nonce = newToken().slice(0, 22);
  const others = entriesOf(cookie).filter((entry) => !knownBrowser(entry, accountId));
  const mine = `${nonce}.${signature(accountId, nonce).toString('base64url')}`;
  return [mine, ...others].slice(0, MOST).join('~');
}

const entriesOf = (cookie: string | undefined): string[] =>
  (cookie ?? '').slice(0, 1000).split('~').filter(Boolean);
