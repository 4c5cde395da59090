import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { formatAmount } from '#platform/money';
import { assessFee } from './assess-fee.ts';
import type { FeeInputs } from './fee-inputs.ts';
import { BODY_CATEGORIES, type BodyCategory, parseTariff, type Tariff, tariffJsonSchema } from './tariff.ts';
import { validateTariff } from './validate-tariff.ts';
import { feesOf } from './walk-fee.ts';

/* The page docs/tariff-format.md: its examples are computed, and its tables are held against the published schema. */

const PAGE = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'tariff-format.md'), 'utf8');

interface Example {
  tariff: Tariff;
  bodies: { body: string; pays: string }[];
}

/** Each JSON block of the page with the table of bodies that follows it. */
function examplesOfPage(): Example[] {
  return PAGE.split('```json\n')
    .slice(1)
    .map((part) => {
      const [json, after] = part.split('\n```\n') as [string, string];
      const table = after.split('| body | pays |\n|---|---|\n')[1] ?? '';
      const bodies = table
        .split('\n\n')[0]!
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map((line) => line.split('|').map((cell) => cell.trim()))
        .map(([, body = '', pays = '']) => ({ body, pays }));
      return { tariff: tariffOf(JSON.parse(json)), bodies };
    });
}

function tariffOf(data: { schema?: string }): Tariff {
  const read = parseTariff(
    data.schema
      ? data
      : {
          schema: 'urn:broletto:tariff:1',
          name: 'Esempio',
          source: 'esempio',
          populationReference: { kind: 'PENULTIMATE_YEAR_END' },
          variables: [{ name: 'workstations', label: 'Postazioni', one: 'postazione' }],
          fee: data,
        },
  );
  assert.ok(read.ok, JSON.stringify(read));
  return read.tariff;
}

/** "category COMUNE, inhabitants 8000, fee of 2025 none" */
function bodyOf(text: string): FeeInputs {
  const inputs: FeeInputs = { category: 'COMUNE', others: {}, referenceFees: {} };
  for (const said of text.split(', ')) {
    const [, what, value] = /^(.*?) ?(\S+)$/.exec(said) ?? [];
    const year = /^fee of (\d{4})$/.exec(what ?? '')?.[1];
    if (what === 'category') inputs.category = value as BodyCategory;
    else if (what === 'region') inputs.region = value;
    else if (what === 'class') inputs.bodyClass = value;
    else if (what === 'inhabitants') inputs.inhabitants = Number(value);
    else if (what === 'enterprises') inputs.enterprises = Number(value);
    else if (what === 'workstations') inputs.others = { workstations: value };
    else if (said === 'whole association') inputs.wholeAssociation = true;
    else if (said === 'no whole association') inputs.wholeAssociation = false;
    else if (year)
      inputs.referenceFees = { [year]: value === 'none' ? null : Math.round(Number(value) * 100) };
    else assert.fail(`the page says «${said}», which the test does not know`);
  }
  return inputs;
}

/** As the page writes it: "1,762.50", "not known: inhabitants". */
function paysOf(tariff: Tariff, body: string): string {
  const result = assessFee(tariff, bodyOf(body));
  if (!result.ok) return `not known: ${result.missing.join(', ')}`;
  return formatAmount(result.amount).replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
}

interface Schema {
  properties?: Record<string, Schema>;
  oneOf?: Schema[];
  items?: Schema;
  const?: string;
  enum?: string[];
  required?: string[];
  $ref?: string;
}

describe('the page of the tariff format', () => {
  const examples = examplesOfPage();

  it('states of every example what it gives', () => {
    assert.ok(examples.length > 20);
    for (const { tariff, bodies } of examples) {
      assert.ok(bodies.length > 0, JSON.stringify(tariff.fee));
      assert.deepEqual(validateTariff(tariff).problems, []);
      assert.deepEqual(
        bodies.map(({ body }) => ({ body, pays: paysOf(tariff, body) })),
        bodies,
      );
    }
  });

  const schema = tariffJsonSchema() as unknown as Schema & { $defs: { Fee: Schema } };
  const kinds = schema.$defs.Fee.oneOf!;
  const kindOf = (kind: Schema) => kind.properties!.kind!.const!;

  it('has an example of every kind of fee', () => {
    const shown = new Set(examples.flatMap(({ tariff }) => [...feesOf(tariff)].map(({ fee }) => fee.kind)));
    assert.deepEqual([...shown].sort(), kinds.map(kindOf).sort());
  });

  it('tells for every kind the fields of the schema, and which may lack', () => {
    for (const kind of kinds) {
      const row = PAGE.split('\n').find((line) => line.startsWith(`| \`${kindOf(kind)}\``));
      assert.ok(row, kindOf(kind));
      const told = row.split('|')[2]!;
      const names = Object.keys(kind.properties!).filter((name) => name !== 'kind' && name !== 'label');
      const required = new Set(kind.required);
      for (const name of names) {
        const found = new RegExp(`\`${name}(\\??)[\`:]`).exec(told);
        assert.ok(found, `${kindOf(kind)}: ${name}`);
        assert.equal(found[1] === '?', !required.has(name), `${kindOf(kind)}: ${name} may lack or not`);
        const rows = kind.properties![name]!.items;
        if (!rows?.properties) continue;
        const inside = Object.keys(rows.properties).map((one) =>
          rows.required!.includes(one) ? one : `${one}?`,
        );
        assert.ok(told.includes(`[{${inside.join(', ')}}]`), `${kindOf(kind)}: ${inside.join(', ')}`);
      }
      assert.equal(told.match(/`\w+\??[`:]/g)?.length, names.length, `${kindOf(kind)}: no field too many`);
    }
  });

  it('tells the conditions, the categories and the fields of the object', () => {
    const options = kinds.find((kind) => kindOf(kind) === 'CHOICE')!.properties!.options!.items!;
    const when = options.properties!.when!;
    const section = (title: string) => PAGE.split(title)[1]!.split('\n## ')[0]!;
    for (const name of Object.keys(when.properties!))
      assert.match(section('`when` holds'), new RegExp(`\\| \`${name}[\`:]`), name);
    for (const category of BODY_CATEGORIES)
      assert.ok(section('`when` holds').includes(`\`${category}\``), category);
    for (const name of Object.keys(schema.properties!))
      assert.match(section('## The object'), new RegExp(`\\| \`${name}\``), name);
    for (const reference of schema.properties!.populationReference!.oneOf!)
      assert.ok(PAGE.includes(`{"kind":"${kindOf(reference)}"`), kindOf(reference));
  });
});
