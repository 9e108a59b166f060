namespace TypedTasks.Postgres.Names;

/// <summary>The number behind a name, and when this process last saw that the database has both; a timestamp.</summary>
internal readonly record struct NameNumber(int Number, long SeenAt);
