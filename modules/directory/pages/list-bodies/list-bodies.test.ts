import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';

describe('the list of bodies', () => {
  const house = aHouse();

  it('shows the whole register to the centre', async () => {
    const answer = await (await house.browser('AO')).get('/enti');
    assert.equal(answer.status, 200);
    assert.match(answer.text, /Comunità montana dei Monti/);
    assert.match(answer.text, /6 enti/);
    await assertValidHtml(answer.text, '/enti');
  });

  it('finds a body by a part of its name, without regard to accents and capitals', async () => {
    const answer = await (await house.browser('AO')).get('/enti?q=COMUNITA');
    assert.match(answer.text, /1 ente/);
  });

  it('takes % and _ as themselves', async () => {
    const answer = await (await house.browser('AO')).get('/enti?q=%25');
    assert.match(answer.text, /Nessun ente corrisponde/);
  });

  it('shows to a mayor its own body alone', async () => {
    const answer = await (await house.browser('LR', { body: house.body.ALFA })).get('/enti');
    assert.match(answer.text, /Alfa/);
    assert.doesNotMatch(answer.text, /Gamma/);
  });

  it('shows nothing of a centre to another one', async () => {
    const answer = await (await house.browser('CM', { centre: house.other })).get('/enti');
    assert.equal(answer.status, 200);
    assert.match(answer.text, /L’anagrafe è vuota/);
  });

  it('sends whoever is not signed in to the sign-in page, and back afterwards', async () => {
    const answer = await (await house.browser(null)).get('/enti');
    assert.equal(answer.status, 303);
    assert.equal(answer.location, '/accedi?dopo=%2Fenti');
  });
});
