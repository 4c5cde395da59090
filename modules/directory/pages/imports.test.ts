import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import { findRun } from '#platform/jobs/run';
import { aHouse } from '#test/house';
import { assertValidHtml } from '#test/html';
import { requestApplication, requestDryRun } from '../commands/request-import-job.ts';
import { uploadRegister } from '../commands/upload-register.ts';
import { applyJob, planJob } from '../jobs/import-jobs.ts';

const tools = { stopping: () => false };

describe('the pages of an import', () => {
  const house = aHouse();

  /** Does the job that was asked for last, as the worker does. */
  const work = async () => {
    const { rows } = await sql<{ id: string; task: string }>`
      select id, task from platform.job_runs where centre_id = ${house.centre} and state = 'QUEUED' order by requested_at desc, id desc limit 1`.execute(
      house.system().db,
    );
    const { id, task } = rows[0]!;
    await (task === planJob.task ? planJob : applyJob).run(house.system(), { runId: id }, tools);
    return (await findRun(house.system().db, house.centre, id))!;
  };

  const uploaded = async (text: string) =>
    (await uploadRegister(house.as('AO'), { bytes: Buffer.from(text), fileName: 'prova.csv' })).importId;

  it('lead from the file to the register: settings, dry run, report, application', async () => {
    const browser = await house.browser('AO');
    const importId = await uploaded(
      'codice_istat;popolazione;data\n017001;2500;31/12/2025\n017002;abc;31/12/2025\n',
    );
    const at = (part = '') => `/enti/importazioni/${importId}${part}`;
    const settings = await browser.get(at('/impostazioni'));
    assert.match(settings.text, /Le colonne corrispondono al registro <strong>Popolazione residente/);
    await assertValidHtml(settings.text, 'settings');
    const form = {
      registro: 'population',
      mostrato: 'population',
      territorio: 'all',
      regione: '',
      province: '',
      codici: '',
      data: '',
      fonte: 'ISTAT',
    };
    assert.equal((await browser.post(at('/impostazioni'), form)).status, 303);
    assert.match((await browser.get(at())).text, /Prova in corso/);
    await work();
    const report = await browser.get(at());
    assert.match(report.text, /Applica 1 riga/);
    for (const tab of ['nuove', 'modificate', 'scartate', 'invariate', 'da-scegliere'])
      await assertValidHtml((await browser.get(at(`?esito=${tab}`))).text, tab);
    assert.match((await browser.get(at('?esito=scartate'))).text, /abc/);
    assert.match((await browser.get(at('/scarti.csv'))).text, /3;popolazione;abc;/);
    assert.equal((await browser.post(at('/applicazione'), {}, { from: at() })).status, 303);
    const run = await work();
    assert.deepEqual([run.state, run.report?.Nuove], ['DONE', 1]);
    assert.match((await browser.get(at())).text, /Applicata il/);
    await assertValidHtml((await browser.get('/enti/importazioni')).text, 'list');
    assert.equal(
      (await browser.post(at('/applicazione'), {}, { from: '/enti/importazioni/nuova' })).status,
      409,
    );
  });

  it('ask again for a dry run when the register has changed meanwhile', async () => {
    const call = house.as('AO');
    const line = (value: number) => `codice_istat,popolazione,data\n017003,${value},2025-12-31\n`;
    const [one, other] = [await uploaded(line(1)), await uploaded(line(2))];
    for (const id of [one, other]) {
      await requestDryRun(call, id);
      await work();
    }
    await requestApplication(call, one);
    await work();
    const browser = await house.browser('AO');
    assert.match(
      (await browser.get(`/enti/importazioni/${other}`)).text,
      /L’anagrafe è cambiata dopo la prova/,
    );
    await requestApplication(call, other);
    const run = await work();
    assert.match(String(run.report?.Esito), /ripetere la prova/);
    assert.match(
      (await browser.get(`/enti/importazioni/${other}`)).text,
      /L’anagrafe è cambiata dopo la prova/,
    );
    assert.equal(
      (await browser.post(`/enti/importazioni/${other}/prova`, {}, { from: `/enti/importazioni/${other}` }))
        .status,
      303,
    );
    await work();
    assert.match((await browser.get(`/enti/importazioni/${other}`)).text, /Applica 1 riga/);
  });

  it('leave to a person what a code cannot decide, and go on with the choice', async () => {
    const call = house.as('AO');
    await sql`update directory.public_bodies set ipa_code = null where centre_id = ${house.centre} and id = ${house.body.DELTA}`.execute(
      house.system().db,
    );
    const id = await uploaded(
      'codice_ipa,denominazione,categoria,codice_natura\nc_delta,Comune di Delta,L6,2430\n',
    );
    await requestDryRun(call, id);
    await work();
    const browser = await house.browser('AO');
    const page = await browser.get(`/enti/importazioni/${id}`);
    assert.match(page.text, /stesso nome ma senza questo codice/);
    await assertValidHtml(page.text, 'choices');
    const from = `/enti/importazioni/${id}`;
    assert.equal((await browser.post(`${from}/scelte`, { 'scelta-2': '' }, { from })).status, 422);
    assert.equal(
      (await browser.post(`${from}/scelte`, { 'scelta-2': house.body.DELTA! }, { from })).status,
      303,
    );
    await work();
    assert.match((await browser.get(from)).text, /Applica 1 riga/);
  });

  it('map columns by hand when the file has none that is known', async () => {
    const id = await uploaded('codice ente;residenti a fine anno\nipa_alfa;2600\n');
    const browser = await house.browser('AO');
    const at = `/enti/importazioni/${id}/impostazioni`;
    const form = {
      registro: 'population',
      territorio: 'all',
      regione: '',
      province: '',
      codici: '',
      data: '31/12/2023',
      fonte: '',
    };
    const other = await browser.post(at, { ...form, mostrato: 'ipa-bodies' });
    assert.match(other.text, /Le colonne vanno abbinate a mano|abbinate/);
    const mapped = {
      ...form,
      mostrato: 'population',
      'colonna-ipaCode': '0',
      'colonna-inhabitants': '1',
      'colonna-istatCode': '',
    };
    assert.equal((await browser.post(at, mapped)).status, 303);
    const run = await work();
    assert.equal(run.report?.Nuove, 1);
  });

  it('refuse wrong settings with a sentence for each field', async () => {
    const id = await uploaded('codice_istat,popolazione\n017001,5\n');
    const browser = await house.browser('AO');
    const at = `/enti/importazioni/${id}/impostazioni`;
    const form = {
      registro: 'population',
      mostrato: 'population',
      territorio: 'provinces',
      regione: '',
      province: 'BS, QQ',
      codici: '',
      data: '30/02/2026',
      fonte: '',
    };
    assert.equal((await browser.post(at, form)).status, 422);
    const wrong = await browser.post(at, { ...form, data: '' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Sigle non riconosciute: QQ/);
  });

  it('take any file without falling: empty, broken, hostile', async () => {
    for (const bytes of [
      Buffer.from([0, 1, 2, 255]),
      Buffer.from('{"type":"Topology"'),
      Buffer.from('a'),
      Buffer.from('a\0b;c\n1;2'),
      Buffer.from('=1+1;<script>\n;'),
    ]) {
      try {
        const { importId } = await uploadRegister(house.as('AO'), { bytes, fileName: '<script>.csv' });
        const browser = await house.browser('AO');
        const page = await browser.get(`/enti/importazioni/${importId}/impostazioni`);
        assert.equal(page.status, 200);
        assert.doesNotMatch(page.text, /<script>\.csv/);
      } catch (error) {
        assert.match(String((error as { code?: string }).code), /^directory\.file-/);
      }
    }
  });

  it('show nothing of another centre', async () => {
    const id = await uploaded('codice_istat,popolazione\n017001,5\n');
    const stranger = await house.browser('CM', { centre: house.other });
    assert.equal((await stranger.get(`/enti/importazioni/${id}`)).status, 404);
    assert.equal((await stranger.get(`/enti/importazioni/${newId()}`)).status, 404);
    assert.match((await stranger.get('/enti/importazioni')).text, /Nessun registro è stato importato/);
  });
});
