using System.Globalization;
using System.Text;

namespace TypedTasks.Generators.Emitting;

/// <summary>Names of generated classes and files: readable, and the same in every build.</summary>
internal static class GeneratedNames
{
    /// <summary>The namespace of everything that is generated for the machine rather than for the user.</summary>
    public const string Namespace = "TypedTasks.Generated";

    private const int MaxLength = 120;

    /// <summary>The class with the definition of a task, given its stub.</summary>
    public static string Task(string stubFullName) => Class(stubFullName) + "_Task";

    /// <summary>The class with the serializer of a type.</summary>
    public static string Payload(string type) => Class(type) + "_Payload";

    /// <summary>The file of a class.</summary>
    /// <param name="generatedClass">The class.</param>
    /// <param name="hasCaseTwin">Whether another file's name differs only in case.</param>
    public static string File(string generatedClass, bool hasCaseTwin)
    {
        var isPlain = generatedClass.All(character => char.IsLetterOrDigit(character) || character == '_');
        var name = isPlain ? generatedClass : Sanitized(generatedClass);
        return (hasCaseTwin || !isPlain ? name + "_" + Hash(generatedClass) : name) + ".g.cs";
    }

    /// <summary>A short text that depends on nothing but its input.</summary>
    public static string Hash(string text)
    {
        var hash = 14695981039346656037UL; // FNV-1a
        foreach (var character in text) hash = unchecked((hash ^ character) * 1099511628211UL);
        return hash.ToString("x16", CultureInfo.InvariantCulture).Substring(0, 8);
    }

    // Dots become underscores. Whatever else has no place in an identifier does too, and a hash keeps such names apart.
    private static string Class(string qualified)
    {
        var name = qualified.Replace("global::", "").Replace("@", "");
        var isPlain = name.All(character => character == '.' || (character != '_' && char.IsLetterOrDigit(character)));
        if (isPlain && name.Length <= MaxLength) return name.Replace('.', '_');
        var sanitized = Sanitized(name);
        if (sanitized.Length > 0 && char.IsDigit(sanitized[0])) sanitized = "_" + sanitized;
        return (sanitized.Length > MaxLength ? sanitized.Substring(0, MaxLength) : sanitized) + "_" + Hash(name);
    }

    private static string Sanitized(string name)
    {
        var text = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character)) text.Append(character);
            else if (text.Length > 0 && text[text.Length - 1] != '_') text.Append('_');
        }

        return text.ToString().Trim('_');
    }
}
