import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '#platform/ids';
import { aHouse, type Browser } from '#test/house';
import { assertValidHtml } from '#test/html';
import { aBareConvention, aDraft, approve } from '../builders.ts';
import { getTariff } from '../queries/get-tariff.ts';
import { feeAt } from '../rules/rule-path.ts';
import type { Fee } from '../rules/tariff.ts';

const HEADER = {
  code: 'per-regole',
  title: 'Quota per regole',
  validFrom: '01/01/2027',
  validTo: '',
  vatTreatment: 'OUT_OF_SCOPE',
};
const version = (text: string): string => /name="versione" value="(\d+)"/.exec(text)?.[1] ?? '';
const mark = (text: string): string => /name="impronta" value="(\w+)"/.exec(text)?.[1] ?? '';

describe('the pages of the rules of a proposal', () => {
  const house = aHouse();
  const officer = () => house.browser('PM');
  const stored = async (id: string, path: string): Promise<Fee | null> =>
    feeAt((await getTariff(house.as('PM'), id)).tariff, path);

  async function started(start: string, browser: Browser): Promise<string> {
    const conventionId = await aBareConvention(house.system());
    const code = `r${newId().slice(-8)}`;
    const made = await browser.post('/tariffe/nuova/regole', { ...HEADER, code, conventionId, start });
    assert.equal(made.status, 303, made.text.slice(0, 3000));
    return /\/tariffe\/([^/]+)\/regole/.exec(made.location)![1]!;
  }
  /** Opens the page of a rule and sends its form with these fields. */
  async function sends(
    browser: Browser,
    id: string,
    path: string,
    fields: Record<string, string | string[]>,
  ) {
    const url = `/tariffe/${id}/regole/voce?punto=${path}`;
    const page = await browser.get(url);
    assert.equal(page.status, 200, url);
    await assertValidHtml(page.text, url);
    return browser.post(url, { versione: version(page.text), impronta: mark(page.text), ...fields });
  }
  async function presses(browser: Browser, id: string, azione: string) {
    const url = `/tariffe/${id}/regole`;
    const page = await browser.get(url);
    return browser.post(url, { versione: version(page.text), azione });
  }

  it('start from nothing or from any of the examples, and each can be opened', async () => {
    const browser = await officer();
    const page = await browser.get('/tariffe/nuova/regole');
    await assertValidHtml(page.text, 'start');
    const keys = [...page.text.matchAll(/name="start" value="([^"]+)"/g)].map(([, key]) => key!);
    assert.ok(keys.length > 5);
    for (const key of keys) {
      const id = await started(key, browser);
      for (const url of [
        `/tariffe/${id}/regole`,
        `/tariffe/${id}/regole/voce?punto=fee`,
        `/tariffe/${id}/regole/dati`,
      ]) {
        const shown = await browser.get(url);
        assert.equal(shown.status, 200, url);
        await assertValidHtml(shown.text, `${key} ${url}`);
      }
    }
    const refused = await browser.post('/tariffe/nuova/regole', {
      ...HEADER,
      conventionId: '',
      start: 'altro',
    });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Scegliere la convenzione/);
  });

  it('every rule of every example is saved again by its form without a change', async () => {
    const browser = await officer();
    const page = await browser.get('/tariffe/nuova/regole');
    const keys = [...page.text.matchAll(/name="start" value="([^"]+)"/g)].map(([, key]) => key!);
    for (const key of keys) {
      const id = await started(key, browser);
      const before = (await getTariff(house.as('PM'), id)).tariff;
      const tree = await browser.get(`/tariffe/${id}/regole`);
      const paths = [...tree.text.matchAll(/voce\?punto=([^"]+)"/g)].map(([, path]) => path!);
      for (const path of paths) {
        const form = await browser.get(`/tariffe/${id}/regole/voce?punto=${path}`);
        const sent = await browser.post(`/tariffe/${id}/regole/voce?punto=${path}`, fieldsOf(form.text));
        assert.equal(sent.status, 303, `${key} ${path}`);
      }
      const after = (await getTariff(house.as('PM'), id)).tariff;
      assert.deepEqual(asTheFormSays(after), asTheFormSays(before), key);
    }
  });

  it('write slabs by their ends alone, in the Italian way', async () => {
    const browser = await officer();
    const id = await started('vuota', browser);
    const slabs = {
      kind: 'SLABS',
      label: '',
      quantity: 'inhabitants',
      rows: '3',
      'row1.upTo': '3.000',
      'row1.rate': '0,15',
      'row1.discount': '',
      'row2.upTo': '5000',
      'row2.rate': '0,15',
      'row2.discount': '12,5',
      'row3.rate': '1.740,00',
      'row3.discount': '0',
    };
    const added = await sends(browser, id, 'fee', { ...slabs, azione: 'riga' });
    assert.equal(added.status, 200);
    await assertValidHtml(added.text, 'one row more');
    for (const typed of [
      'value="3.000"',
      'value="5000"',
      'value="12,5"',
      'value="1.740,00"',
      'name="row4.rate"',
    ])
      assert.ok(added.text.includes(typed), typed);
    assert.match(added.text, /name="row3\.upTo"/, 'the row that was the last now wants its end');
    assert.equal((await stored(id, 'fee'))?.kind, 'FLAT', 'nothing is saved by adding a row');
    const tried = await sends(browser, id, 'fee', { ...slabs, azione: 'prova' });
    assert.match(tried.text, /Con la modifica/);
    assert.match(tried.text, /nulla è stato salvato/);
    assert.equal((await sends(browser, id, 'fee', slabs)).status, 303);
    assert.deepEqual(await stored(id, 'fee'), {
      kind: 'SLABS',
      per: 'inhabitants',
      slabs: [
        { from: 0, upTo: 3000, rate: '0.15' },
        { from: 3001, upTo: 5000, rate: '0.15', discount: '0.125' },
        { from: 5001, upTo: null, rate: '1740.00', discount: '0' },
      ],
    });
  });

  it('say in Italian what is wrong, next to each field, and keep what was typed', async () => {
    const browser = await officer();
    const id = await started('vuota', browser);
    const wrong = await sends(browser, id, 'fee', {
      kind: 'SLABS',
      quantity: 'inhabitants',
      rows: '3',
      'row1.upTo': '5.000',
      'row1.rate': '0.15',
      'row1.discount': '120',
      'row2.upTo': '3.000',
      'row2.rate': '',
      'row3.rate': '<b>tanto</b>',
    });
    assert.equal(wrong.status, 422);
    await assertValidHtml(wrong.text, 'refused rule');
    for (const said of [
      'Scrivere un importo in euro con la virgola',
      'fra 0 e 100',
      'ordine crescente',
      'Indicare la tariffa di ogni unità',
      'value="0.15"',
      '&lt;b&gt;tanto',
    ])
      assert.ok(wrong.text.includes(said), said);
    for (const [kind, fields, said] of [
      ['FLAT', { amount: '' }, 'Indicare l’importo'],
      ['WITHIN', { least: '', most: '' }, 'Indicare il minimo, il massimo o entrambi'],
      ['WITHIN', { least: '500', most: '200' }, 'Il massimo è inferiore al minimo'],
      ['SAFEGUARD', { year: '25', maxIncrease: '' }, 'Indicare un anno di quattro cifre'],
      ['DISCOUNT', { discount: 'metà' }, 'Scrivere una percentuale'],
      ['AS_CATEGORY', { category: 'COMUNE', share: '1001' }, 'fra 0 e 1.000'],
      ['SUM', { rows: '0' }, 'Scrivere almeno una riga'],
      [
        'CHOICE',
        { rows: '1', 'row1.was': '0', 'row1.label': '', 'row1.amount': '1' },
        'Indicare a chi si applica',
      ],
    ] as const) {
      const answer = await sends(browser, id, 'fee', { kind, ...fields });
      assert.equal(answer.status, 422, kind);
      assert.ok(answer.text.includes(said), `${kind}: ${said}`);
    }
  });

  it('show the fields of a kind that was chosen, before anything is saved, and keep what the rule contains', async () => {
    const browser = await officer();
    const id = await started('kit-riuso-fasce', browser);
    const url = `/tariffe/${id}/regole/voce?punto=fee.options.0.fee`;
    const form = await browser.get(url);
    const chosen = await browser.post(url, { ...fieldsOf(form.text), kind: 'BANDS' });
    assert.equal(chosen.status, 200);
    assert.match(chosen.text, /È stato scelto un altro tipo di regola/);
    assert.match(chosen.text, /value="15\.000"/, 'the ends of the rows stay');
    await assertValidHtml(chosen.text, 'another kind');
    assert.equal((await stored(id, 'fee.options.0.fee'))?.kind, 'DISCOUNT_BY_BAND');
    const less = await browser.post(url, { ...fieldsOf(form.text), kind: 'FLAT', azione: 'tipo' });
    assert.match(less.text, /una delle regole contenute sarà eliminata/);
    const more = await browser.post(url, { ...fieldsOf(form.text), kind: 'WITHIN', azione: 'tipo' });
    const saved = await browser.post(url, { ...fieldsOf(more.text), least: '200' });
    assert.equal(saved.status, 303);
    assert.equal((await stored(id, 'fee.options.0.fee.of'))?.kind, 'SUM');
  });

  it('write to whom an option applies', async () => {
    const browser = await officer();
    const id = await started('kit-riuso-scaglioni', browser);
    assert.match((await presses(browser, id, 'aggiungi fee')).location, /punto=fee\.options\.1\.fee/);
    const option = {
      kind: 'FLAT',
      amount: '0,00',
      optionLabel: 'Comuni piccoli',
      categories: ['COMUNE', 'UNIONE'],
      regions: ['03', '99'],
      otherClasses: 'A, B',
      whole: 'true',
      ranges: '2',
      'range1.of': 'inhabitants',
      'range1.from': '',
      'range1.upTo': '500',
      'range2.of': 'enterprises',
      'range2.from': '',
      'range2.upTo': '',
    };
    assert.equal((await sends(browser, id, 'fee.options.1.fee', option)).status, 303);
    const { tariff } = await getTariff(house.as('PM'), id);
    assert.deepEqual(tariff.fee.kind === 'CHOICE' && tariff.fee.options[1], {
      label: 'Comuni piccoli',
      when: {
        categories: ['COMUNE', 'UNIONE'],
        regions: ['03'],
        classes: ['A', 'B'],
        ranges: [{ of: 'inhabitants', from: 0, upTo: 500 }],
        wholeAssociation: true,
      },
      fee: { kind: 'FLAT', amount: '0.00' },
    });
    const wrong = { ...option, optionLabel: '', 'range1.from': '600', 'range2.from': 'x' };
    const refused = await sends(browser, id, 'fee.options.1.fee', wrong);
    assert.equal(refused.status, 422);
    for (const said of ['finisce prima di cominciare', 'Indicare a chi si applica', 'numero intero'])
      assert.ok(refused.text.includes(said), said);
  });

  it('move, wrap, unwrap and delete, and refuse in words what cannot be', async () => {
    const browser = await officer();
    const id = await started('kit-riuso-scaglioni', browser);
    assert.match((await presses(browser, id, 'giu fee.options.0.fee')).location, /#regola-2$/);
    const tree = await browser.get(`/tariffe/${id}/regole`);
    await assertValidHtml(tree.text, 'tree with problems');
    assert.match(tree.text, /Da correggere prima dell’approvazione/);
    assert.match(tree.text, /non si applicherebbe mai/);
    await presses(browser, id, 'su fee.options.1.fee');
    assert.match(
      (await presses(browser, id, 'racchiudi-WITHIN fee.options.0.fee')).location,
      /voce\?punto=fee\.options\.0\.fee$/,
    );
    assert.equal(
      (
        await sends(browser, id, 'fee.options.0.fee', {
          ...COMUNI,
          kind: 'WITHIN',
          least: '200',
          most: '5.000,00',
        })
      ).status,
      303,
    );
    assert.deepEqual(await stored(id, 'fee.options.0.fee.atMost'), { kind: 'FLAT', amount: '5000.00' });
    const several = await presses(browser, id, 'togli fee.options.0.fee');
    assert.equal(several.status, 409);
    assert.match(several.text, /eliminare le altre prima di togliere l’involucro/);
    await assertValidHtml(several.text, 'refused step');
    const asked = await browser.get(`/tariffe/${id}/regole/elimina?punto=fee.options.0.fee.atMost`);
    await assertValidHtml(asked.text, 'deletion');
    assert.match(asked.text, /Eliminare la regola 1\.3\?/);
    await presses(browser, id, 'elimina fee.options.0.fee.atMost');
    assert.equal(await stored(id, 'fee.options.0.fee.atMost'), null);
    assert.equal((await browser.get(`/tariffe/${id}/regole/elimina?punto=fee.options.9.fee`)).status, 303);
    assert.equal((await presses(browser, id, 'esplodi fee')).status, 303);
  });

  it('refuse an older page, with what was typed; it can be saved again unless the same rule has changed', async () => {
    const [first, second] = [await officer(), await house.browser('CM')];
    const id = await started('kit-riuso-scaglioni', first);
    const url = `/tariffe/${id}/regole/voce?punto=fee.options.1.fee`;
    const page = await second.get(url);
    const mine = { ...fieldsOf(page.text), amount: '321,00' };
    await sends(first, id, 'fee.options.0.fee.parts.1', {
      kind: 'RATE',
      quantity: 'enterprises',
      rate: '2,00',
    });
    const refused = await second.post(url, mine);
    assert.equal(refused.status, 409);
    assert.match(refused.text, /Un’altra persona ha modificato la proposta/);
    assert.match(refused.text, /value="321,00"/);
    assert.equal((await second.post(url, fieldsOf(refused.text))).status, 303);
    assert.deepEqual(await stored(id, 'fee.options.1.fee'), { kind: 'FLAT', amount: '321.00' });
    assert.deepEqual(await stored(id, 'fee.options.0.fee.parts.1'), {
      kind: 'RATE',
      per: 'enterprises',
      rate: '2.00',
    });

    const same = await second.post(url, { ...mine, amount: '654,00' });
    assert.equal(same.status, 409);
    assert.match(same.text, /proprio questa regola/);
    assert.equal((await second.post(url, fieldsOf(same.text))).status, 409, 'it must be opened anew');
    assert.deepEqual(await stored(id, 'fee.options.1.fee'), { kind: 'FLAT', amount: '321.00' });

    const head = await second.get(`/tariffe/${id}/regole/dati`);
    await presses(first, id, 'aggiungi fee');
    const late = await second.post(`/tariffe/${id}/regole/dati`, { ...fieldsOf(head.text), title: 'Tardi' });
    assert.equal(late.status, 409);
    assert.match(late.text, /value="Tardi"/);
    const stale = await second.post(`/tariffe/${id}/modifica/json`, {
      ...HEADER,
      definition: '{}',
      versione: '1',
    });
    assert.equal(stale.status, 422);
  });

  it('keep the other quantities, and do not let go of one that is in use', async () => {
    const browser = await officer();
    const id = await started('lecco-2018-postazioni', browser);
    const url = `/tariffe/${id}/regole/dati`;
    const page = await browser.get(url);
    await assertValidHtml(page.text, url);
    const used = await browser.post(url, { ...fieldsOf(page.text), azione: 'togli:1' });
    assert.equal(used.status, 409);
    assert.match(used.text, /non si può togliere, perché è usato qui: tutta la tariffa/);
    await assertValidHtml(used.text, 'quantity in use');
    const more = await browser.post(url, { ...fieldsOf(page.text), azione: 'riga' });
    assert.equal(more.status, 200);
    const saved = await browser.post(url, {
      ...fieldsOf(more.text),
      title: 'Postazioni e area',
      'quantity2.label': 'Km² di area',
      'quantity2.one': 'km²',
    });
    assert.equal(saved.status, 303);
    const { tariff, title } = await getTariff(house.as('PM'), id);
    assert.deepEqual([title, tariff.name], ['Postazioni e area', 'Postazioni e area']);
    assert.deepEqual(tariff.variables[1], { name: 'km2DiArea', label: 'Km² di area', one: 'km²' });
    const twice = await browser.post(url, {
      ...fieldsOf((await browser.get(url)).text),
      title: '',
      quantities: '3',
      'quantity3.label': 'Altro',
      'quantity3.name': 'inhabitants',
    });
    assert.equal(twice.status, 422);
    for (const said of ['Indicare il titolo', 'è già di un altro dato'])
      assert.ok(twice.text.includes(said), said);
  });

  it('are for who drafts, for proposals alone, and for rules that are there', async () => {
    const id = await aDraft(house, await aBareConvention(house.system()));
    for (const role of ['CH', 'AU', 'SO'] as const) {
      const browser = await house.browser(role);
      for (const path of ['regole', 'regole/voce?punto=fee', 'regole/dati', 'regole/elimina?punto=fee'])
        assert.equal((await browser.get(`/tariffe/${id}/${path}`)).status, 403, `${role} ${path}`);
    }
    const browser = await officer();
    assert.equal((await browser.get(`/tariffe/${id}/regole/voce?punto=__proto__`)).status, 303);
    assert.equal((await browser.get(`/tariffe/${newId()}/regole`)).status, 404);
    await approve(house.as('CH'), id);
    for (const path of ['regole', 'regole/voce?punto=fee', 'regole/dati'])
      assert.equal((await browser.get(`/tariffe/${id}/${path}`)).status, 303, path);
  });
});

const COMUNI = {
  optionLabel: 'Comuni',
  categories: 'COMUNE',
  ranges: '1',
  'range1.of': 'inhabitants',
  'range1.from': '0',
  'range1.upTo': '40000',
};

/** "0.10" and "0.1" are the same fraction. */
/** Without what a form does not tell apart: last zeros of amounts, the order of categories that are ticked. */
const asTheFormSays = (tariff: unknown): unknown =>
  JSON.parse(JSON.stringify(tariff).replace(/"(\d+\.\d*?)0+"/g, '"$1"'), (key, value) =>
    key === 'categories' ? value.toSorted() : value,
  );

/** The fields of the form of a page as a browser would send them. */
function fieldsOf(text: string): Record<string, string | string[]> {
  const main = /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text;
  const fields: Record<string, string[]> = {};
  const decoded = (value: string) =>
    value
      .replaceAll('&#34;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const add = (name: string | undefined, value: string) => {
    if (!name || name.startsWith('_')) return;
    fields[name] = [...(fields[name] ?? []), decoded(value)];
  };
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  for (const [tag] of main.matchAll(/<input[^>]*>/g)) {
    const type = attribute(tag, 'type');
    if ((type === 'checkbox' || type === 'radio') && !/\bchecked\b/.test(tag)) continue;
    add(attribute(tag, 'name'), attribute(tag, 'value') ?? '');
  }
  for (const [, tag, options] of main.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen =
      /<option value="([^"]*)" selected/.exec(options!) ?? /<option value="([^"]*)"/.exec(options!);
    add(attribute(tag!, 'name'), chosen?.[1] ?? '');
  }
  for (const [, tag, value] of main.matchAll(/<textarea([^>]*)>\n?([\s\S]*?)<\/textarea>/g))
    add(attribute(tag!, 'name'), value!);
  return fields;
}
