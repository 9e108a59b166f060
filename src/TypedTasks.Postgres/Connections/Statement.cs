using System.Collections.Immutable;
using System.Text;

namespace TypedTasks.Postgres.Connections;

/// <summary>One statement of a .sql file with <c>$n</c> in place of its <c>:name</c> parameters: the form that the server takes as it is.</summary>
internal sealed record Statement(string Name, string Text, ImmutableArray<string> Parameters)
{
    /// <summary>Translates a file. Text literals, quoted identifiers, dollar-quoted bodies, casts and comments hold no parameters; comments are dropped.</summary>
    public static Statement Parse(string name, string sql)
    {
        var text = new StringBuilder(sql.Length);
        var parameters = ImmutableArray.CreateBuilder<string>();
        for (var position = 0; position < sql.Length;)
        {
            if (Starts(sql, position, "--"))
            {
                position = End(sql, position, "\n");
                continue;
            }

            var length = LengthOfPlain(sql, position);
            if (length > 0)
            {
                text.Append(sql, position, length);
                position += length;
                continue;
            }

            var end = position + 1;
            while (end < sql.Length && IsNamePart(sql[end])) end++;
            var parameter = sql[(position + 1)..end];
            if (!parameters.Contains(parameter)) parameters.Add(parameter);
            text.Append('$').Append(parameters.IndexOf(parameter) + 1);
            position = end;
        }

        return new Statement(name, text.ToString().Trim(), parameters.ToImmutable());
    }

    // Zero when a parameter begins here.
    private static int LengthOfPlain(string sql, int position)
    {
        switch (sql[position])
        {
            case '\'': return End(sql, position + 1, "'") - position;
            case '"': return End(sql, position + 1, "\"") - position;
            case '$' when Starts(sql, position, "$$"): return End(sql, position + 2, "$$") - position;
            case ':' when Starts(sql, position, "::"): return 2;
            case ':' when position + 1 < sql.Length && IsNameStart(sql[position + 1]): return 0;
            default: return 1;
        }
    }

    private static bool Starts(string sql, int position, string mark) => string.CompareOrdinal(sql, position, mark, 0, mark.Length) == 0;

    private static int End(string sql, int from, string mark)
    {
        var found = sql.IndexOf(mark, from, StringComparison.Ordinal);
        return found < 0 ? sql.Length : found + mark.Length;
    }

    private static bool IsNameStart(char c) => c is '_' or (>= 'a' and <= 'z');

    private static bool IsNamePart(char c) => IsNameStart(c) || char.IsAsciiDigit(c);
}
