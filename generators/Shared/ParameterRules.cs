using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Decides on a task's parameters: which are injected, and whether the others can be stored.</summary>
internal sealed class ParameterRules(Compilation compilation, PayloadRules payload, List<Fault> faults)
{
    private const string KeyedServiceAttribute = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";

    // Names that the generated methods give to parameters of their own.
    private static readonly string[] Reserved = ["client", "transaction", "options", "cancellationToken"];

    // Ours, and that of ASP.NET Core, which derives from nothing we know.
    private static readonly string[] ServiceAttributes = ["TypedTasks.FromServicesAttribute", "Microsoft.AspNetCore.Mvc.FromServicesAttribute"];

    private readonly HashSet<string> payloadNames = new(StringComparer.OrdinalIgnoreCase);

    public EquatableArray<ParameterShape> Describe(IMethodSymbol method) => method.Parameters.Select(Describe).ToEquatableArray();

    private ParameterShape Describe(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None)
            faults.Add(new Fault(DiagnosticIds.RefParameter, FaultPlace.ParameterName, parameter.Name, parameter.Name, Display(parameter), Modifier(parameter).Trim()));
        if (IsService(parameter)) return Service(parameter);
        if (parameter.Type.Is(MetadataNames.CancellationToken)) return Shape(parameter, ParameterSource.CancellationToken);
        if (parameter.Type.Is(MetadataNames.JobContext)) return Shape(parameter, ParameterSource.JobContext);
        if (IsTransaction(parameter.Type)) return Shape(parameter, ParameterSource.Transaction);
        return Payload(parameter);
    }

    /// <summary>Whether a parameter of this type is given the transaction of the attempt. Others that derive from <c>DbTransaction</c> belong to databases that hold no jobs.</summary>
    public static bool IsTransaction(ITypeSymbol type)
        => type.Is(MetadataNames.DbTransaction) || type.Is(MetadataNames.NpgsqlTransaction) || type.Is(MetadataNames.SqliteTransaction);

    private ParameterShape Payload(IParameterSymbol parameter)
    {
        if (Reserved.Contains(parameter.Name))
            faults.Add(new Fault(DiagnosticIds.ReservedParameterName, FaultPlace.ParameterName, parameter.Name, parameter.Name));
        foreach (var name in FormerNames.Of(parameter).Prepend(parameter.Name).Distinct(StringComparer.OrdinalIgnoreCase))
            if (!payloadNames.Add(name)) faults.Add(new Fault(DiagnosticIds.DuplicateMemberName, FaultPlace.ParameterName, parameter.Name, parameter.Name, Display(parameter), name));
        if (DefaultValues.IsUnsupported(parameter))
            faults.Add(new Fault(DiagnosticIds.NotSupportedYet, FaultPlace.ParameterType, parameter.Name, parameter.Name, Display(parameter)));
        var shape = Shape(parameter, ParameterSource.Payload) with { DefaultJson = DefaultJson.Of(parameter), FormerNames = FormerNames.Of(parameter), IsSensitive = SensitiveRules.IsMarked(parameter), Caller = CallerInfo.Of(parameter) };
        var use = payload.Describe(parameter.Type, FaultPlace.ParameterType, parameter.Name, parameter.Attribute(ForeignRules.Attribute));
        return DefaultsToNull(parameter)
            ? shape with { Type = CSharpNames.Of(parameter.Type) + "?", Use = use is null ? null : use with { IsNullable = true } }
            : shape with { Use = use };
    }

    private ParameterShape Service(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Interface or TypeKind.Delegate or TypeKind.Error) || type.SpecialType == SpecialType.System_String)
            faults.Add(new Fault(DiagnosticIds.ServiceType, FaultPlace.ParameterType, parameter.Name, parameter.Name, Display(parameter)));
        else if (!Nameable(type))
            payload.MeetUnknownType();

        var isOptional = parameter.Type.NullableAnnotation == NullableAnnotation.Annotated || parameter.HasExplicitDefaultValue;
        return Shape(parameter, isOptional ? ParameterSource.OptionalService : ParameterSource.Service) with { ServiceKey = Key(parameter) };
    }

    private ParameterShape Shape(IParameterSymbol parameter, ParameterSource source) => new()
    {
        Name = parameter.Name,
        Source = source,
        Type = Nameable(parameter.Type) ? CSharpNames.Use(parameter.Type) : "object?",
        Default = DefaultValues.Of(parameter),
        IsParams = parameter.IsParams,
        IsRefLike = parameter.Type.IsRefLikeType,
        Modifier = Modifier(parameter),
    };

    private bool Nameable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Nameable(array.ElementType),
        INamedTypeSymbol named => named.TypeKind != TypeKind.Error && !named.IsAnonymousType && !named.IsFileLocal
            && compilation.IsSymbolAccessibleWithin(named, compilation.Assembly) && named.TypeArguments.All(Nameable),
        IDynamicTypeSymbol => true,
        _ => false,
    };

    // A parameter that is null when left out takes null, whatever its annotation says.
    private bool DefaultsToNull(IParameterSymbol parameter)
        => parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null, Type.IsReferenceType: true } && Nameable(parameter.Type);

    /// <summary>Whether a parameter is taken from the attempt's services, whatever its type.</summary>
    public static bool IsService(IParameterSymbol parameter)
        => ServiceAttributes.Any(name => parameter.Attribute(name) is not null) || parameter.Attribute(KeyedServiceAttribute) is not null;

    /// <summary>Whether the worker gives a parameter, so that the stub has none.</summary>
    public static bool IsInjected(IParameterSymbol parameter)
        => IsService(parameter) || parameter.Type.Is(MetadataNames.CancellationToken) || parameter.Type.Is(MetadataNames.JobContext) || IsTransaction(parameter.Type);

    private static string? Key(IParameterSymbol parameter)
    {
        if (parameter.Attribute(KeyedServiceAttribute)?.ConstructorArguments.FirstOrDefault() is not { IsNull: false, Type: { } type } key) return null;
        return key.Value is ITypeSymbol named ? $"typeof({CSharpNames.Of(named)})" : DefaultValues.Literal(key.Value, type);
    }

    private static string Modifier(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.In => "in ",
        RefKind.RefReadOnlyParameter => "ref readonly ",
        _ => "",
    };

    private static string Display(IParameterSymbol parameter) => parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
