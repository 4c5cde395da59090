import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { aHouse, type Browser } from '#test/house';
import { assertValidHtml } from '#test/html';
import { fourToAllocate } from '../builders.ts';
import { feesLinks } from '../links.ts';

describe('a cost that is allocated, at the desk', () => {
  const house = aHouse();
  let officer: Browser;
  let manager: Browser;
  let four: { convention: string; bodies: string[] };
  let kept: string;
  const terms = (changes: Record<string, string> = {}): Record<string, string> => ({
    ...{ convenzione: four.convention, al: '21/11/2026', dati: '31/12/2024', soloComuni: '1' },
    ...{ costo: '30.000,00', contributi: '', pesoAbitanti: '50', pesoParti: '', pesoSuperficie: '50' },
    ...{ pesoUso: '', uso: '', titolo: 'Servizio di <b>assistenza</b> 2026', anno: '2026', ...changes },
  });
  const calculation = () => {
    const { titolo, anno, ...asked } = terms();
    return `${feesLinks.allocation()}?${new URLSearchParams({ ...asked, consuntivo: '' })}`;
  };
  const save = (changes: Record<string, string> = {}, key = newId()) =>
    officer.post(feesLinks.allocations(), terms(changes), { from: calculation(), key });
  const idIn = (location: string) => location.split('/').at(-1)!;

  before(async () => {
    four = await fourToAllocate(house);
    officer = await house.browser('AO');
    manager = await house.browser('CM');
  });

  it('says what to do while there is none', async () => {
    const empty = await officer.get(feesLinks.allocations());
    await assertValidHtml(empty.text, 'empty');
    assert.match(empty.text, /Nessun riparto.*Ripartisci un costo/s);
    assert.doesNotMatch((await manager.get(feesLinks.allocations())).text, /Ripartisci un costo/);
  });

  it('is saved from the calculation by who may, with what was typed kept when refused', async () => {
    const page = await officer.get(calculation());
    await assertValidHtml(page.text, 'calculation');
    assert.match(page.text, /Salva come proposta di riparto/);
    assert.doesNotMatch((await manager.get(calculation())).text, /Salva come proposta/);
    assert.equal((await manager.post(feesLinks.allocations(), terms(), { from: calculation() })).status, 403);
    const cases: [changes: Record<string, string>, sentence: RegExp][] = [
      [{ titolo: '' }, /Scrivere di quale costo si tratta/],
      [{ titolo: 'x'.repeat(201) }, /al massimo 200 caratteri/],
      [{ anno: '' }, /Indicare l’anno del costo/],
      [{ anno: '1492' }, /compreso fra/],
      [{ costo: '-1' }, /non possono essere negativi/],
      [{ costo: '0' }, /maggiore di zero/],
      [{ contributi: '30.000,01' }, /I contributi superano il costo/],
      [{ pesoSuperficie: '49' }, /I pesi sommano 99/],
      [{ al: '31/02/2026' }, /data non esiste/],
      [
        { pesoSuperficie: '', pesoUso: '50' },
        /Manca il dato che misura l’uso di Primo, Quarto, Secondo e Terzo/,
      ],
    ];
    for (const [changes, sentence] of cases) {
      const refused = await save(changes);
      assert.ok([409, 422].includes(refused.status), `${JSON.stringify(changes)}: ${refused.status}`);
      assert.match(refused.text, sentence);
      await assertValidHtml(refused.text, JSON.stringify(changes));
    }
    const again = await save({ anno: 'x' });
    assert.match(again.text, /value="Servizio di &lt;b&gt;assistenza&lt;\/b&gt; 2026"/);
    assert.match(again.text, /value="30\.000,00"/);
    const key = newId();
    const saved = await save({}, key);
    assert.equal(saved.status, 303);
    assert.equal((await save({}, key)).location, saved.location, 'sent twice, saved once');
    kept = idIn(saved.location);
  });

  it('shows terms, shares with their figures, who did what and what comes next', async () => {
    const page = await officer.get(feesLinks.keptAllocation(kept));
    await assertValidHtml(page.text, 'drafted');
    assert.match(page.text, /Servizio di &lt;b&gt;assistenza/);
    assert.match(page.text, /Riparto n\. 1\/2026 · Sul preventivo/);
    assert.match(page.text, /50% abitanti, 50% superficie/);
    assert.match(page.text, /Secondo.*8\.000.*22,5.*8\.175,00 €/s);
    assert.match(page.text, /Totale di tutti gli enti.*25\.000.*100.*30\.000,00 €/s);
    assert.match(page.text, /Da approvare/);
    assert.match(page.text, /Annulla la proposta/);
    assert.doesNotMatch(page.text, /Approva il riparto/);
    const found = await officer.get(`${feesLinks.keptAllocation(kept)}?q=terzo`);
    assert.match(found.text, /12\.690,00 €/);
    assert.doesNotMatch(found.text, /8\.175,00 €|Totale di tutti/);
  });

  it('is listed, filtered and sorted, also as a file', async () => {
    const list = await manager.get(feesLinks.allocations());
    await assertValidHtml(list.text, 'list');
    assert.match(list.text, /30\.000,00 €/);
    for (const filter of ['anno=2025', 'stato=APPROVED', 'tipo=FINAL', 'stato=%27'])
      assert.match(
        (await manager.get(`${feesLinks.allocations()}?${filter}`)).text,
        /Nessun riparto corrisponde/,
      );
    for (const sort of ['anno', 'titolo', 'importo', 'data', 'x'])
      assert.match(
        (await manager.get(`${feesLinks.allocations()}?ordine=${sort}&verso=asc`)).text,
        /1\/2026/,
      );
    const csv = await manager.get(`${feesLinks.allocations()}?formato=csv`);
    assert.match(csv.text, /1\/2026;.*;30000,00;0,00;30000,00;/);
  });

  it('warns who decides of figures that changed after the proposal', async () => {
    await sql`insert into directory.population_figures (centre_id, id, body_id, ref_date, inhabitants, source, provisional, recorded_at, recorded_by)
      values (${house.centre}, ${newId()}, ${four.bodies[0]}, '2024-12-31', 1300, 'dopo', false, ${new Date('2026-11-22T10:00:00Z')}, 'Prova')`.execute(
      house.system().db,
    );
    const page = await manager.get(feesLinks.keptAllocation(kept));
    assert.match(page.text, /Dopo la proposta sono cambiati adesioni o dati.*Riguardano Primo\./s);
  });

  it('is approved by the manager, on a page that says what it means', async () => {
    const url = feesLinks.allocationAct(kept, 'approvazione');
    assert.equal((await officer.get(url)).status, 403);
    const page = await manager.get(url);
    await assertValidHtml(page.text, 'approval');
    assert.match(page.text, /propone di ripartire 30\.000,00 € fra 4 enti/);
    assert.equal((await manager.post(url, {})).status, 303);
    const again = await manager.post(url, {});
    assert.equal(again.status, 409);
    assert.match(again.text, /questa operazione non è possibile/);
    await assertValidHtml(again.text, 'approved again');
  });

  it('shows each body its own share and how it is computed', async () => {
    const mayor = await house.browser('LR', { body: four.bodies[0]! });
    const own = await mayor.get(feesLinks.own());
    await assertValidHtml(own.text, 'own');
    assert.match(own.text, /Costi ripartiti fra gli enti.*2\.595,00 €/s);
    const trace = await mayor.get(feesLinks.allocationShare(kept, four.bodies[0]!));
    await assertValidHtml(trace.text, 'trace');
    assert.match(trace.text, /15\.000,00 €.*1\.200.*25\.000.*4,8%.*720,00 €/s);
    assert.match(trace.text, /12,5.*100.*12,5%.*1\.875,00 €/s);
    assert.match(
      trace.text,
      /Abitanti al 31\/12\/2024: prova\. Superficie: anagrafe degli enti al 21\/11\/2026\./,
    );
    assert.equal((await mayor.get(feesLinks.allocationShare(kept, four.bodies[1]!))).status, 404);
    assert.equal((await mayor.get(feesLinks.keptAllocation(kept))).status, 403);
    const stranger = await house.browser('LR', { body: house.body.ALFA! });
    assert.doesNotMatch((await stranger.get(feesLinks.own())).text, /Costi ripartiti/);
    assert.equal((await stranger.get(feesLinks.allocationShare(kept, four.bodies[0]!))).status, 404);
    const elsewhere = await house.browser('CM', { centre: house.other });
    assert.equal((await elsewhere.get(feesLinks.keptAllocation(kept))).status, 404);
  });

  it('is balanced on the final account, and shows both', async () => {
    const url = feesLinks.allocationAct(kept, 'conguaglio');
    const form = await officer.get(url);
    await assertValidHtml(form.text, 'final form');
    assert.match(form.text, /value="Servizio di &lt;b&gt;assistenza&lt;\/b&gt; 2026"/);
    for (const [costo, contributi, sentence] of [
      ['', '', /Indicare il costo a consuntivo/],
      ['-1', '', /non può essere negativo/],
      ['10,00', '10,01', /I contributi superano il costo/],
      ['10,00', '-1', /non possono essere negativi/],
    ] as const) {
      const refused = await officer.post(url, { titolo: 'Conguaglio', costo, contributi });
      assert.ok([409, 422].includes(refused.status));
      assert.match(refused.text, sentence);
      await assertValidHtml(refused.text, 'final refused');
    }
    const sent = await officer.post(url, {
      titolo: 'Conguaglio 2026',
      costo: '35.000,00',
      contributi: '10.000,00',
    });
    assert.equal(sent.status, 303);
    const final = idIn(sent.location);
    await manager.post(feesLinks.allocationAct(final, 'approvazione'), {});
    const page = await officer.get(feesLinks.keptAllocation(final));
    await assertValidHtml(page.text, 'final');
    assert.match(page.text, /Primo.*2\.162,50 €.*2\.595,00 €.*−432,50 €/s);
    assert.match(page.text, /25\.000,00 €.*30\.000,00 €.*−5\.000,00 €/s);
    const before = await manager.get(feesLinks.keptAllocation(kept));
    assert.doesNotMatch(before.text, /Annulla il riparto|Predisponi il conguaglio/);
    const trace = await (await house.browser('LR', { body: four.bodies[0]! })).get(
      feesLinks.allocationShare(final, four.bodies[0]!),
    );
    assert.match(trace.text, /a credito 432,50 €/);
    assert.match(trace.text, /Superficie: anagrafe degli enti al 21\/11\/2026/);
    const pdf = await officer.get(feesLinks.allocationPdf(final));
    assert.equal(pdf.headers['content-type'], 'application/pdf');
    assert.match(pdf.text, /pdfuaid:part/);
    const csv = await officer.get(`${feesLinks.keptAllocation(final)}?formato=csv`);
    assert.match(csv.text, /Primo;Comune;1200;prova;12,5;;;2162,50;2595,00;-432,50/);
    const xlsx = await officer.get(`${feesLinks.keptAllocation(final)}?formato=xlsx`);
    assert.match(String(xlsx.headers['content-type']), /spreadsheetml/);

    const discard = feesLinks.allocationAct(final, 'annullamento');
    assert.match((await officer.post(discard, { motivo: 'x' })).text, /non consent/);
    assert.equal((await manager.post(discard, { motivo: '' })).status, 422);
    assert.equal((await manager.post(discard, { motivo: 'Fattura da rivedere' })).status, 303);
    const gone = await officer.get(feesLinks.keptAllocation(final));
    await assertValidHtml(gone.text, 'discarded');
    assert.match(gone.text, /Annullato.*Fattura da rivedere/s);
    const told = await (await house.browser('LR', { body: four.bodies[0]! })).get(
      feesLinks.allocationShare(final, four.bodies[0]!),
    );
    await assertValidHtml(told.text, 'discarded trace');
    assert.match(told.text, /Riparto annullato il 21\/11\/2026.*Fattura da rivedere/s);
  });

  it('answers an address that is none as one that is not there', async () => {
    for (const id of ['x', newId(), "'", '%00'])
      assert.ok([400, 404].includes((await officer.get(feesLinks.keptAllocation(id))).status), id);
  });
});
