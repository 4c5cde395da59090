import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotAllowed, type RuleBroken } from '#platform/errors';
import { aHouse } from '#test/house';
import { aConvention } from '../builders.ts';
import { membersOn } from '../queries/members-on.ts';
import { type EarlierAdhesion, type RefusedRow, recordEarlierAdhesions } from './record-earlier-adhesions.ts';

const row = (line: number, bodyCode: string, changes: Partial<EarlierAdhesion> = {}): EarlierAdhesion => ({
  line,
  bodyCode,
  viaCode: null,
  from: '2026-01-01',
  signedOn: '2025-12-15',
  act: {
    organ: 'CONSIGLIO',
    number: '12',
    resolvedOn: '2025-11-20',
    publicationStart: '2025-11-24',
    immediatelyExecutable: false,
    certifiedExecutiveFrom: null,
    signatory: 'Il sindaco',
    boardRepresentative: 'L’assessore',
    signatureKind: 'DIGITAL',
  },
  ...changes,
});
const act = row(0, '').act!;

describe('adhesions already in being are loaded from the papers', () => {
  const house = aHouse();

  it('nothing at all when one row is wrong, and every wrong row is said', async () => {
    const { conventionId } = await aConvention(house.system());
    await assert.rejects(
      recordEarlierAdhesions(house.as('AO'), {
        conventionId,
        adhesions: [
          row(2, 'ipa_alfa'),
          row(3, 'ipa_che_non_c_e'),
          row(4, 'ipa_beta', { act: { ...act, organ: 'GIUNTA', signatureKind: 'SCANNED' } }),
          row(5, 'IPA_ALFA'),
          row(6, 'ipa_gamma', { from: '2025-12-31' }),
          row(7, 'ipa_delta', { signedOn: '2025-12-01' }),
          row(8, 'ipa_monti', { viaCode: 'ipa_unione', act: null, signedOn: null }),
          row(9, '017003', { act: null }),
        ],
      }),
      (error: RuleBroken) => {
        const refused = error.facts.refused as RefusedRow[];
        const problems = new Map(refused.map((r) => [r.line, r.problems.join(' | ')]));
        assert.deepEqual([...problems.keys()], [3, 4, 5, 6, 7, 8, 9]);
        assert.match(problems.get(3)!, /nessun ente/);
        assert.match(problems.get(4)!, /Consiglio.*nulla/);
        assert.match(problems.get(5)!, /altra riga/);
        assert.match(problems.get(6)!, /compresa nella convenzione/);
        assert.match(problems.get(7)!, /precede il 05\/12\/2025/);
        assert.match(problems.get(8)!, /solo un comune.*non fa parte.*non è aderente/);
        assert.match(problems.get(9)!, /mancano i dati della delibera/);
        return error.code === 'membership.adhesions-not-recorded';
      },
    );
    assert.deepEqual(await membersOn(house.system(), '2026-11-21'), []);
  });

  it('exactly what it says, by IPA or ISTAT code, derived ones on the act of their association', async () => {
    const { conventionId } = await aConvention(house.system());
    const loaded = await recordEarlierAdhesions(house.as('AO'), {
      conventionId,
      adhesions: [
        row(2, 'ipa_alfa', { viaCode: 'ipa_unione', act: null, signedOn: null, from: '2026-02-01' }),
        row(3, 'IPA_UNIONE', { act: { ...act, organ: 'ASSEMBLEA' } }),
        row(4, '017003'),
      ],
    });
    assert.deepEqual(loaded, { direct: 2, derived: 1 });
    const members = await membersOn(house.system(), '2026-02-01');
    assert.equal(members.length, 3);
    assert.equal(members.find((m) => m.bodyId === house.body.ALFA)?.viaBodyId, house.body.UNIONE);
    await assert.rejects(
      recordEarlierAdhesions(house.as('AO'), { conventionId, adhesions: [row(2, 'ipa_gamma')] }),
      (error: RuleBroken) => (error.facts.refused as RefusedRow[])[0]!.problems[0]!.includes('già aderente'),
    );
  });

  it('is not for who does not work at the centre', async () => {
    const { conventionId } = await aConvention(house.system());
    for (const role of ['SO', 'PM', 'AU'] as const)
      await assert.rejects(
        recordEarlierAdhesions(house.as(role), { conventionId, adhesions: [] }),
        NotAllowed,
      );
  });
});
