using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>
/// Decides on one method with <c>[QueueTask]</c>: what to generate, or why it can't be a task. The generator takes the shape, the analyzers the faults;
/// a task without faults is generated, and one with faults gets a stub that throws.
/// </summary>
/// <remarks>What only all tasks of an assembly together can tell, two of one name, is not decided here.</remarks>
internal static class TaskRules
{
    public static TaskDecision Decide(IMethodSymbol method, AttributeData attribute, Compilation compilation, ReachedFiles reached, CancellationToken cancellationToken)
    {
        method = method.PartialDefinitionPart ?? method;
        Reach(method, reached);
        var faults = new List<Fault>();
        if (DeclarationRules.NotOrdinary(method) is { } construct)
            return new TaskDecision(null, [new Fault(DiagnosticIds.NotAnOrdinaryMethod, FaultPlace.Method, Detail: construct)]);

        var options = new TaskOptions(attribute);
        var name = StubNames.Of(method, options);
        DeclarationRules.Check(method, compilation, faults);
        StubNames.Check(method, name, options, compilation, faults);
        options.Check(name.TaskName, faults);
        var retries = new RetryOptions(attribute, compilation);
        retries.Check(faults);
        var rules = ExceptionRules.Of(method, compilation, faults);

        var payload = new PayloadRules(compilation, reached, cancellationToken);
        var parameters = new ParameterRules(compilation, payload, faults).Describe(method);
        var result = ResultRules.Describe(method, payload, faults);
        faults.AddRange(payload.Faults);
        payload.KeepAccepted();

        var types = faults.Count == 0 && !payload.MetUnknownType ? payload.Shapes : [];
        if (faults.Count == 0 && !payload.MetUnknownType) RefuseInside(parameters, result, types, faults);
        var isValid = faults.Count == 0 && !payload.MetUnknownType && !result.IsUnknown;
        var marks = UseMarks.OfTask(method);
        foreach (var type in types) marks.Add(type);
        var shape = new TaskShape
        {
            TaskName = name.TaskName,
            Version = options.Version,
            Aliases = options.Aliases,
            Upgrades = UpgradeMethods.Of(method, name).Where(upgrade => upgrade.Problem is null).Select(upgrade => upgrade.From).Distinct().OrderBy(from => from).ToEquatableArray(),
            NamedVersions = UpgradeMethods.NamedVersions(method, name).ToEquatableArray(),
            Namespace = name.Namespace,
            StubName = name.Name,
            PartialTypes = name.PartialTypes,
            IsPublic = DeclarationRules.IsPublic(method),
            Method = CSharpNames.Of(method.ContainingType) + "." + CSharpNames.Escape(method.Name),
            Parameters = parameters,
            Returns = result.Kind,
            ResultType = result.TypeName,
            Result = result.Use,
            IsResultSensitive = result.IsSensitive,
            Types = isValid ? types : [],
            Options = options.Initializers.Concat(retries.Initializers).ToEquatableArray(),
            Rules = rules,
            Docs = DocComments.Of(method, cancellationToken),
            Obsolete = DeclarationRules.Mark(method, Obsoletion.Attribute),
            Experimental = DeclarationRules.Mark(method, UseMarks.ExperimentalAttribute),
            Warnings = marks.Warnings,
            UsesObsolete = marks.IsObsolete,
            IsValid = isValid,
        };

        // Where the stub's name can't be used there can't be a stub either.
        var hasName = !faults.Any(fault => fault.Id is DiagnosticIds.StubNameTaken or DiagnosticIds.InvalidStubName);
        return new TaskDecision(hasName ? shape : null, faults.ToEquatableArray());
    }

    // What can be told only when all types are known.
    private static void RefuseInside(EquatableArray<ParameterShape> parameters, ResultShape result, EquatableArray<TypeShape> types, List<Fault> faults)
    {
        ForeignSecrets.Refuse(parameters, result, types, faults);
        EndlessTypes.Refuse(parameters, result, types, faults);
    }

    // The types that its parameters and attributes name, such as a retry policy, and the class it stands in. PayloadRules adds what it looks into.
    private static void Reach(IMethodSymbol method, ReachedFiles reached)
    {
        reached.Add(method.ContainingType);
        reached.Add(method.ReturnType);
        foreach (var parameter in method.Parameters) reached.Add(parameter.Type);
        foreach (var attribute in method.GetAttributes())
            foreach (var argument in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(static argument => argument.Value)))
                if (argument.Kind == TypedConstantKind.Type) reached.Add(argument.Value as ITypeSymbol);
    }
}
