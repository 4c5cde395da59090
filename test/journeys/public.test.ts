import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bodyWithCode, italian, journey, today } from './steps.ts';

/* What anybody can know, at the moment it is true. */
journey('the public', ({ demo, script, person, passerBy }) => {
  it('finds a member, and sees a change at the next request', async () => {
    const comune = await bodyWithCode(demo, script ? 'c_a034' : 'c_a060');
    const { name, code } = comune;
    const reader = await passerBy();
    const officer = await person('AO');
    await reader.opens('/centri/brescia-demo');
    await reader.follows('Enti aderenti');
    await reader.typesAndEnters({ 'Nome o codice': code });
    assert.match(await reader.rowText(name), /Diretta/);
    await reader.follows(name, reader.row(name));
    await reader.reads('In vigore', 'Come si calcola la quota');

    const renamed = `${name} Terme`;
    await officer.opens(`/enti/${comune.id}/denominazione`);
    await officer.fillsIn({ Denominazione: renamed, 'Vale dal': italian(today()), 'Atto o fonte': 'Prova' });
    await officer.presses(/Registra/);
    await reader.opens(new URL(reader.page.url()).pathname);
    await reader.reads(renamed);
    await reader.opens(`/centri/brescia-demo/enti-aderenti?q=${code}`);
    assert.ok(await reader.rowText(renamed));
  });
});
