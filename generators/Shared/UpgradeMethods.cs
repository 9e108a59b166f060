using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Shared;

/// <summary>
/// Finds the methods <c>static SendReceipt.V2 Upgrade(SendReceipt.V1 old)</c> in a task's class. They are told by how they are written,
/// because the types they name do not exist yet when the generator runs.
/// </summary>
internal static class UpgradeMethods
{
    public const string Name = "Upgrade";

    public static IEnumerable<UpgradeMethod> Of(IMethodSymbol task, StubIdentity stub)
    {
        foreach (var method in task.ContainingType.GetMembers(Name).OfType<IMethodSymbol>())
        {
            if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not MethodDeclarationSyntax { ParameterList.Parameters: { Count: 1 } parameters } syntax) continue;
            if (parameters[0].Type is not { } taken || Version(taken, stub) is not { } from) continue;
            yield return new UpgradeMethod(method, from, Version(syntax.ReturnType, stub), Problem(method, syntax, from, stub));
        }
    }

    /// <summary>The versions whose types the methods name, also those that can't be used; without types that the author wrote.</summary>
    public static IEnumerable<int> NamedVersions(IMethodSymbol task, StubIdentity stub)
        => Of(task, stub)
            .SelectMany(upgrade => upgrade.To is { } to ? new[] { upgrade.From, to } : [upgrade.From])
            .Distinct()
            .Where(number => stub.PartialTypes.Count == 0 || task.ContainingType.GetTypeMembers("V" + number.ToString(CultureInfo.InvariantCulture)).IsEmpty)
            .OrderBy(number => number);

    private static string? Problem(IMethodSymbol method, MethodDeclarationSyntax syntax, int from, StubIdentity stub)
    {
        var next = from + 1;
        if (Version(syntax.ReturnType, stub) != next) return $"it must return '{stub.Name}.V{next.ToString(CultureInfo.InvariantCulture)}', the next version";
        if (!method.IsStatic) return "it must be static";
        if (method.IsGenericMethod) return "it must not be generic";
        if (method.Parameters[0].RefKind != RefKind.None) return "it must take its parameter by value";
        return method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
            ? null
            : "it must be internal or public, because the generated code calls it";
    }

    // The number in SendReceipt.V1; inside the stub's own class V1 alone means the same.
    private static int? Version(TypeSyntax type, StubIdentity stub)
    {
        var (owner, name) = type switch
        {
            QualifiedNameSyntax qualified => (Last(qualified.Left), qualified.Right.Identifier.ValueText),
            SimpleNameSyntax simple when stub.PartialTypes.Count > 0 => (stub.Name.TrimStart('@'), simple.Identifier.ValueText),
            _ => ("", ""),
        };
        if (owner != stub.Name.TrimStart('@') || name.Length < 2 || name[0] != 'V') return null;
        return int.TryParse(name.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    private static string Last(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
