using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Remarks on secrets in a payload: what is named like one and not sensitive, and what is marked <c>[Sensitive]</c> but not stored.</summary>
internal sealed class SecretHints
{
    private readonly Dictionary<string, TypeShape> shapes;
    private readonly List<Hint> hints = [];
    private readonly HashSet<ISymbol> looked = new(SymbolEqualityComparer.Default);

    private SecretHints(TaskShape task) => shapes = task.Types.ToDictionary(shape => shape.Name, StringComparer.Ordinal);

    /// <summary>The remarks on one task's parameters and result.</summary>
    public static IReadOnlyList<Hint> Of(IMethodSymbol method, TaskShape task)
    {
        var found = new SecretHints(task);
        for (var i = 0; i < method.Parameters.Length; i++) found.LookAt(method.Parameters[i], task.Parameters[i]);
        var result = new HintPlace(method, method, "result");
        if (task.Result is null && SensitiveRules.IsResultMarked(method)) found.hints.Add(result.Hint(DiagnosticIds.SensitiveWithoutEffect, method.ReturnType, "does not exist: the task returns nothing"));
        if (task is { Result: not null, IsResultSensitive: false }) found.Look(PayloadHints.Result(method), result);
        return found.hints;
    }

    private void LookAt(IParameterSymbol parameter, ParameterShape shape)
    {
        var place = new HintPlace(parameter, parameter, parameter.Name);
        if (shape.Source == ParameterSource.Payload) LookAt(parameter.Type, parameter.Name, shape.IsSensitive, place);
        else if (SensitiveRules.IsMarked(parameter)) hints.Add(place.Hint(DiagnosticIds.SensitiveWithoutEffect, parameter.Type, "is injected and never stored"));
    }

    private void LookAt(ITypeSymbol type, string name, bool isSensitive, HintPlace place)
    {
        if (isSensitive) return;
        if (SecretNames.Matches(name, type)) hints.Add(place.Hint(DiagnosticIds.SecretInPayload, type, name));
        Look(type, place);
    }

    private void Look(ITypeSymbol type, HintPlace place)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        if (!shapes.TryGetValue(CSharpNames.Of(type), out var shape)) return;
        if (shape is CollectionShape or DictionaryShape && PayloadHints.Element(type) is { } element) Look(element, place.Element);
        if (shape is ObjectShape @object && type is INamedTypeSymbol named && looked.Add(named)) LookInto(named, @object, place);
    }

    private void LookInto(INamedTypeSymbol type, ObjectShape shape, HintPlace place)
    {
        foreach (var member in shape.Members)
            if (MemberHints.Find(type, member.Name) is { } symbol) LookAt(MemberHints.TypeOf(symbol), symbol.Name, member.IsSensitive, place.Member(symbol));
        foreach (var symbol in MarkedInVain(type, shape)) hints.Add(place.Member(symbol).Hint(DiagnosticIds.SensitiveWithoutEffect, MemberHints.TypeOf(symbol), "is not stored: it is ignored, computed, static or not public"));
        if (shape.Union is null) return;
        foreach (var listed in UnionRules.CasesOf(type)) Look(listed.WithNullableAnnotation(NullableAnnotation.NotAnnotated), place with { Path = $"{place.Path}({listed.Name})" });
    }

    // An interface stores nothing itself; the types that may stand for it are looked at. Fields that are not public are told where they are declared.
    private static IEnumerable<ISymbol> MarkedInVain(INamedTypeSymbol type, ObjectShape shape)
        => type.TypeKind == TypeKind.Interface ? [] : SensitiveRules.DeclaringTypes(type).SelectMany(declaring => declaring.GetMembers())
            .Where(member => member is IPropertySymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Public } && SensitiveRules.IsMarked(member) && shape.Members.All(stored => stored.Name != member.Name));
}
