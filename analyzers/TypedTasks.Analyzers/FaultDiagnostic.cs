using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Analyzers.Descriptors;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>Turns a fault into a diagnostic: its words, and what is underlined.</summary>
internal static class FaultDiagnostic
{
    /// <summary>The property of a diagnostic about a parameter itself, which might be a service; its value is the parameter's name.</summary>
    public const string ServiceCandidate = nameof(ServiceCandidate);

    private const string OrService = ", or mark the parameter [FromServices] if it is a service";
    private const string AsParameter = "; a service goes into a [FromServices] parameter of the task itself";

    private const string NotYours = ". The type is of another assembly: pass a record of your own with what is needed of it, or hand it to your own serializer with [PayloadJson(typeof(MyContext))]";

    private static readonly ImmutableDictionary<string, string?> NoProperties = ImmutableDictionary<string, string?>.Empty;

    public static Diagnostic Of(Fault fault, IMethodSymbol method, AttributeData attribute, string stubName, Compilation compilation, CancellationToken cancellationToken)
    {
        if (fault.Id == DiagnosticIds.StubNameTaken) return OfStubName(fault, method, attribute, compilation, cancellationToken);
        var descriptor = FaultDescriptors.Of(fault.Id);
        var location = Locate(fault, method, attribute, cancellationToken);
        var member = FaultMember.Locate(fault, method);
        var properties = IsAboutParameterItself(fault) ? NoProperties.Add(ServiceCandidate, fault.Subject) : NoProperties;
        return Diagnostic.Create(
            descriptor, location, member is null ? [] : [member], properties, Subject(fault, stubName), fault.Type, fault.Detail, Hint(fault), method.Name, fault.IsForeign ? NotYours : "");
    }

    private static Diagnostic OfStubName(Fault fault, IMethodSymbol method, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
    {
        var clash = StubNameClash.Of(method, attribute, compilation);
        return Diagnostic.Create(
            FaultDescriptors.Of(fault.Id), Locate(fault, method, attribute, cancellationToken), clash.Places, NoProperties, "", clash.What, fault.Detail, clash.Remedy, method.Name);
    }

    private static string Subject(Fault fault, string stubName)
    {
        var isMember = fault.Path.Length > 0 && fault.Path != fault.Subject;
        return fault.Place switch
        {
            FaultPlace.ReturnType => isMember ? $"'{fault.Path}' in the result of task '{stubName}'" : $"The result of task '{stubName}'",
            FaultPlace.ParameterType or FaultPlace.ParameterName => isMember ? $"'{fault.Path}' of task '{stubName}'" : $"Parameter '{fault.Subject}' of task '{stubName}'",
            _ => fault.Subject,
        };
    }

    private static string Hint(Fault fault)
    {
        if (fault.Id == DiagnosticIds.InvalidSeconds)
            return SecondsHint(fault.Subject);
        if (fault.Id == DiagnosticIds.InjectedInsidePayload)
            return IsAboutParameterItself(fault) ? "Tasks can take a DbTransaction, NpgsqlTransaction or SqliteTransaction of the database that holds the jobs, but not this one; open it inside the task" : "Take it as a parameter of the task itself";
        if (IsAboutParameterItself(fault)) return OrService;
        return fault is { Id: DiagnosticIds.ServiceInPayload, Place: FaultPlace.ParameterType } ? AsParameter : "";
    }

    private static string SecondsHint(string option) => option switch
    {
        "RetryDelaySeconds" or "MaxRetryDelaySeconds" => "It must be more than 0 and at most 3153600000, a hundred years.",
        "TimeoutSeconds" => "It must be from 0 to 3153600000, a hundred years; 0 and -1 mean no limit.",
        _ => "It must be from 0 to 3153600000, a hundred years.",
    };

    private static bool IsAboutParameterItself(Fault fault) => fault.Place == FaultPlace.ParameterType && fault.Path == fault.Subject;

    /// <summary>Where an argument of the attribute stands; null if it isn't given.</summary>
    public static Location? LocateArgument(AttributeData attribute, string name, CancellationToken cancellationToken = default)
        => (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?
            .ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression.GetLocation();

    private static Location? LocateRule(Fault fault, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var rule = ExceptionRules.Attributes(method)[int.Parse(fault.Path, CultureInfo.InvariantCulture)];
        if (fault.Subject.Length > 0) return LocateArgument(rule, fault.Subject, cancellationToken);
        return (rule.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault()?.Expression.GetLocation();
    }

    private static Location? Locate(Fault fault, IMethodSymbol method, AttributeData attribute, CancellationToken cancellationToken) => fault.Place switch
    {
        FaultPlace.ParameterType => ParameterOf(method, fault.Subject, cancellationToken)?.Type?.GetLocation(),
        FaultPlace.ParameterName => ParameterOf(method, fault.Subject, cancellationToken)?.Identifier.GetLocation(),
        FaultPlace.ReturnType => DeclarationOf(method, cancellationToken)?.ReturnType.GetLocation(),
        FaultPlace.AttributeArgument => LocateArgument(attribute, fault.Subject, cancellationToken),
        FaultPlace.ExceptionRule => LocateRule(fault, method, cancellationToken),
        _ => null,
    } ?? method.Locations.FirstOrDefault();

    private static ParameterSyntax? ParameterOf(IMethodSymbol method, string name, CancellationToken cancellationToken)
        => method.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as ParameterSyntax;

    private static MethodDeclarationSyntax? DeclarationOf(IMethodSymbol method, CancellationToken cancellationToken)
        => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as MethodDeclarationSyntax;
}
