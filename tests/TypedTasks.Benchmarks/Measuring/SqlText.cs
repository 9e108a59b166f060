using TypedTasks.Storage;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>The benchmark's own statements, from its .sql files.</summary>
internal static class SqlText
{
    // Filling tables with millions of rows is one statement.
    private const int TimeoutInSeconds = 1800;

    private static readonly SqlFiles Files = new(typeof(SqlText).Assembly, "typed_tasks", "typed_tasks");

    public static string Of(string name) => Files[name];

    /// <summary>The one value that a statement answers with; its parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
    public static async Task<T> AskAsync<T>(Database database, string name, params object[] parameters)
    {
        await using var command = database.Source.CreateCommand(Of(name));
        command.CommandTimeout = TimeoutInSeconds;
        foreach (var parameter in parameters) command.Parameters.Add(new() { Value = parameter });
        return (T)(await command.ExecuteScalarAsync())!; // ! these statements answer with one row without nulls
    }

    public static async Task RunAsync(Database database, string name, params object[] parameters)
    {
        await using var command = database.Source.CreateCommand(Of(name));
        command.CommandTimeout = TimeoutInSeconds;
        foreach (var parameter in parameters) command.Parameters.Add(new() { Value = parameter });
        await command.ExecuteNonQueryAsync();
    }
}
