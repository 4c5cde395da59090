-- Accounts, sign-ins, grants per centre and body, invitations, tokens of the API.
create schema access;
grant usage on schema access to broletto_app;

create table access.accounts (
  id                  uuid not null,
  email               text not null,
  name                text not null,
  password_hash       text,
  password_changed_at timestamptz,
  totp_secret         text,
  totp_confirmed_at   timestamptz,
  totp_last_step      bigint,
  created_at          timestamptz not null default now(),
  closed_at           timestamptz,
  demonstration       boolean not null default false,
  constraint accounts_have_an_identifier primary key (id),
  constraint an_address_is_written_in_lower_case check (email = lower(email) and email like '%_@_%')
);
create unique index an_address_has_one_open_account on access.accounts (email) where closed_at is null;
grant select, insert, update on access.accounts to broletto_app;

create table access.installation_administrators (
  account_id uuid not null references access.accounts (id),
  since      timestamptz not null default now(),
  until      timestamptz,
  constraint an_account_administers_once primary key (account_id)
);
grant select, insert, update on access.installation_administrators to broletto_app;

create table access.sessions (
  id            uuid not null,
  token_hash    bytea not null,
  account_id    uuid not null references access.accounts (id),
  centre_id     uuid references centres.centres (id),
  created_at    timestamptz not null,
  seen_at       timestamptz not null,
  expires_at    timestamptz not null,
  ended_at      timestamptz,
  browser       text not null default '',
  constraint sessions_have_an_identifier primary key (id),
  constraint a_token_opens_one_session unique (token_hash)
);
create index sessions_by_account on access.sessions (account_id, expires_at desc);
grant select, insert, update, delete on access.sessions to broletto_app;

create table access.grants (
  centre_id  uuid not null references centres.centres (id),
  id         uuid not null,
  account_id uuid not null references access.accounts (id),
  role       text not null,
  body_id    uuid,
  granted_by text not null,
  granted_at timestamptz not null,
  ended_at   timestamptz,
  ended_by   text,
  reason     text,
  constraint grants_have_an_identifier primary key (centre_id, id),
  constraint granted_role_is_known check (role in ('CM','PM','AO','SO','CH','PD','TC','LR','SC','UO','OP','AU')),
  constraint roles_of_a_body_name_the_body check ((role in ('PD','TC','LR','SC','UO')) = (body_id is not null)),
  constraint an_ended_grant_says_who_ended_it check ((ended_at is null) = (ended_by is null))
);
create unique index a_role_is_granted_once on access.grants (centre_id, account_id, role, coalesce(body_id, '00000000-0000-0000-0000-000000000000')) where ended_at is null;
create index grants_by_account on access.grants (account_id) where ended_at is null;
create index grants_by_body on access.grants (centre_id, body_id) where ended_at is null;
call platform.lock_by_centre('access.grants', 'select, insert, update');

create table access.invitations (
  centre_id   uuid not null references centres.centres (id),
  id          uuid not null,
  email       text not null,
  name        text not null,
  role        text not null,
  body_id     uuid,
  token_hash  bytea not null,
  invited_by  text not null,
  invited_at  timestamptz not null,
  expires_at  timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  constraint invitations_have_an_identifier primary key (centre_id, id),
  constraint an_invitation_ends_one_way check (accepted_at is null or withdrawn_at is null)
);
create unique index an_invitation_has_its_own_token on access.invitations (token_hash);
create index invitations_by_time on access.invitations (centre_id, invited_at desc);
call platform.lock_by_centre('access.invitations', 'select, insert, update');

create table access.password_resets (
  id         uuid not null,
  account_id uuid not null references access.accounts (id),
  token_hash bytea not null,
  asked_at   timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  constraint password_resets_have_an_identifier primary key (id),
  constraint a_reset_has_its_own_token unique (token_hash)
);
create index password_resets_by_account on access.password_resets (account_id, asked_at desc);
grant select, insert, update, delete on access.password_resets to broletto_app;

-- Failed sign-ins, by hash of address and of origin: what the limits count. Kept a day.
create table access.failed_sign_ins (
  id           uuid not null,
  address_hash bytea not null,
  origin_hash  bytea not null,
  device_hash  bytea,
  at           timestamptz not null,
  constraint failed_sign_ins_have_an_identifier primary key (id)
);
create index failed_sign_ins_by_address on access.failed_sign_ins (address_hash, at desc);
create index failed_sign_ins_by_origin on access.failed_sign_ins (origin_hash, at desc);
grant select, insert, delete on access.failed_sign_ins to broletto_app;

create table access.api_tokens (
  centre_id   uuid not null references centres.centres (id),
  id          uuid not null,
  account_id  uuid not null references access.accounts (id),
  label       text not null,
  token_hash  bytea not null,
  scopes      text[] not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  revoked_at  timestamptz,
  last_used_on date,
  constraint api_tokens_have_an_identifier primary key (centre_id, id),
  constraint a_token_has_at_least_one_scope check (cardinality(scopes) > 0)
);
create unique index an_api_token_is_unique on access.api_tokens (token_hash);
create index api_tokens_by_time on access.api_tokens (centre_id, created_at desc);
call platform.lock_by_centre('access.api_tokens', 'select, insert, update');
