using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>
/// The shapes of types without a fault, with those of everything they are made of, so that a type that many tasks take is looked into once.
/// Kept with the compilation they were found in.
/// </summary>
internal sealed class AcceptedShapes
{
    private static readonly ConditionalWeakTable<Compilation, AcceptedShapes> Tables = new();

    private readonly ConcurrentDictionary<string, TypeShape> shapes = new(StringComparer.Ordinal);

    public static AcceptedShapes Of(Compilation compilation) => Tables.GetOrCreateValue(compilation);

    /// <summary>Adds shapes that refer to nothing but each other.</summary>
    public void Add(IEnumerable<TypeShape> accepted)
    {
        foreach (var shape in accepted) shapes.TryAdd(shape.Name, shape);
    }

    /// <summary>Copies a type's shape and those of what it is made of.</summary>
    /// <returns>False if the type has not been accepted so far.</returns>
    public bool TryCopy(string type, Dictionary<string, TypeShape> into)
    {
        if (!shapes.ContainsKey(type)) return false;
        var next = new Stack<string>([type]);
        while (next.Count > 0)
        {
            var name = next.Pop();
            if (into.ContainsKey(name)) continue;
            into[name] = shapes[name];
            foreach (var part in Parts(shapes[name])) next.Push(part);
        }

        return true;
    }

    private static IEnumerable<string> Parts(TypeShape shape) => ShapeParts.Of(shape).Where(use => use.Context is null).Select(use => use.Type);
}
