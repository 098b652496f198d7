-- The tables of moves are the rule: the product may read them, and nobody who takes the product over may widen them.
do $$
declare moves regclass;
begin
  for moves in select oid from pg_class where relnamespace = 'facility'::regnamespace and relname like '%\_transition' and relkind = 'r' loop
    execute format('revoke insert, update, delete, truncate on %s from machimigaki_app', moves);
  end loop;
end $$;
