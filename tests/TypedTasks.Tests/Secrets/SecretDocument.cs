using System.Globalization;
using System.Text;

namespace TypedTasks.Tests.Secrets;

/// <summary>A random description of sensitive places, and a random JSON text of that shape: as it is, and as people may see it.</summary>
internal sealed class SecretDocument
{
    /// <summary>Is in every sensitive value, key or text, and nowhere else.</summary>
    public const string Secret = "s3cret";

    private const int Whole = -1;
    private const int Harmless = -2;

    private readonly Random random;
    private readonly StringBuilder text = new();
    private readonly StringBuilder redacted = new();
    private readonly List<(Dictionary<string, int> Members, int? Values)> nodes = [];

    public SecretDocument(int seed)
    {
        random = new Random(seed);
        var count = random.Next(1, 5);
        for (var i = 0; i < count; i++) nodes.Add((Members(count), random.Next(3) == 0 ? random.Next(count) : null));
        Paths = new SensitivePaths([.. nodes.Select(node => new SensitiveNode
        {
            Members = [.. node.Members.Select(member => new SensitiveMember(member.Key, member.Value == Whole ? null : member.Value))],
            Values = node.Values,
        })]);
        Value(0, 0);
        Space();
    }

    public SensitivePaths Paths { get; }

    public byte[] Text => Encoding.UTF8.GetBytes(text.ToString());

    public byte[] Redacted => Encoding.UTF8.GetBytes(redacted.ToString());

    private Dictionary<string, int> Members(int count)
    {
        string[] names = ["password", "card", "näme", "a.b", "\"", "", "[0]"];
        return names.Where(_ => random.Next(2) == 0).ToDictionary(name => name, _ => random.Next(2) == 0 ? Whole : random.Next(count));
    }

    private void Value(int node, int depth)
    {
        Space();
        if (node == Whole) Hidden(depth);
        else if (depth > 5 || random.Next(8) == 0) Write(node == Harmless ? Scalar("plain") : "null");
        else if (random.Next(4) == 0) Array(node, depth);
        else Object(node, depth);
    }

    // Into the text alone; people see the redaction.
    private void Hidden(int depth)
    {
        redacted.Append(SensitivePaths.Redacted);
        text.Append(random.Next(4) switch
        {
            0 when depth < 6 => $"{{ \"{Secret}\" : [\"{Secret}\", {{}}] }}",
            1 when depth < 6 => $"[\"{Secret}\" ,1, [ ], null]",
            2 => $"\"tt1:{Secret}\"",
            _ => Scalar(Secret),
        });
    }

    private string Scalar(string content) => random.Next(6) switch
    {
        0 => "null",
        1 => "true",
        2 => "-1.50e3",
        3 => $"\"{content} \\u00e9\\n\\\\\"",
        4 => $"\"{content} ☕ 😀\"",
        _ => $"\"{content}\"",
    };

    private void Array(int node, int depth)
    {
        Write("[");
        for (var (i, count) = (0, random.Next(4)); i < count; i++)
        {
            if (i > 0) Write(",");
            Value(node, depth + 1);
        }

        Space();
        Write("]");
    }

    private void Object(int node, int depth)
    {
        Write("{");
        for (var (i, count) = (0, random.Next(5)); i < count; i++)
        {
            if (i > 0) Write(",");
            var name = Name(node);
            Space();
            Write($"\"{Escape(name)}\"");
            Space();
            Write(":");
            Value(Inside(node, name), depth + 1);
        }

        Space();
        Write("}");
    }

    // Repeated ones too: no reader takes them, but nobody may see them either.
    private string Name(int node)
    {
        var members = node >= 0 ? nodes[node].Members.Keys.ToArray() : [];
        return members.Length > 0 && random.Next(3) > 0 ? members[random.Next(members.Length)] : "other" + random.Next(3).ToString(CultureInfo.InvariantCulture);
    }

    private int Inside(int node, string name)
    {
        if (node < 0) return Harmless;
        return nodes[node].Members.TryGetValue(name, out var member) ? member : nodes[node].Values ?? Harmless;
    }

    private string Escape(string name)
        => string.Concat(name.Select(character => character == '"' || random.Next(5) == 0 ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : character.ToString()));

    private void Space() => Write(random.Next(10) switch
    {
        0 => " ",
        1 => "\n\t",
        _ => "",
    });

    private void Write(string both)
    {
        text.Append(both);
        redacted.Append(both);
    }
}
