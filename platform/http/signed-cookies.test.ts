import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rememberingSigner } from './signed-cookies.ts';

describe('signed cookies', () => {
  const signer = rememberingSigner('un-segreto-di-prova-lungo-abbastanza');

  it('are read again as they were, the first time and later', () => {
    const signed = signer.sign('prova');
    for (const time of [1, 2])
      assert.deepEqual(signer.unsign(signed), { valid: true, renew: false, value: 'prova' }, `${time}`);
  });

  it('are refused when somebody changed them or signed them with another secret, each time', () => {
    const other = rememberingSigner('un-altro-segreto-di-prova-abbastanza-lungo').sign('prova');
    const changed = signer.sign('prova').replace('prova', 'altro');
    for (const forged of [other, changed, 'prova', '', other, changed])
      assert.equal(signer.unsign(forged).valid, false, forged);
  });
});
