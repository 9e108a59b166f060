namespace TypedTasks.Shared.Locking;

/// <summary>Makes a payload that fits a version: always the same one for the same shape.</summary>
internal sealed class Samples
{
    // Deeper ones could not be read.
    private const int MaxDepth = 64;

    private readonly LockedVersion version;
    private readonly Stack<string> open = new();
    private bool isGivenUp;

    private Samples(LockedVersion version) => this.version = version;

    /// <summary>The payload as one line of JSON; none if the file does not know how a part of it looks, or if the first types to choose have no end.</summary>
    public static IEnumerable<string> Of(LockedVersion version)
    {
        var samples = new Samples(version);
        var sample = samples.Object(version.Parameters);
        return samples.isGivenUp ? [] : [sample];
    }

    private string Object(IEnumerable<LockedMember> members)
        => "{" + string.Join(",", members.Select(member => JsonText.Quote(member.Name) + ":" + Value(member.Use, member.Name))) + "}";

    private string Value(LockedUse use, string name)
    {
        if (use.IsNullable && use.Names.Any(open.Contains)) return "null"; // a tree ends here
        return use.Kind switch
        {
            LockedUseKind.Value => Value(use.Name, name),
            LockedUseKind.Dictionary when !EndsInOpen(use) => "{" + Key(use) + ":" + Value(use.Element!, name) + "}", // a dictionary has both
            LockedUseKind.Dictionary => "{}",
            _ when !EndsInOpen(use) => "[" + Value(use.Element!, name) + "]", // a list has elements
            _ => "[]",
        };
    }

    private bool EndsInOpen(LockedUse use) => use.Names.Any(open.Contains);

    private string Value(string type, string name)
    {
        isGivenUp |= open.Count > MaxDepth;
        if (isGivenUp) return "null";
        switch (version.Type(type))
        {
            case LockedObject { Union: { } union } @object:
                return union.Cases.Count == 0 ? Members(@object) : Union(union, @object, name);
            case LockedObject @object:
                return Members(@object);
            case LockedEnum { Values.Count: > 0 } @enum:
                return @enum.IsStoredByName ? JsonText.Quote(@enum.Values[0].Name) : @enum.Values[0].Number;
            case LockedEnum @enum:
                return @enum.IsStoredByName ? JsonText.Quote("0") : "0";
            case LockedOpaque:
                isGivenUp = true;
                return "null";
            default:
                return Scalar(ScalarNames.KindOf(type) ?? ScalarKind.String, name);
        }
    }

    private string Members(LockedObject type)
    {
        open.Push(type.Name);
        var json = Object(type.Members);
        open.Pop();
        return json;
    }

    // The first case that does not lead back here.
    private string Union(LockedUnion union, LockedObject type, string name)
    {
        open.Push(type.Name);
        var @case = union.Cases.FirstOrDefault(candidate => !open.Contains(candidate.Type)) ?? union.Cases[0];
        var json = @case.Type == type.Name ? Object(type.Members)
            : version.Type(@case.Type) is LockedObject exact ? Members(exact) // without a discriminator of its own, if it has one for types of its own
            : Value(@case.Type, name);
        open.Pop();
        return "{" + JsonText.Quote(union.Discriminator) + ":" + @case.Value + (json == "{}" ? "" : ",") + json.Substring(1);
    }

    private string Key(LockedUse use)
    {
        if (use.Key is not { } key) return "\"\"";
        if (version.Type(key.Name) is LockedEnum @enum) return JsonText.Quote(@enum.Values.Count > 0 ? @enum.Values[0].Name : "0");
        var value = Value(key, "key");
        return value[0] == '"' ? value : JsonText.Quote(value);
    }

    private static string Scalar(ScalarKind kind, string name) => kind switch
    {
        ScalarKind.Boolean => "true",
        ScalarKind.Char => "\"a\"",
        ScalarKind.String => JsonText.Quote(name),
        ScalarKind.Half or ScalarKind.Single or ScalarKind.Double => "1.5",
        ScalarKind.Decimal => "1.50",
        ScalarKind.Guid => "\"0f8fad5b-d9cb-469f-a165-70867728950e\"",
        ScalarKind.DateTime => "\"2026-01-31T12:30:00Z\"",
        ScalarKind.DateTimeOffset => "\"2026-01-31T12:30:00+01:00\"",
        ScalarKind.DateOnly => "\"2026-01-31\"",
        ScalarKind.TimeOnly => "\"12:30:00\"",
        ScalarKind.TimeSpan => "\"1.02:30:00\"",
        ScalarKind.Uri => "\"https://example.com/\"",
        ScalarKind.Version => "\"1.2.3\"",
        ScalarKind.Bytes or ScalarKind.Memory or ScalarKind.ReadOnlyMemory => "\"AQID\"",
        ScalarKind.JsonElement or ScalarKind.JsonNode or ScalarKind.JsonObject => "{}",
        ScalarKind.JsonArray => "[]",
        _ => "1",
    };
}
