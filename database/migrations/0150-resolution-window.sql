-- Acts of the members' organs, as other rooms may find them: by number, and by the body that resolved.
create view membership.resolution_card with (security_invoker = true) as
  select centre_id, id as resolution_id, body_id, application_id, kind, organ, number, resolved_on, executive_from from membership.resolutions;
grant select on membership.resolution_card to broletto_app;
