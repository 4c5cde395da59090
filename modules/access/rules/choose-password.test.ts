import assert from 'node:assert/strict';
import { it } from 'node:test';
import { passwordProblem } from './choose-password.ts';

const of = (password: string) => passwordProblem(password, 'mario.rossi@comune.alfa.it');

it('takes any long sentence, without asking for signs', () => {
  for (const good of [
    'correct horse battery',
    'tre gatti sul tetto',
    'ヒノキの森を歩く朝の散歩道',
    'parola-di-prova-lunga',
  ])
    assert.equal(of(good), null, good);
});

it('counts letters, not bytes: eleven are too few, also when they are emoji', () => {
  assert.equal(of('undici lett'), 'access.password-too-short');
  assert.equal(of('🐎🐎🐎🐎🐎🐎'), 'access.password-too-short');
  assert.equal(of('x'.repeat(201)), 'access.password-too-long');
});

it('refuses what everybody uses', () => {
  for (const bad of [
    '123456789012',
    'Password1234',
    'qwertyuiop12',
    'aaaaaaaaaaaa',
    'abababababab',
    'abcdefghijklmn',
  ])
    assert.equal(of(bad), 'access.password-too-common', bad);
});

it('refuses the name of the address inside it', () => {
  assert.equal(of('mario.rossi.2026'), 'access.password-holds-the-name');
  assert.equal(of('sono-ROSSI-del-comune'), 'access.password-holds-the-name');
  assert.equal(passwordProblem('tre gatti sul tetto', 'tre@a.it'), null, 'three letters are not a name');
});
