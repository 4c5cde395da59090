import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ownAddress } from './own-address.ts';

it('goes back to a page of ours with its filters', () => {
  assert.equal(ownAddress('/quote/avvisi?stato=scaduto&pagina=2'), '/quote/avvisi?stato=scaduto&pagina=2');
});

it('never leaves the house, however the address is written', () => {
  for (const bad of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\\/evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '/..//evil.example',
    'evil.example',
    '',
    undefined,
    `/${'a'.repeat(2000)}`,
  ])
    assert.equal(ownAddress(bad), '/', String(bad));
});
