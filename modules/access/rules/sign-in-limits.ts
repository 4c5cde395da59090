/**
 * How long one must wait after so many failures. The first `free` cost nothing; then the wait doubles at each
 * failure up to `most`. Nothing counts an address alone: whoever hammers a mayor's address from elsewhere fills
 * only its own budgets, never the mayor's.
 *
 * PAIR, failures 4 → 0 s, 5 → 30 s, 6 → 60 s, 8 → 240 s, 12 and more → 3,600 s.
 */
export interface Budget {
  free: number;
  first: number;
  most: number;
}

/** One address from one origin, without a known browser. */
export const PAIR: Budget = { free: 5, first: 30, most: 3600 };
/** One origin, whatever the address: an office stands behind one, so it is wider. */
export const ORIGIN: Budget = { free: 40, first: 30, most: 3600 };
/** A browser that signed in before to this very account. */
export const DEVICE: Budget = { free: 8, first: 30, most: 900 };
/** Asking again and again to reset passwords, from one origin. */
export const RESET_ORIGIN: Budget = { free: 10, first: 60, most: 3600 };
/** Messages to one address: a mailbox cannot be flooded, from anywhere. */
export const RESET_ADDRESS: Budget = { free: 3, first: 900, most: 3600 };

/** Failures are remembered so long. */
export const WINDOW_SECONDS = 86_400;

/** Seconds still to wait before the next attempt; 0 when it may be made now. */
export function secondsToWait(budget: Budget, failures: number, lastFailure: Date | null, now: Date): number {
  if (failures < budget.free || !lastFailure) return 0;
  const wait = Math.min(budget.first * 2 ** Math.min(failures - budget.free, 20), budget.most);
  return Math.max(0, Math.ceil((lastFailure.getTime() - now.getTime()) / 1000 + wait));
}

/** The origin that counts: an IPv4 address, or the /64 of an IPv6 one, which is what one household or office gets. */
export function originOf(ip: string | null): string {
  if (!ip) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped) return mapped[1]!;
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.toLowerCase().split('%')[0]!.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((g) => g.replace(/^0+(?=.)/, ''))
    .join(':');
}
