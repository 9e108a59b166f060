using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Where in a payload a hint is found.</summary>
/// <param name="On">The parameter, method or member whose declaration is looked at.</param>
/// <param name="Root">The parameter it was reached from, or the method for its result.</param>
/// <param name="Path">The way from there.</param>
internal sealed record HintPlace(ISymbol On, ISymbol Root, string Path)
{
    /// <summary>The elements of the collection here.</summary>
    public HintPlace Element => this with { Path = Path + "[]" };

    /// <summary>A member of the type here.</summary>
    public HintPlace Member(ISymbol member) => this with { On = member, Path = Path + "." + member.Name };

    public Hint Hint(string id, ITypeSymbol type, string detail = "")
        => new(id, On, Root, Path, type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), detail);
}
