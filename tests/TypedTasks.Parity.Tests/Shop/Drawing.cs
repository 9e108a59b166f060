using System.Text.Json.Serialization;

namespace TypedTasks.Parity.Tests.Shop;

/// <summary>A payload with state and behaviour of its own: what elsewhere is pickled.</summary>
public sealed class Drawing(string title)
{
    public string Title { get; } = title;

    public Dictionary<string, List<Shape>> Layers { get; init; } = [];

    public byte[] Thumbnail { get; init; } = [];

    public string Describe()
        => $"{Title}: {string.Join(", ", Layers.SelectMany(layer => layer.Value).Select(shape => shape.ToString()))} ({Thumbnail.Length} bytes)";
}

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Line), "line")]
public abstract record Shape;

public sealed record Circle(int Radius) : Shape;

public sealed record Line(int From, int To) : Shape;
