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
  granted_reason text,
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
  account_id  uuid references access.accounts (id),
  withdrawn_at timestamptz,
  sent_times  int not null default 1,
  constraint invitations_have_an_identifier primary key (centre_id, id),
  constraint an_invitation_ends_one_way check (accepted_at is null or withdrawn_at is null),
  constraint an_accepted_invitation_says_by_whom check ((accepted_at is null) = (account_id is null)),
  constraint invited_role_is_known check (role in ('CM','PM','AO','SO','CH','PD','TC','LR','SC','UO','OP','AU')),
  constraint an_invitation_to_a_body_names_it check ((role in ('PD','TC','LR','SC','UO')) = (body_id is not null))
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

-- Between the password and the code of the second step; a few minutes, a few attempts.
create table access.sign_in_steps (
  id         uuid not null,
  token_hash bytea not null,
  account_id uuid not null references access.accounts (id),
  started_at timestamptz not null,
  expires_at timestamptz not null,
  attempts   int not null default 0,
  done_at    timestamptz,
  constraint sign_in_steps_have_an_identifier primary key (id),
  constraint a_step_has_its_own_token unique (token_hash)
);
create index sign_in_steps_by_age on access.sign_in_steps (expires_at);
grant select, insert, update, delete on access.sign_in_steps to broletto_app;

-- Codes for who has lost the device of the second step: each opens once.
create table access.recovery_codes (
  account_id uuid not null references access.accounts (id),
  code_hash  bytea not null,
  made_at    timestamptz not null,
  used_at    timestamptz,
  constraint a_recovery_code_is_one_of_its_account primary key (account_id, code_hash)
);
grant select, insert, update, delete on access.recovery_codes to broletto_app;

-- Attempts that did not succeed (sign-in, second step, resets asked), by keyed hash of address, origin and browser:
-- what the limits count, in every process. Kept a day.
create table access.failed_sign_ins (
  id           uuid not null,
  address_hash bytea not null,
  origin_hash  bytea not null,
  device_hash  bytea,
  at           timestamptz not null,
  constraint failed_sign_ins_have_an_identifier primary key (id)
);
create index failed_sign_ins_by_address on access.failed_sign_ins (address_hash, origin_hash, at desc);
create index failed_sign_ins_by_origin on access.failed_sign_ins (origin_hash, at desc);
create index failed_sign_ins_by_device on access.failed_sign_ins (device_hash, at desc) where device_hash is not null;
create index failed_sign_ins_by_age on access.failed_sign_ins (at);
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
create index api_tokens_by_account on access.api_tokens (centre_id, account_id, created_at desc);

-- The centre of an invitation, from the token of its link: whoever opens it is not in any centre yet.
create function access.find_invitation(presented bytea) returns table (centre_id uuid, id uuid) language sql stable security definer
set search_path = access, pg_temp as $$
  select i.centre_id, i.id from access.invitations i where i.token_hash = presented
$$;
revoke all on function access.find_invitation from public;
grant execute on function access.find_invitation to broletto_app;
create unique index an_invitation_is_open_once on access.invitations (centre_id, email, role, coalesce(body_id, '00000000-0000-0000-0000-000000000000'))
  where accepted_at is null and withdrawn_at is null;
