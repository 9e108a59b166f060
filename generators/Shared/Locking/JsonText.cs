using System.Globalization;
using System.Text;

namespace TypedTasks.Shared.Locking;

/// <summary>Writes texts as JSON strings.</summary>
internal static class JsonText
{
    public static string Quote(string text)
    {
        var json = new StringBuilder("\"", text.Length + 2);
        foreach (var character in text)
        {
            switch (character)
            {
                case '"': json.Append("\\\""); break;
                case '\\': json.Append("\\\\"); break;
                case '\n': json.Append("\\n"); break;
                case '\r': json.Append("\\r"); break;
                case '\t': json.Append("\\t"); break;
                default: Append(json, character); break;
            }
        }

        return json.Append('"').ToString();
    }

    // Line separators would break the file's lines in some editors, and a lone surrogate has no UTF-8.
    private static void Append(StringBuilder json, char character)
    {
        if (character >= ' ' && character != '\u007f' && character is not ('\u0085' or '\u2028' or '\u2029') && !char.IsSurrogate(character)) json.Append(character);
        else json.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
    }
}
