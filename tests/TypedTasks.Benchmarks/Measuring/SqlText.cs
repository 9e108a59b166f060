using TypedTasks.Storage;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>The benchmark's own statements, from its .sql files.</summary>
internal static class SqlText
{
    private static readonly SqlFiles Files = new(typeof(SqlText).Assembly, "typed_tasks", "typed_tasks");

    public static string Of(string name) => Files[name];
}
