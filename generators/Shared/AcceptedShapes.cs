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

    private readonly ConcurrentDictionary<string, Accepted> shapes = new(StringComparer.Ordinal);

    public static AcceptedShapes Of(Compilation compilation) => Tables.GetOrCreateValue(compilation);

    /// <summary>Adds shapes that refer to nothing but each other.</summary>
    public void Add(IEnumerable<TypeShape> accepted, ReachedFiles reached)
    {
        foreach (var shape in accepted) shapes.TryAdd(shape.Name, new Accepted(shape, [.. reached.Of(shape.Name)]));
    }

    /// <summary>Copies a type's shape and those of what it is made of.</summary>
    /// <returns>False if the type has not been accepted so far, or another thread is just adding it.</returns>
    public bool TryCopy(string type, Dictionary<string, TypeShape> into, ReachedFiles reached)
    {
        var found = new Dictionary<string, Accepted>(StringComparer.Ordinal);
        var next = new Stack<string>([type]);
        while (next.Count > 0)
        {
            var name = next.Pop();
            if (into.ContainsKey(name) || found.ContainsKey(name)) continue;
            if (!shapes.TryGetValue(name, out var accepted)) return false;
            found.Add(name, accepted);
            foreach (var part in Parts(accepted.Shape)) next.Push(part);
        }

        foreach (var accepted in found)
        {
            into[accepted.Key] = accepted.Value.Shape;
            reached.Add(accepted.Key, accepted.Value.Files);
        }

        return true;
    }

    private static IEnumerable<string> Parts(TypeShape shape) => ShapeParts.Of(shape).Where(use => use.Context is null).Select(use => use.Type);

    private sealed class Accepted(TypeShape shape, SyntaxTree[] files)
    {
        public TypeShape Shape { get; } = shape;

        public SyntaxTree[] Files { get; } = files;
    }
}
