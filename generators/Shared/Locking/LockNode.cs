using System.Globalization;

namespace TypedTasks.Shared.Locking;

/// <summary>A value of the lock file on its way into the model: says what it should be if it is something else.</summary>
internal sealed class LockNode(JsonNode node, string name)
{
    public LockFileException Refuse(string message) => new(node.Line, message);

    public void AllowOnly(params string[] names)
    {
        foreach (var member in Children(JsonKind.Object, "an object"))
            if (!names.Contains(member.Key)) throw new LockFileException(member.Value.Line, $"'{member.Key}' is no member of {name}");
    }

    public LockNode Required(string member) => Optional(member) ?? throw Refuse($"{name} lacks '{member}'");

    public LockNode? Optional(string member)
        => Children(JsonKind.Object, "an object").FirstOrDefault(child => child.Key == member) is { Value: { } found } ? new LockNode(found, $"'{member}'") : null;

    public IEnumerable<KeyValuePair<string, LockNode>> Members()
        => Children(JsonKind.Object, "an object").Select(child => new KeyValuePair<string, LockNode>(child.Key, new LockNode(child.Value, $"'{child.Key}'")));

    public IEnumerable<LockNode> Elements() => Children(JsonKind.Array, "an array").Select(child => new LockNode(child.Value, name));

    public IEnumerable<string> Strings() => Elements().Select(element => element.String());

    public string String() => node.Kind == JsonKind.String ? node.Text : throw Refuse($"{name} is not a text");

    public string Number() => node.Kind == JsonKind.Number ? node.Text : throw Refuse($"{name} is not a number");

    public bool Boolean() => node.Kind == JsonKind.Boolean ? node.Text == "true" : throw Refuse($"{name} is not true or false");

    /// <summary>A whole number of any enum's range, as its digits.</summary>
    public string Integer()
    {
        var text = Number();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            || ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return text;
        throw Refuse($"{name} is not a whole number");
    }

    public LockedUse Use() => LockedUseParser.Parse(String()) ?? throw Refuse($"'{node.Text}' is no type");

    /// <summary>The value as JSON on one line.</summary>
    public string Compact() => Compact(node);

    private IReadOnlyList<KeyValuePair<string, JsonNode>> Children(JsonKind kind, string what)
        => node.Kind == kind ? node.Members : throw Refuse($"{name} is not {what}");

    private static string Compact(JsonNode node) => node.Kind switch
    {
        JsonKind.String => JsonText.Quote(node.Text),
        JsonKind.Array => "[" + string.Join(",", node.Members.Select(member => Compact(member.Value))) + "]",
        JsonKind.Object => "{" + string.Join(",", node.Members.Select(member => JsonText.Quote(member.Key) + ":" + Compact(member.Value))) + "}",
        _ => node.Text,
    };
}
