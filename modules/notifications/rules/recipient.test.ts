import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isOneAddress, oneLine } from './recipient.ts';

it('takes one address, the certified ones of bodies included', () => {
  assert.ok(isOneAddress('protocollo@pec.comune.alfa.bs.it'));
  assert.ok(isOneAddress('nome.cognome+cst@ente.example'));
});

it('refuses lists, names and anything that could add a header', () => {
  for (const bad of [
    'a@b.it, c@d.it',
    'a@b.it;c@d.it',
    'Nome <a@b.it>',
    'a@b.it\r\nBcc: tutti@d.it',
    'a@b.it\nc@d.it',
    'senza-chiocciola',
    '@b.it',
    'a@',
    `${'a'.repeat(250)}@b.it`,
  ])
    assert.equal(isOneAddress(bad), false, bad);
});

it('puts a subject on one line', () => {
  assert.equal(oneLine('Invito\r\nBcc: tutti@d.it'), 'Invito Bcc: tutti@d.it');
  assert.equal(oneLine(` ${'x'.repeat(400)}`).length, 250);
});
