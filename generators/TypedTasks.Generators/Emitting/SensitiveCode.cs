using System.Globalization;
using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the description of the sensitive places of a payload or result.</summary>
internal static class SensitiveCode
{
    /// <summary>The expression of the description.</summary>
    /// <param name="views">The views, at least one.</param>
    public static string Paths(EquatableArray<SensitiveView> views) => $"new SensitivePaths({string.Join(", ", views.Select(Node))})";

    private static string Node(SensitiveView view)
    {
        if (view.IsWhole) return "SensitiveNode.Whole";
        var parts = new List<string>();
        if (view.Members.Count > 0) parts.Add($"Members = [{string.Join(", ", view.Members.Select(Member))}]");
        if (view.Values is { Node: { } node }) parts.Add("Values = " + Text(node));
        return $"new SensitiveNode {{ {string.Join(", ", parts)} }}";
    }

    private static string Member(SensitivePlace place)
        => place.Node is { } node ? $"new({CSharpNames.Literal(place.Name)}, {Text(node)})" : $"new({CSharpNames.Literal(place.Name)})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
