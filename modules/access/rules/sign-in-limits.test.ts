import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { originOf, PAIR, secondsToWait } from './sign-in-limits.ts';

describe('the wait after failed sign-ins', () => {
  const now = new Date('2026-11-21T09:00:00Z');
  it('is nothing for the first failures, then doubles up to an hour', () => {
    const waits = [0, 4, 5, 6, 8, 12, 500].map((failures) => secondsToWait(PAIR, failures, now, now));
    assert.deepEqual(waits, [0, 0, 30, 60, 240, 3600, 3600]);
  });

  it('runs from the last failure', () => {
    assert.equal(secondsToWait(PAIR, 5, new Date('2026-11-21T08:59:40Z'), now), 10);
    assert.equal(secondsToWait(PAIR, 5, new Date('2026-11-21T08:59:30Z'), now), 0);
  });
});

describe('the origin of an attempt', () => {
  it('is the IPv4 address, however it is written', () => {
    assert.equal(originOf('192.0.2.7'), '192.0.2.7');
    assert.equal(originOf('::ffff:192.0.2.7'), '192.0.2.7');
  });

  it('is the network of an IPv6 address, so that its 2^64 addresses are one', () => {
    assert.equal(originOf('2001:db8:1:2:aaaa::1'), originOf('2001:0db8:0001:0002:ffff:1:2:3'));
    assert.notEqual(originOf('2001:db8:1:2::1'), originOf('2001:db8:1:3::1'));
    assert.equal(originOf('::1'), '0:0:0:0');
  });
});
