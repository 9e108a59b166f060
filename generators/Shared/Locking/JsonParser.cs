using System.Globalization;
using System.Text;

namespace TypedTasks.Shared.Locking;

/// <summary>Reads JSON, because an analyzer has no reader of the framework's. Strict, and bounded in depth and length.</summary>
internal sealed class JsonParser
{
    public const int MaxLength = 16 * 1024 * 1024;
    private const int MaxDepth = 64;

    private readonly string text;
    private int position;
    private int line;
    private int depth;

    private JsonParser(string text) => this.text = text;

    /// <exception cref="LockFileException">The text is not JSON.</exception>
    public static JsonNode Parse(string text)
    {
        if (text.Length > MaxLength) throw new LockFileException(0, "the file is larger than 16 MB");
        var parser = new JsonParser(text);
        parser.SkipSpace();
        var node = parser.Value();
        parser.SkipSpace();
        return parser.position == text.Length ? node : throw parser.Unexpected("the end of the file");
    }

    private JsonNode Value()
    {
        if (position == text.Length) throw Unexpected("a value");
        var (start, startLine) = (position, line);
        switch (text[position])
        {
            case '{':
                return Container(JsonKind.Object, '}');
            case '[':
                return Container(JsonKind.Array, ']');
            case '"':
                return new JsonNode(JsonKind.String, startLine, String(), []);
            case 't' or 'f' or 'n':
                return Word();
            default:
                Number();
                return new JsonNode(JsonKind.Number, startLine, text.Substring(start, position - start), []);
        }
    }

    private JsonNode Container(JsonKind kind, char end)
    {
        if (++depth > MaxDepth) throw new LockFileException(line, "values are nested too deeply");
        var startLine = line;
        position++;
        var members = new List<KeyValuePair<string, JsonNode>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        SkipSpace();
        while (!Take(end))
        {
            if (members.Count > 0 && !Take(',')) throw Unexpected($"',' or '{end}'");
            SkipSpace();
            var name = kind == JsonKind.Object ? Name(names) : "";
            members.Add(new KeyValuePair<string, JsonNode>(name, Value()));
            SkipSpace();
        }

        depth--;
        return new JsonNode(kind, startLine, "", members);
    }

    private string Name(HashSet<string> names)
    {
        if (position == text.Length || text[position] != '"') throw Unexpected("a name in quotes");
        var name = String();
        if (!names.Add(name)) throw new LockFileException(line, $"'{name}' is there twice");
        SkipSpace();
        if (!Take(':')) throw Unexpected("':'");
        SkipSpace();
        return name;
    }

    private string String()
    {
        var content = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            var character = text[position];
            if (character == '"')
            {
                position++;
                return content.ToString();
            }

            if (character < ' ') break;
            content.Append(character == '\\' ? Escaped() : character);
        }

        throw Unexpected("the end of a text");
    }

    private char Escaped()
    {
        if (++position == text.Length) throw Unexpected("the rest of a text");
        switch (text[position])
        {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'b': return '\b';
            case 'f': return '\f';
            case '"' or '\\' or '/': return text[position];
            case 'u' when position + 4 < text.Length
                && ushort.TryParse(text.Substring(position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                position += 4;
                return (char)code;
            default: throw Unexpected("an escaped character");
        }
    }

    private JsonNode Word()
    {
        foreach (var word in new[] { "true", "false", "null" })
        {
            if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0) continue;
            position += word.Length;
            return new JsonNode(word == "null" ? JsonKind.Null : JsonKind.Boolean, line, word, []);
        }

        throw Unexpected("a value");
    }

    private void Number()
    {
        Take('-');
        if (!Take('0')) Digits();
        if (Take('.')) Digits();
        if (!Take('e') && !Take('E')) return;
        if (!Take('+')) Take('-');
        Digits();
    }

    private void Digits()
    {
        var start = position;
        while (position < text.Length && text[position] is >= '0' and <= '9') position++;
        if (position == start) throw Unexpected("a value");
    }

    private void SkipSpace()
    {
        for (; position < text.Length && text[position] is ' ' or '\t' or '\r' or '\n'; position++)
            if (text[position] == '\n') line++;
    }

    private bool Take(char character)
    {
        if (position == text.Length || text[position] != character) return false;
        position++;
        return true;
    }

    private LockFileException Unexpected(string expected)
        => new(line, position >= text.Length ? $"the file ends where {expected} should be" : $"'{text[position]}' stands where {expected} should be");
}
