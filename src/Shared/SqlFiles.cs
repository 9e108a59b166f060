using System.Collections.Frozen;
using System.Reflection;

namespace TypedTasks.Storage;

/// <summary>
/// The embedded <c>Sql/**/*.sql</c> files of a storage, by name (<c>jobs/enqueue_jobs</c>), with the schema token substituted once.
/// Compiled into each storage.
/// </summary>
internal sealed class SqlFiles
{
    private const string Root = "Sql/";
    private const string Extension = ".sql";

    private readonly FrozenDictionary<string, string> _texts;

    /// <summary>Loads the files of an assembly; their resource names are their paths.</summary>
    public SqlFiles(Assembly assembly, string token, string replacement)
        => _texts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Root, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[Root.Length..^Extension.Length],
                name => Read(assembly, name).Replace(token, replacement, StringComparison.Ordinal));

    /// <summary>The names of all files, in order.</summary>
    public IEnumerable<string> Names => _texts.Keys.Order(StringComparer.Ordinal);

    /// <summary>The text of a file.</summary>
    /// <exception cref="InvalidOperationException">There is no such file: a mistake in this library.</exception>
    public string this[string name] => _texts.TryGetValue(name, out var text)
        ? text
        : throw new InvalidOperationException($"There is no embedded SQL file '{Root}{name}{Extension}'. Its name in the code or its place in the project is wrong.");

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!); // ! the name comes from the assembly itself
        return reader.ReadToEnd();
    }
}
