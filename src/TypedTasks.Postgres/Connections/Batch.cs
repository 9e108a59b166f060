using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>Statements that go to the server in one round trip. Sent without BEGIN they are one transaction: all of them or none.</summary>
internal sealed class Batch(Statements statements)
{
    private readonly List<NpgsqlBatchCommand> _commands = [];

    public IReadOnlyList<NpgsqlBatchCommand> Commands => _commands;

    /// <summary>Whether its statements are prepared, where the connection allows it. Only for those whose plan suits all values and sizes.</summary>
    public bool IsPrepared { get; private init; }

    /// <summary>A batch that is a transaction of its own, under READ COMMITTED.</summary>
    public static Batch ReadCommitted(Statements statements) => new Batch(statements).Add("session/pin_isolation");

    /// <summary>The same, prepared.</summary>
    public static Batch Prepared(Statements statements) => new Batch(statements) { IsPrepared = true }.Add("session/pin_isolation");

    /// <summary>The same, prepared and with index plans only; the answer begins with one more result.</summary>
    public static Batch WithPinnedPlans(Statements statements) => Prepared(statements).Add("session/pin_plans");

    public Batch Add(string statement) => Add(new Binding(statements[statement]));

    public Batch Add(string statement, Func<Binding, Binding> bind) => Add(bind(new Binding(statements[statement])));

    private Batch Add(Binding binding)
    {
        _commands.Add(binding.ToCommand());
        return this;
    }
}
