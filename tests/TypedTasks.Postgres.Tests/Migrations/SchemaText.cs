namespace TypedTasks.Postgres.Tests.Migrations;

/// <summary>Describes a schema in lines of text, as it stands in the catalog.</summary>
internal static class SchemaText
{
    public static string Query(string schema) => $"""
        select line
        from (
            select
                1 as part, relname::text as name, 0 as position,
                case relkind when 'v' then 'view ' else 'table ' end || relname
                    || coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '') as line
            from pg_class
            where relnamespace = '{schema}'::regnamespace and relkind in ('r', 'v')
            union all
            select
                1, pg_class.relname::text, attnum,
                '    ' || attname || ' ' || format_type(atttypid, atttypmod)
                    || case when attnotnull then ' not null' else '' end
                    || case when attidentity = 'a' then ' generated always as identity' else '' end
                    || coalesce(' default ' || pg_get_expr(adbin, adrelid), '')
            from pg_attribute
            join pg_class on pg_class.oid = attrelid
            left join pg_attrdef on adrelid = attrelid and adnum = attnum
            where relnamespace = '{schema}'::regnamespace and relkind in ('r', 'v') and attnum > 0 and not attisdropped
            union all
            select 1, tablename::text, 1000, '    ' || regexp_replace(indexdef, 'create ', '', 'i')
            from pg_indexes
            where schemaname = '{schema}'
            union all
            select 1, pg_class.relname::text, 2000 + objsubid, '    -- ' || coalesce(attname || ': ', '') || description
            from pg_description
            join pg_class on pg_class.oid = objoid and classoid = 'pg_class'::regclass
            left join pg_attribute on attrelid = objoid and attnum = objsubid and attnum > 0
            where relnamespace = '{schema}'::regnamespace
            union all
            select 2, proname::text, 0, 'function ' || proname || '(' || pg_get_function_arguments(oid) || ') returns ' || pg_get_function_result(oid)
            from pg_proc
            where pronamespace = '{schema}'::regnamespace
            union all
            select 3, version::text, 0, 'migration ' || version || ' ' || name
            from {schema}.schema_version
        ) as lines
        order by part, name collate "C", position, line collate "C"
        """;
}
