-- The table of moves is the rule: the product may read it, and nobody who takes the product over may widen it.
revoke insert, update, delete, truncate on identity.registration_transition from machimigaki_app;
