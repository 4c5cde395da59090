-- Signed files: the authorities that the centre recognises, what it asks of a signature, and each check with its report.
create table documents.trust_anchors (
  centre_id      uuid not null references centres.centres (id),
  id             uuid not null,
  name           text not null,
  serial         text not null,
  valid_from     timestamptz not null,
  valid_to       timestamptz not null,
  -- SHA-256 of the certificate.
  fingerprint    text not null,
  certificate    bytea not null,
  source         text not null,
  added_by       text not null,
  added_at       timestamptz not null,
  removed_by     text,
  removed_at     timestamptz,
  removal_reason text,
  constraint trust_anchors_have_an_identifier primary key (centre_id, id),
  constraint a_fingerprint_is_a_hash check (fingerprint ~ '^[0-9a-f]{64}$'),
  constraint a_removed_anchor_says_who_when_and_why check ((removed_at is null) = (removed_by is null) and (removed_at is null) = (removal_reason is null))
);
create unique index an_authority_is_recognised_once on documents.trust_anchors (centre_id, fingerprint) where removed_at is null;
create index trust_anchors_by_name on documents.trust_anchors (centre_id, name, id);
call platform.lock_by_centre('documents.trust_anchors', 'select, insert, update');

-- What the centre asks of a signature; the latest line counts.
create table documents.signature_policies (
  centre_id           uuid not null references centres.centres (id),
  id                  uuid not null,
  revocation_required boolean not null,
  reason              text not null,
  set_by              text not null,
  set_at              timestamptz not null,
  constraint signature_policies_have_an_identifier primary key (centre_id, id)
);
create index signature_policies_by_time on documents.signature_policies (centre_id, set_at desc, id desc);
call platform.lock_by_centre('documents.signature_policies', 'select, insert');

create table documents.signature_checks (
  centre_id            uuid not null,
  id                   uuid not null,
  document_id          uuid not null,
  kind                 text not null,
  accepted             boolean not null,
  report               jsonb not null,
  -- The verification report of the certification authority, with the note of who attached it.
  authority_report_id  uuid,
  note                 text,
  checked_by           text not null,
  checked_at           timestamptz not null,
  constraint signature_checks_have_an_identifier primary key (centre_id, id),
  constraint a_check_is_of_a_document foreign key (centre_id, document_id) references documents.documents (centre_id, id),
  constraint an_attached_report_is_a_document foreign key (centre_id, authority_report_id) references documents.documents (centre_id, id),
  constraint signed_file_kind_is_known check (kind in ('PADES','CADES','NONE')),
  constraint an_unsigned_file_is_never_accepted check (kind <> 'NONE' or not accepted)
);
create index signature_checks_by_document on documents.signature_checks (centre_id, document_id, checked_at desc, id desc);
call platform.lock_by_centre('documents.signature_checks', 'select, insert');
