using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>What <c>[QueueTask]</c> says about retries and the timeout, and its bounds.</summary>
internal sealed class RetryOptions(AttributeData attribute, Compilation compilation)
{
    private const string Policy = "RetryPolicy";
    private const string Delay = "RetryDelaySeconds";
    private const string MaxDelay = "MaxRetryDelaySeconds";
    private const string Growth = "Backoff";
    private const string Timeout = "TimeoutSeconds";
    private const string Attempts = "MaxAttempts";
    private const string Delivery = "Delivery";
    private const double DefaultDelay = 5;

    private static readonly string[] Growths = ["Exponential", "Linear", "Fixed"];

    private readonly ITypeSymbol? policy = attribute.Value<ITypeSymbol>(Policy);
    private readonly double? delay = attribute.Value<double?>(Delay);
    private readonly double? maxDelay = attribute.Value<double?>(MaxDelay);
    private readonly int? growth = attribute.Value<int?>(Growth);
    private readonly int? attempts = attribute.Value<int?>(Attempts);
    private readonly int? delivery = attribute.Value<int?>(Delivery);
    private readonly double? timeout = attribute.Value<double?>(Timeout);

    /// <summary>The members of the task definition that differ from their defaults.</summary>
    public IEnumerable<string> Initializers
    {
        get
        {
            if (policy is { TypeKind: not TypeKind.Error }) yield return $"RetryPolicy = new {CSharpNames.Of(policy)}()";
            else if (delay is not null || maxDelay is not null || growth is not null) yield return $"RetryPolicy = {Value()}";
            if (timeout is { } seconds) yield return $"Timeout = {(seconds <= 0 ? "TimeSpan.Zero" : Seconds.Code(seconds))}";
        }
    }

    public void Check(List<Fault> faults)
    {
        if (delay is { } first && !Seconds.IsWithin(first, mayBeZero: false)) faults.Add(OutOfBounds(Delay, first));
        else if (maxDelay is { } max && !Seconds.IsWithin(max, mayBeZero: false)) faults.Add(OutOfBounds(MaxDelay, max));
        else if (Contradiction() is var (argument, problem)) faults.Add(new Fault(DiagnosticIds.ContradictingRetrySettings, FaultPlace.AttributeArgument, argument, Detail: problem));
        if (timeout is { } seconds && seconds != -1 && !Seconds.IsWithin(seconds, mayBeZero: true)) faults.Add(OutOfBounds(Timeout, seconds));
        if (policy is not null && PolicyProblem(policy) is { } unusable)
            faults.Add(new Fault(DiagnosticIds.UnusableRetryPolicy, FaultPlace.AttributeArgument, Policy, Type: policy.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), Detail: unusable));
    }

    private string Value()
    {
        var first = Seconds.Code(delay ?? DefaultDelay);
        var kind = Growths[growth is >= 0 and < 3 ? growth.Value : 0];
        return maxDelay is { } max ? $"RetryPolicy.{kind}({first}, {Seconds.Code(max)})" : $"RetryPolicy.{kind}({first})";
    }

    private (string Argument, string Problem)? Contradiction()
    {
        if (delivery is < 0 or > 1) return (Delivery, $"there is no Delivery of the number {AttributeArguments.Text(delivery.Value)}; there are AtLeastOnce and AtMostOnce");
        if (delivery == 1)
        {
            var idle = attempts is not (null or 1) ? Attempts : policy is not null ? Policy : delay is not null ? Delay : maxDelay is not null ? MaxDelay : growth is not null ? Growth : null;
            return idle is null ? null : (idle, $"Delivery.AtMostOnce allows one attempt, so {idle} has no effect");
        }

        if (policy is not null)
        {
            var other = delay is not null ? Delay : maxDelay is not null ? MaxDelay : growth is not null ? Growth : null;
            return other is null ? null : (other, $"RetryPolicy names a class that decides alone, so {other} has no effect");
        }

        if (growth is < 0 or > 2) return (Growth, $"there is no Backoff of the number {AttributeArguments.Text(growth.Value)}; there are Exponential, Linear and Fixed");
        if (maxDelay is not { } max) return null;
        if (growth == 2) return (MaxDelay, "Backoff.Fixed never grows, so MaxRetryDelaySeconds has no effect");
        return max < (delay ?? DefaultDelay)
            ? (MaxDelay, $"the longest delay of {AttributeArguments.Text(max)} seconds is below the first one of {AttributeArguments.Text(delay ?? DefaultDelay)} seconds")
            : null;
    }

    private string? PolicyProblem(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Error) return null; // the compiler says so
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named || !type.AllInterfaces.Any(implemented => implemented.Is(MetadataNames.RetryPolicyInterface)))
            return "does not implement IRetryPolicy";
        if (named.IsUnboundGenericType) return "is an open generic type";
        if (type.IsAbstract) return "is abstract";
        if (!GeneratedAccess.Reaches(type, compilation)) return "can't be reached by the generated code: it must be internal or public";
        var constructor = named.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.Length == 0);
        if (constructor is null || constructor.DeclaredAccessibility != Accessibility.Public) return "has no public constructor without parameters";
        return HasRequiredMembers(type) ? "has required members, which nobody would set" : null;
    }

    private static bool HasRequiredMembers(ITypeSymbol type)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            if (declaring.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })) return true;
        return false;
    }

    private static Fault OutOfBounds(string argument, double seconds)
        => new(DiagnosticIds.InvalidSeconds, FaultPlace.AttributeArgument, argument, Detail: AttributeArguments.Text(seconds));
}
