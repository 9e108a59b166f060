using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Hands out names for generated locals that meet no name already in use.</summary>
internal sealed class NameScope(IEnumerable<string> taken)
{
    private readonly HashSet<string> taken = new(taken, StringComparer.Ordinal);

    /// <summary>The wanted name, or the first of <c>wanted2</c>, <c>wanted3</c> … that is free, as C# needs it.</summary>
    public string Take(string wanted)
    {
        var name = wanted;
        for (var number = 2; !taken.Add(name); number++) name = wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return CSharpNames.Escape(name);
    }

    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
