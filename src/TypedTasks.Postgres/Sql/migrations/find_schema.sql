-- Says whether the schema and its list of migrations exist.
-- Reads the catalog, because naming a missing table is an error and would end the transaction.
select
    exists (select from pg_catalog.pg_namespace where nspname = :schema) as has_schema,
    exists (
        select
        from pg_catalog.pg_class
        join pg_catalog.pg_namespace on pg_namespace.oid = pg_class.relnamespace
        where pg_namespace.nspname = :schema
          and pg_class.relname = 'schema_version'
    ) as has_versions
