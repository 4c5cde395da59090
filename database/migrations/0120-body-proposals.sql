-- What a body proposes to change of its own data; the centre accepts or refuses. [B2: TC own, UO delegated]
create table directory.body_proposals (
  centre_id            uuid not null,
  id                   uuid not null,
  body_id              uuid not null,
  kind                 text not null,
  proposed             jsonb not null,
  reason               text not null,
  proposed_by          text not null,
  proposer_id          uuid,
  acting_body_id       uuid,
  on_behalf_of_body_id uuid,
  delegation_id        uuid,
  proposed_at          timestamptz not null,
  state                text not null default 'PROPOSED',
  decided_by           text,
  decided_at           timestamptz,
  decision_reason      text,
  constraint body_proposals_have_an_identifier primary key (centre_id, id),
  constraint a_proposal_is_about_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint proposal_kind_is_known check (kind in ('CONTACT', 'ROLE', 'POPULATION')),
  constraint proposal_state_is_known check (state in ('PROPOSED', 'ACCEPTED', 'REFUSED')),
  constraint a_decided_proposal_says_who_decided check ((state = 'PROPOSED') = (decided_at is null and decided_by is null)),
  constraint a_refused_proposal_says_why check (state <> 'REFUSED' or decision_reason is not null)
);
create index body_proposals_by_state on directory.body_proposals (centre_id, state, proposed_at desc);
create index body_proposals_by_body on directory.body_proposals (centre_id, body_id, proposed_at desc);
call platform.lock_by_centre('directory.body_proposals', 'select, insert, update');

-- Window: people by name, for searches; nothing beyond the name leaves the room.
create view directory.person_card with (security_invoker = true) as
  select centre_id, id as person_id, name, search_text from directory.people where erased_at is null;
grant select on directory.person_card to broletto_app;
