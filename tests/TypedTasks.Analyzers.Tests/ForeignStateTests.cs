using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>A class of another assembly that shows nothing to store is a marker only if it holds nothing.</summary>
public sealed class ForeignStateTests
{
    [Theory]
    [InlineData("public sealed class Marker;")]
    [InlineData("public record Marker;")]
    [InlineData("public abstract record Ancestor; public sealed record Marker : Ancestor { public const int Number = 1; }")]
    [InlineData("public readonly struct Marker { public string Kind => \"ping\"; }")]
    [InlineData("public class Marker { public string Kind => \"ping\"; public override string ToString() => Kind; }")]
    [InlineData("public class Marker : IEquatable<Marker> { public bool Equals(Marker? other) => other is not null; public override bool Equals(object? other) => Equals(other as Marker); public override int GetHashCode() => 1; }")]
    [InlineData("public class Marker { [System.Text.Json.Serialization.JsonIgnore] public string? Note { get; set; } }")]
    [InlineData("public class Marker<T>; public sealed class Other : Marker<int>;", "Marker<Guid>")]
    [InlineData("public static class Outer { public sealed class Marker; }", "Outer.Marker")]
    public void A_class_without_state_is_a_marker(string types, string type = "Marker")
        => Assert.Equal(("", ""), (Found(types, type, isStripped: false), Found(types, type, isStripped: true)));

    [Theory]
    [InlineData("public class Marker { private int hits; public void Hit() => hits++; public int Twice() => hits * 2; }")]
    [InlineData("public class Marker { private int hits; public void Hit() => hits++; public int Twice => hits * 2; }")]
    [InlineData("public class Marker { private readonly int start; public Marker() { } public Marker(int start) => this.start = start; public override string ToString() => $\"{start}\"; }")]
    [InlineData("public class Marker { private int start; public static Marker From(int start) => new() { start = start }; public override string ToString() => $\"{start}\"; }")]
    [InlineData("public class Marker { private int Hits { get; set; } public void Hit() => Hits++; }")]
    [InlineData("public class Ancestor { private int hits; public void Hit() => hits++; public int Twice() => hits * 2; } public sealed class Marker : Ancestor;")]
    [InlineData("public class Marker<T> { private T? last; public void See(T value) => last = value; public override string ToString() => $\"{last}\"; }", "Marker<Guid>")]
    [InlineData("public struct Marker { private int Hits { get; set; } public void Hit() => Hits++; }")]
    [InlineData("public static class Outer { public sealed class Marker { private int hits; public void Hit() => hits++; public int Twice() => hits * 2; } }", "Outer.Marker")]
    public void A_class_with_state_is_refused(string types, string type = "Marker")
        => Assert.Equal(("TT2035", "TT2035"), (Found(types, type, isStripped: false), Found(types, type, isStripped: true)));

    // Without the fields it can't be known, and a value that would be lost is worse than one that must be passed in another way.
    [Fact]
    public void Methods_of_a_class_without_fields_are_taken_for_a_sign_of_state_only_where_fields_are_stripped()
    {
        const string Types = "public class Marker { public int Length(string text) => text.Length; }";
        Assert.Equal(("", "TT2035"), (Found(Types, "Marker", isStripped: false), Found(Types, "Marker", isStripped: true)));
    }

    private static string Found(string types, string type, bool isStripped)
    {
        var library = Compiled.From(types, assemblyName: "Library");
        Assert.Empty(library.Compiler);
        var compiled = Compiled.From(
            $"public static class T {{ [QueueTask] public static void One({type} value) {{ }} }}",
            references: [isStripped ? library.ToStrippedReference() : library.ToReference()]);
        Assert.Empty(compiled.Compiler);
        return string.Join(' ', compiled.Ours.Select(diagnostic => diagnostic.Id));
    }
}
