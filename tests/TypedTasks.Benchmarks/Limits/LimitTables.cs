using Npgsql;
using NpgsqlTypes;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Limits;

/// <summary>The tables and statements of the raw limits.</summary>
internal sealed class LimitTables(Database database)
{
    public const int Queue = 1;
    public const int Contract = 1;
    public const int MaxAttempts = 10;
    public const short Rank = 0;

    public static string Sql(string name) => SqlText.Of($"limits/{name}");

    public static async Task<LimitTables> CreateAsync(Database database)
    {
        await using var command = database.Source.CreateCommand(Sql("create_tables"));
        await command.ExecuteNonQueryAsync();
        return new LimitTables(database);
    }

    /// <summary>An open connection whose plans are pinned.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = await database.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(Sql("pin_plans"), connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public static void BindMany(NpgsqlParameterCollection parameters, int count, int first)
    {
        parameters.Clear();
        parameters.Add(new NpgsqlParameter<int[]> { TypedValue = Repeat(Queue, count) });
        parameters.Add(new NpgsqlParameter<int[]> { TypedValue = Repeat(Contract, count) });
        parameters.Add(new NpgsqlParameter<int[]> { TypedValue = Repeat(MaxAttempts, count) });
        parameters.Add(new NpgsqlParameter<short[]> { TypedValue = Repeat(Rank, count) });
        parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. Enumerable.Range(first, count).Select(Payload)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Json,
        });
    }

    /// <returns>The payload, the one parameter that changes.</returns>
    public static NpgsqlParameter<string> BindOne(NpgsqlParameterCollection parameters)
    {
        var payload = new NpgsqlParameter<string> { TypedValue = Payload(0), NpgsqlDbType = NpgsqlDbType.Json };
        parameters.Add(new NpgsqlParameter<int> { TypedValue = Queue });
        parameters.Add(new NpgsqlParameter<int> { TypedValue = Contract });
        parameters.Add(new NpgsqlParameter<int> { TypedValue = MaxAttempts });
        parameters.Add(new NpgsqlParameter<short> { TypedValue = Rank });
        parameters.Add(payload);
        return payload;
    }

    /// <summary>The same bytes as the payload of our no-op task.</summary>
    public static string Payload(int number) => $$"""{"number":{{number}}}""";

    private static T[] Repeat<T>(T value, int count)
    {
        var column = new T[count];
        Array.Fill(column, value);
        return column;
    }
}
