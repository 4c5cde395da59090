-- Window: the picture that a centre puts on its documents.
create view centres.centre_logo with (security_invoker = true) as
  select id as centre_id, logo, logo_type from centres.centres where logo is not null;
grant select on centres.centre_logo to broletto_app;
