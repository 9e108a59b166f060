using System.Globalization;

namespace TypedTasks;

/// <summary>Makes one description of several: what is sensitive by any of them is sensitive.</summary>
/// <remarks>A node of the union stands for all nodes that the descriptions have at one place. Equal sets of nodes are one, so recursive types come to an end.</remarks>
internal sealed class SensitiveUnion
{
    private readonly List<Part[]> places = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<SensitiveNode, int> ids = new(ReferenceEqualityComparer.Instance);

    private SensitiveUnion(IEnumerable<SensitivePaths> several) => Number([.. several.Select(paths => new Part(paths, paths.Root))]);

    /// <param name="several">The descriptions; null for a value without anything sensitive.</param>
    /// <returns>Null if nothing is sensitive by any of them.</returns>
    public static SensitivePaths? Of(IEnumerable<SensitivePaths?> several)
    {
        var given = several.OfType<SensitivePaths>().Distinct().ToList();
        if (given.Count < 2) return given.FirstOrDefault();

        var union = new SensitiveUnion(given);
        var nodes = new List<SensitiveNode>();
        while (nodes.Count < union.places.Count) nodes.Add(union.Node(union.places[nodes.Count])); // which finds further places
        return new SensitivePaths([.. nodes]);
    }

    private SensitiveNode Node(Part[] place)
    {
        if (place.Any(part => part.Node == SensitiveNode.Whole)) return SensitiveNode.Whole;
        var names = place.SelectMany(part => part.Node.Members).Select(member => member.Name).Distinct(StringComparer.Ordinal);
        return new SensitiveNode
        {
            Members = [.. names.Select(name => new SensitiveMember(name, Next(place, part => part.Paths.Find(part.Node, name))))],
            Values = place.Any(part => part.Node.Values is not null) ? Next(place, part => part.Paths.ValuesOf(part.Node)) : null,
        };
    }

    private int Next(Part[] place, Func<Part, SensitiveNode?> step)
        => Number([.. from part in place let node = step(part) where node is not null select new Part(part.Paths, node)]);

    private int Number(Part[] place)
    {
        var key = string.Join(' ', place.Select(part => Id(part.Node)).Distinct().Order().Select(id => id.ToString(CultureInfo.InvariantCulture)));
        if (numbers.TryGetValue(key, out var number)) return number;
        places.Add(place);
        return numbers[key] = places.Count - 1;
    }

    private int Id(SensitiveNode node)
    {
        if (!ids.TryGetValue(node, out var id)) ids[node] = id = ids.Count;
        return id;
    }

    /// <summary>A node and the description that knows its numbers.</summary>
    private readonly record struct Part(SensitivePaths Paths, SensitiveNode Node);
}
