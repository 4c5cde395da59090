import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { mergeMunicipalities, recordQuantity } from '#directory';
import { aHouse } from '#test/house';
import type { WantedInputs } from '../rules/wanted-inputs.ts';
import { furtherInputs } from './further-inputs.ts';

const WANTED: WantedInputs = {
  regions: false,
  classes: [],
  wholeAssociation: false,
  referenceYears: [],
  quantities: ['workstations', 'servers'],
};

describe('other quantities of a comune born of a merger', () => {
  const house = aHouse();
  const record = (body: string, name: string, value: string, on = '2024-12-31') =>
    recordQuantity(house.as('AO'), body, { name, value, on, source: 'Censimento' });
  const read = async (bodyId: string, figuresOn = '2024-12-31') => {
    const found = await furtherInputs(house.system(), {
      conventionId: bodyId,
      figuresOn,
      wanted: WANTED,
      bodies: [{ bodyId, category: 'COMUNE', on: '2027-01-01' }],
    });
    return found.get(bodyId)?.quantities ?? {};
  };
  let merged: string;
  const alfa = () => house.body.ALFA!;
  const beta = () => house.body.BETA!;

  before(async () => {
    await record(alfa(), 'workstations', '12.5');
    await record(beta(), 'workstations', '30');
    await record(alfa(), 'servers', '2');
    ({ bodyId: merged } = await mergeMunicipalities(house.as('AO'), {
      bodyIds: [alfa(), beta()],
      on: '2027-01-01',
      into: { name: 'Alfabeta', istatCode: '017300', ipaCode: null },
      source: 'L.R. 9/2026',
    }));
  });

  it('are the sums of those that both had; what one lacked is not known, never half [D1]', async () => {
    const { workstations, servers } = await read(merged);
    assert.equal(workstations?.value, '42.5');
    assert.equal(workstations?.source, 'Somma dei comuni fusi (L.R. 9/2026)');
    assert.equal(servers, undefined);
  });

  it('are summed also when they are recorded after the merger, until it has one of its own', async () => {
    await record(alfa(), 'workstations', '13', '2025-12-31');
    assert.deepEqual(await read(merged, '2025-12-31'), {}, 'of one alone: not known');
    await record(beta(), 'workstations', '31', '2025-12-31');
    const summed = (await read(merged, '2025-12-31')).workstations;
    assert.equal(summed?.value, '44');
    assert.equal(summed?.source, 'somma degli enti fusi: Alfa, Beta');
    await record(merged, 'workstations', '40', '2025-12-31');
    assert.equal((await read(merged, '2025-12-31')).workstations?.value, '40');
  });
});
