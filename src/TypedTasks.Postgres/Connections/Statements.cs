using System.Collections.Frozen;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Connections;

/// <summary>All statements, with the names of one schema.</summary>
internal sealed class Statements
{
    private const string Token = "typed_tasks";

    private readonly FrozenDictionary<string, Statement> _statements;

    public Statements(string schema)
    {
        Files = new SqlFiles(typeof(Statements).Assembly, Token, schema == Token ? Token : $"\"{schema}\"");
        _statements = Files.Names.ToFrozenDictionary(name => name, name => Statement.Parse(name, Files[name]));
    }

    public SqlFiles Files { get; }

    public IEnumerable<Statement> All => _statements.Values;

    public Statement this[string name] => _statements.TryGetValue(name, out var statement) ? statement : throw new KeyNotFoundException(name);
}
