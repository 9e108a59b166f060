using System.Text;

namespace TypedTasks.Analyzers.Tests.Corpus;

/// <summary>Writes random payload types, good and bad ones, and a task that takes one of them. The same seed gives the same program.</summary>
internal sealed class RandomTypes(int seed)
{
    private static readonly string[] Leaves =
    [
        "int", "string", "string?", "Guid", "int?", "decimal", "DateTimeOffset", "DayOfWeek", "byte[]", "bool", "Uri?", "Guid?", "char", "TimeSpan", "DateOnly", "Color", "Color?", "Tint", "Int128", "ReadOnlyMemory<byte>", "KeyValuePair<int, string?>", "System.Collections.Immutable.ImmutableArray<string>",
    ];

    private static readonly string[] Refused = ["object", "Stream", "Func<int>", "int[,]", "(int, int)", "Task", "IComparable", "nint", "Stack<int>", "Type", "CancellationToken", "Memory<int>"];

    private readonly Random random = new(seed);
    private readonly StringBuilder types = new();
    private int count;

    /// <summary>The program.</summary>
    public string Write()
    {
        types.AppendLine("public enum Color { Red = 1, Green = 2 }");
        types.AppendLine("[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Tint>))] public enum Tint { [System.Text.Json.Serialization.JsonStringEnumMemberName(\"off-white\")] OffWhite, Gray }");
        var payload = Type(depth: 3);
        var result = random.Next(3) == 0 ? $"Task<{Type(depth: 2)}>" : "Task";
        return $$"""
            {{types}}
            public static class Program
            {
                [QueueTask]
                public static {{result}} WorkAsync({{payload}} payload, int? count = 3, string? text = null) => throw new NotSupportedException();
            }
            """;
    }

    private string Type(int depth)
    {
        if (depth == 0) return Pick(Leaves);
        return random.Next(12) switch
        {
            0 or 1 => Pick(Leaves),
            2 => $"List<{Type(depth - 1)}>",
            3 => $"{Type(depth - 1)}[]",
            4 => $"IReadOnlyDictionary<{Pick("string", "int", "Guid", "Color", "Tint", "object", "double")}, {Type(depth - 1)}>",
            5 => Pick("HashSet<T>?", "Queue<T>", "System.Collections.Immutable.ImmutableList<T>", "LinkedList<T>").Replace("T>", $"{Type(depth - 1)}>", StringComparison.Ordinal),
            6 when random.Next(4) == 0 => Pick(Refused),
            _ => Declare(depth),
        };
    }

    private string Declare(int depth)
    {
        var name = "T" + count++;
        var parameters = Enumerable.Range(0, random.Next(3)).Select(index => $"{Type(depth - 1)} P{index}{(random.Next(6) == 0 ? " = default!" : "")}").ToList();
        var members = string.Concat(Enumerable.Range(0, random.Next(4)).Select(index => Member(index, depth)));
        var isGeneric = random.Next(5) == 0;
        if (isGeneric) members += " public A? Value { get; init; }";
        var declaration = random.Next(6) switch
        {
            0 => $"public sealed record {name}{(isGeneric ? "<A>" : "")}({Optional(parameters)}) {{ {members} }}",
            1 => $"public readonly record struct {name}{(isGeneric ? "<A>" : "")}({Optional(parameters)}) {{ {members.Replace("set;", "init;", StringComparison.Ordinal)} }}",
            2 => $"public class {name}{(isGeneric ? "<A>" : "")} {{ {members} }}",
            3 => $"public struct {name}{(isGeneric ? "<A>" : "")} {{ public {name}() {{ }} {members} }}",
            4 => $"public sealed class {name}{(isGeneric ? "<A>" : "")}({Optional([.. parameters.Select(parameter => parameter.Replace(" P", " p", StringComparison.Ordinal))])}) {{ {Properties(parameters)} {members} }}",
            _ => $"public {Pick("sealed", "abstract")} class {name}{(isGeneric ? "<A>" : "")} {{ {members} }}",
        };
        types.AppendLine(declaration);
        return isGeneric ? $"{name}<{Type(depth - 1)}>" : name;
    }

    private string Member(int index, int depth)
    {
        var type = Type(depth - 1);
        var name = index == 1 && random.Next(6) == 0 ? "m0" : "M" + index;
        return random.Next(14) switch
        {
            0 => $" public {type} {name} {{ get; }} = default!;",
            1 => $" public {type} {name} {{ get; private set; }} = default!;",
            2 => $" public required {type} {name} {{ get; init; }}",
            3 => $" public required {type} {name} {{ get; set; }}",
            4 => $" [System.Text.Json.Serialization.JsonIgnore] public {type} {name} {{ get; set; }} = default!;",
            5 => $" [System.Text.Json.Serialization.JsonPropertyName(\"m{index / 2}\")] public {type} {name} {{ get; set; }} = default!;",
            6 => $" public {type} {name} => default!;",
            7 => $" private {type} {name} {{ get; set; }} = default!;",
            8 => $" [System.Text.Json.Serialization.JsonRequired] public {type} {name} {{ get; set; }} = default!;",
            9 => $" public {type} {name} {{ get; init; }} = default!;",
            _ => $" public {type} {name} {{ get; set; }} = default!;",
        };
    }

    // Constructor parameters with defaults come last.
    private static string Optional(List<string> parameters) => string.Join(", ", parameters.OrderBy(parameter => parameter.Contains('=', StringComparison.Ordinal)));

    private static string Properties(List<string> parameters)
        => string.Join(' ', parameters.Select(parameter => parameter.Split(" = ")[0]).Select(parameter =>
        {
            var name = parameter[(parameter.LastIndexOf(' ') + 1)..];
            return $"public {parameter} {{ get; }} = p{name[1..]};";
        }));

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
