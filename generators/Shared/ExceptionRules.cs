using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Reads the rules <c>[RetryOn]</c> and <c>[FailOn]</c> of a task, and decides whether they can be carried out.</summary>
internal static class ExceptionRules
{
    private static readonly string[] TakenByWorkers = ["TypedTasks.SnoozeJobException", "TypedTasks.CancelJobException", "TypedTasks.FailJobException"];

    /// <summary>The attributes, in the order in which faults count them.</summary>
    public static IReadOnlyList<AttributeData> Attributes(IMethodSymbol method)
        => [.. method.GetAttributes().Where(attribute => attribute.AttributeClass is { } type && (type.Is(MetadataNames.RetryOnAttribute) || type.Is(MetadataNames.FailOnAttribute)))];

    /// <summary>The rules as generated code tests them: derived classes before those they derive from, so that the most derived one counts.</summary>
    public static EquatableArray<ExceptionRule> Of(IMethodSymbol method, Compilation compilation, List<Fault> faults)
    {
        var rules = new List<(ExceptionRule Rule, int Depth)>();
        var attributes = Attributes(method);
        for (var position = 0; position < attributes.Count; position++)
        {
            if (Exception(attributes[position]) is not { TypeKind: not TypeKind.Error } type) continue; // the compiler says so
            var place = AttributeArguments.Text(position);
            if (Problem(type, compilation) is { } problem) faults.Add(Fault(DiagnosticIds.UnusableExceptionRule, place, "", type, problem));
            else if (rules.Any(rule => rule.Rule.Type == CSharpNames.Of(type))) faults.Add(Fault(DiagnosticIds.ContradictingExceptionRules, place, "", type, ""));
            else rules.Add((new ExceptionRule(CSharpNames.Of(type), Rule(attributes[position], type, place, faults)), Depth(type)));
        }

        return rules.OrderByDescending(rule => rule.Depth).ThenBy(rule => rule.Rule.Type, StringComparer.Ordinal).Select(rule => rule.Rule).ToEquatableArray();
    }

    private static ITypeSymbol? Exception(AttributeData attribute)
        => attribute.ConstructorArguments.Select(argument => argument.Kind == TypedConstantKind.Type ? argument.Value as ITypeSymbol : null).FirstOrDefault();

    private static string? Problem(ITypeSymbol type, Compilation compilation)
    {
        if (!type.IsOrDerivesFrom("System.Exception")) return "it is no class of exceptions, so nothing that a task throws could be one";
        if (type is INamedTypeSymbol { IsUnboundGenericType: true }) return "it is an open generic type; name its type arguments";
        if (!GeneratedAccess.Reaches(type, compilation)) return "the generated code can't reach it; make it internal or public";
        return TakenByWorkers.Any(name => type.Is(name)) ? "it is no failure but a word to the worker, which heeds it whatever the rules say" : null;
    }

    private static string Rule(AttributeData attribute, ITypeSymbol type, string place, List<Fault> faults)
    {
        if (attribute.AttributeClass!.Is(MetadataNames.FailOnAttribute)) return "RetryRule.Fail"; // it was found by its class
        var delay = attribute.Value<double?>("DelaySeconds");
        var attempts = attribute.Value<int?>("MaxAttempts");
        if (delay is { } seconds && !Seconds.IsWithin(seconds, mayBeZero: true)) faults.Add(Fault(DiagnosticIds.InvalidSeconds, place, "DelaySeconds", type, AttributeArguments.Text(seconds)));
        if (attempts is < 1) faults.Add(Fault(DiagnosticIds.InvalidMaxAttempts, place, "MaxAttempts", type, AttributeArguments.Text(attempts.Value)));

        var members = new List<string>();
        if (delay is { } wait) members.Add($"Delay = {Seconds.Code(wait)}");
        if (attempts is { } limit and < int.MaxValue) members.Add($"MaxAttempts = {AttributeArguments.Text(limit)}");
        return members.Count == 0 ? "new RetryRule()" : $"new RetryRule {{ {string.Join(", ", members)} }}";
    }

    private static int Depth(ITypeSymbol type)
    {
        var depth = 0;
        for (var current = type; current is not null; current = current.BaseType) depth++;
        return depth;
    }

    private static Fault Fault(string id, string place, string argument, ITypeSymbol type, string detail)
        => new(id, FaultPlace.ExceptionRule, argument, place, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), detail);
}
