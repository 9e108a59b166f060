using System.Collections.Immutable;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>Collects the types that get a serializer, each once, from all tasks of an assembly.</summary>
internal static class PayloadTypes
{
    public static IEnumerable<PayloadType> Of(ImmutableArray<TaskShape> tasks)
    {
        var shapes = new Dictionary<string, TypeShape>(StringComparer.Ordinal);
        foreach (var shape in tasks.SelectMany(task => task.Types)) shapes[shape.Name] = shape;

        var objects = shapes.Values.OfType<ObjectShape>().OrderBy(shape => shape.Name, StringComparer.Ordinal).ToList();
        var twins = new HashSet<string>(
            objects.GroupBy(shape => shape.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()).Select(group => group.Key),
            StringComparer.OrdinalIgnoreCase);
        return objects.Select(shape => new PayloadType(shape, Parts(ShapeParts.Of(shape), shapes), twins.Contains(shape.Name)));
    }

    /// <summary>The types that are written in one place: down to the next objects, which are reduced to their names.</summary>
    public static EquatableArray<TypeShape> Parts(IEnumerable<TypeUse> uses, IReadOnlyDictionary<string, TypeShape> shapes)
    {
        var parts = new SortedDictionary<string, TypeShape>(StringComparer.Ordinal);
        foreach (var use in uses) Add(use);
        return parts.Values.ToEquatableArray();

        void Add(TypeUse use)
        {
            if (use.Context is not null || parts.ContainsKey(use.Type)) return;
            var shape = shapes[use.Type];
            parts[use.Type] = shape is ObjectShape inner ? inner with { Members = [], Constructor = [], Union = inner.Union is { } union ? union with { Cases = [] } : null } : shape;
            if (shape is ObjectShape) return;
            foreach (var part in ShapeParts.Of(shape)) Add(part);
        }
    }
}
