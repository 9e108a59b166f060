using Npgsql;
using NpgsqlTypes;

namespace TypedTasks.Postgres.Connections;

/// <summary>A statement and the values of its parameters. Values go by position: named ones would be rewritten on each call.</summary>
internal readonly struct Binding(Statement statement)
{
    private readonly NpgsqlParameter?[] _values = new NpgsqlParameter?[statement.Parameters.Length];

    public Binding Set<T>(string name, T value, NpgsqlDbType type)
    {
        var position = statement.Parameters.IndexOf(name);
        if (position < 0) throw new InvalidOperationException($"Statement '{statement.Name}' has no parameter '{name}'.");

        _values[position] = new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type };
        return this;
    }

    public Binding Set(string name, int value) => Set(name, value, NpgsqlDbType.Integer);

    public Binding Set(string name, long value) => Set(name, value, NpgsqlDbType.Bigint);

    public Binding Set(string name, bool value) => Set(name, value, NpgsqlDbType.Boolean);

    public Binding Set(string name, string value) => Set(name, value, NpgsqlDbType.Text);

    public Binding Set(string name, int[] values) => Set(name, values, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public Binding Set(string name, short[] values) => Set(name, values, NpgsqlDbType.Array | NpgsqlDbType.Smallint);

    public Binding Set(string name, long[] values) => Set(name, values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public Binding Set(string name, bool[] values) => Set(name, values, NpgsqlDbType.Array | NpgsqlDbType.Boolean);

    public Binding Set(string name, Guid?[] values) => Set(name, values, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public Binding Set(string name, long?[] values) => Set(name, values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public Binding Set(string name, string?[] values) => Set(name, values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public Binding SetJson(string name, byte[]?[] values) => Set(name, values, NpgsqlDbType.Array | NpgsqlDbType.Json);

    public Binding SetTime(string name, long value) => Set(name, value, NpgsqlDbType.TimestampTz);

    public Binding SetTimes(string name, long[] values) => Set(name, values, NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);

    public Binding SetTimes(string name, long?[] values) => Set(name, values, NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);

    public NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(statement.Text);
        for (var position = 0; position < _values.Length; position++)
            command.Parameters.Add(_values[position]
                ?? throw new InvalidOperationException($"Parameter '{statement.Parameters[position]}' of statement '{statement.Name}' was not set."));
        return command;
    }
}
