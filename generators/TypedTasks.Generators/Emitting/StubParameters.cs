using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the payload parameters of a task as parameters of its stub.</summary>
internal static class StubParameters
{
    public static List<ParameterShape> Payload(TaskShape task) => [.. task.Parameters.Where(parameter => parameter.Source == ParameterSource.Payload)];

    /// <summary>As a parameter of <c>Job</c>, which ends with the payload, so that <c>params</c> still works.</summary>
    public static string OfJob(ParameterShape parameter) => (parameter.IsParams ? "params " : "") + Declaration(parameter, parameter.Type) + Default(parameter);

    /// <summary>As a parameter of <c>EnqueueAsync</c>, where others follow: instead of <c>params</c>, nothing given means no elements.</summary>
    public static string OfEnqueue(ParameterShape parameter) => parameter.IsParams
        ? Declaration(parameter, parameter.IsRefLike ? parameter.Type : parameter.Type.TrimEnd('?') + "?") + " = default"
        : Declaration(parameter, parameter.Type) + Default(parameter);

    private static string Declaration(ParameterShape parameter, string type) => $"{parameter.Caller}{parameter.Modifier}{type} {parameter.Identifier}";

    private static string Default(ParameterShape parameter) => parameter.Default is null ? "" : " = " + parameter.Default;
}
