using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes what a task is given from the attempt that runs it.</summary>
internal static class InjectedArguments
{
    public static string Of(ParameterShape parameter, string context) => parameter.Source switch
    {
        ParameterSource.CancellationToken => context + ".CancellationToken",
        ParameterSource.JobContext => context,
        _ when parameter.ServiceKey is { } key => $"{context}.KeyedService<{Required(parameter)}>({key})",
        ParameterSource.Service => $"{context}.Service<{Required(parameter)}>()",
        ParameterSource.OptionalService => $"({parameter.Type}){context}.Services.GetService(typeof({Required(parameter)}))",
        _ => throw new InvalidOperationException($"Parameter '{parameter.Name}' is not injected."),
    };

    private static string Required(ParameterShape parameter) => parameter.Type.TrimEnd('?');
}
