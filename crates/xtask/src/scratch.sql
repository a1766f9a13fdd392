-- The server is new, so there is nothing to look for first.
create role wenze_app login password 'wenze_app';
