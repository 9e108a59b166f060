using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Architecture.Tests;

/// <summary>Finds string literals that are SQL. SQL belongs in .sql files, where it can be read, run and planned.</summary>
internal static partial class SqlText
{
    public static IEnumerable<string> FindIn(SourceFile file) =>
        from literal in file.Syntax.DescendantNodes()
        let text = TextOf(literal)
        where text is not null && IsSql(text)
        select file.At(literal, $"SQL text in C#: {text.Trim()}");

    public static bool IsSql(string text) => Statement().IsMatch(text) || Clause().IsMatch(text);

    private static string? TextOf(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax interpolated => string.Concat(interpolated.Contents.Select(part =>
            part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : "x")),
        _ => null,
    };

    /// <summary>A whole statement; prose starts with a capital and is not all capitals.</summary>
    [GeneratedRegex(@"^\s*(select|SELECT|insert|INSERT|update|UPDATE|delete|DELETE|with|WITH|create|CREATE|alter|ALTER|drop|DROP|truncate|TRUNCATE|vacuum|VACUUM|listen|LISTEN|unlisten|UNLISTEN|notify|NOTIFY|pragma|PRAGMA|set|SET|begin|BEGIN|savepoint|SAVEPOINT|analyze|ANALYZE)\s+\S")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(insert\s+into|delete\s+from|select\s+.+\s+from|update\s+\S+\s+set\s+\S+\s*=|(create|drop|alter)\s+(table|index|schema|view)|for\s+update\s+skip|order\s+by\s+\S+\s+(asc|desc|limit))\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Clause();
}
