using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes what a task is given from the attempt that runs it.</summary>
internal static class InjectedArguments
{
    public static string Of(ParameterShape parameter, string context) => parameter.Source switch
    {
        ParameterSource.CancellationToken => context + ".CancellationToken",
        ParameterSource.JobContext => context,
        ParameterSource.Transaction => $"{context}.Transaction<{Required(parameter)}>()",
        _ when parameter.ServiceKey is { } key => $"{context}.KeyedService<{Required(parameter)}>({key})",
        ParameterSource.Service => $"{context}.Service<{Required(parameter)}>()",
        ParameterSource.OptionalService => $"({parameter.Type}){context}.Services.GetService(typeof({Required(parameter)}))",
        _ => throw new InvalidOperationException($"Parameter '{parameter.Name}' is not injected."),
    };

    /// <summary>The types of the services without a key that a task can't do without, as a list of typeof(…).</summary>
    public static string RequiredServices(TaskShape task) => string.Join(", ", task.Parameters
        .Where(parameter => parameter is { Source: ParameterSource.Service, ServiceKey: null })
        .Select(parameter => $"typeof({Required(parameter)})")
        .Distinct());

    /// <summary>The types and keys of the services with a key that a task can't do without, as a list of pairs.</summary>
    public static string RequiredKeyedServices(TaskShape task) => string.Join(", ", task.Parameters
        .Where(parameter => parameter is { Source: ParameterSource.Service, ServiceKey: not null })
        .Select(parameter => $"new(typeof({Required(parameter)}), {parameter.ServiceKey})")
        .Distinct());

    /// <summary>The type of transaction that a task takes; null if it takes none. Of several the most particular one.</summary>
    public static string? TransactionType(IEnumerable<ParameterShape> parameters)
        => parameters.Where(parameter => parameter.Source == ParameterSource.Transaction)
            .Select(Required)
            .OrderBy(type => type.EndsWith(".DbTransaction", StringComparison.Ordinal))
            .FirstOrDefault();

    private static string Required(ParameterShape parameter) => parameter.Type.TrimEnd('?');
}
