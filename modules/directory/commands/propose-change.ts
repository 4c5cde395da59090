import { z } from 'zod';
import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { isId } from '#platform/ids';
import { delegationFor, demand } from '#platform/permission';
import { ROLE_LABELS } from '../messages.it.ts';
import { mayDecideProposals, mayPropose } from '../permissions.ts';
import {
  decideProposalRow,
  insertProposal,
  lockProposal,
  type ProposalRow,
} from '../store/body-proposals.ts';
import { insertFigure } from '../store/figures.ts';
import { lockBody, updateBody } from '../store/public-bodies.ts';
import { takeRegister } from '../store/register-heads.ts';
import { placeInRole } from './assign-role.ts';

const text = z.string().max(300).nullable();
const day = z.iso.date();

/** What a body may propose of itself, by kind. */
export const PROPOSALS = {
  CONTACT: z.strictObject({
    address: text,
    postal_code: text,
    town: text,
    digital_domicile: text,
    email: text,
    website: text,
  }),
  ROLE: z.strictObject({
    role: z.enum(Object.keys(ROLE_LABELS) as [string, ...string[]]),
    name: z.string().min(1).max(200),
    email: text,
    phone: text,
    act: text,
    from: day,
  }),
  POPULATION: z.strictObject({
    on: day,
    inhabitants: z.int().min(0).max(10_000_000),
    source: z.string().min(1).max(200),
  }),
} as const;

export type Proposal = {
  [K in keyof typeof PROPOSALS]: { kind: K; proposed: z.output<(typeof PROPOSALS)[K]> };
}[keyof typeof PROPOSALS];

/**
 * Proposes to the centre a change of the data of a body, its own or one that delegated to it; nothing changes until
 * the centre accepts. [B2, P2]
 * @throws NotAllowed; NotFound; InvalidInput.
 */
export async function proposeChange(
  call: Call,
  bodyId: string,
  proposal: Proposal,
  reason: string,
): Promise<{ proposalId: string }> {
  demand(call, mayPropose, bodyId);
  if (proposal.kind === 'POPULATION' && proposal.proposed.on > call.today)
    throw new InvalidInput({ on: 'La data di riferimento non può essere nel futuro.' });
  return perform(
    call,
    'directory.propose-change',
    async (tx) => {
      const body = await lockBody(tx.db, call.centreId, bodyId);
      if (body.ceasedOn) throw new RuleBroken('directory.body-ceased');
      const through = delegationFor(call.actor, bodyId);
      const behalf = {
        actingBodyId: through?.actingBodyId ?? bodyId,
        onBehalfOfBodyId: bodyId,
        delegationId: through?.delegationId ?? null,
      };
      const proposalId = await insertProposal(tx.db, call.centreId, {
        bodyId,
        ...proposal,
        reason,
        proposedBy: call.actor.name,
        proposerId: call.actor.accountId,
        proposedAt: call.now,
        ...behalf,
      });
      tx.record({
        action: 'directory.change-proposed',
        target: 'body',
        targetId: bodyId,
        reason,
        ...behalf,
        facts: { proposalId, kind: proposal.kind },
      });
      await tx.announce('directory.change-proposed', { proposalId, bodyId, kind: proposal.kind });
      return { proposalId };
    },
    { bodyId, proposal, reason },
  );
}

/**
 * Accepts a proposal, which is done at once, or refuses it saying why.
 * @throws NotAllowed; NotFound; InvalidInput; RuleBroken `directory.proposal-decided` and those of what is done.
 */
export async function decideProposal(
  call: Call,
  proposalId: string,
  decision: { accepted: boolean; reason: string | null },
): Promise<{ bodyId: string }> {
  demand(call, mayDecideProposals);
  if (!decision.accepted && !decision.reason)
    throw new InvalidInput({ motivo: 'Scrivere perché la proposta è respinta.' });
  return perform(
    call,
    'directory.decide-proposal',
    async (tx) => {
      const proposal = isId(proposalId) ? await lockProposal(tx.db, call.centreId, proposalId) : null;
      if (!proposal) throw new NotFound('proposal', proposalId);
      if (proposal.state !== 'PROPOSED') throw new RuleBroken('directory.proposal-decided');
      if (decision.accepted) await carryOut(tx, proposal);
      const state = decision.accepted ? 'ACCEPTED' : 'REFUSED';
      await decideProposalRow(tx.db, call.centreId, proposalId, {
        state,
        by: call.actor.name,
        at: call.now,
        reason: decision.reason,
      });
      tx.record({
        action: decision.accepted ? 'directory.proposal-accepted' : 'directory.proposal-refused',
        target: 'body',
        targetId: proposal.bodyId,
        reason: decision.reason,
        facts: { proposalId, kind: proposal.kind },
      });
      const { bodyId, proposerId } = proposal;
      await tx.announce('directory.proposal-decided', {
        proposalId,
        bodyId,
        proposerId,
        accepted: decision.accepted,
      });
      return { bodyId };
    },
    { proposalId, decision },
  );
}

async function carryOut(tx: Transaction, { bodyId, kind, proposed }: ProposalRow): Promise<void> {
  const { centreId, now, actor } = tx.call;
  await takeRegister(tx);
  await lockBody(tx.db, centreId, bodyId);
  if (kind === 'CONTACT') {
    await updateBody(tx.db, centreId, bodyId, PROPOSALS.CONTACT.parse(proposed));
  } else if (kind === 'POPULATION') {
    const { on, inhabitants, source } = PROPOSALS.POPULATION.parse(proposed);
    const line = { bodyId, on, value: inhabitants, source, provisional: false };
    await insertFigure(tx.db, centreId, 'population', line, { at: now, by: actor.name });
  } else {
    const { role, name, email, phone, act, from } = PROPOSALS.ROLE.parse(proposed);
    const person = { name, email, phone };
    await placeInRole(tx, bodyId, { person, role, act, from, to: null, associated: false, hostBodyId: null });
  }
}
