using System.Globalization;
using Microsoft.CodeAnalysis;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Shared;

/// <summary>Default values of parameters as JSON, for the lock file.</summary>
internal static class DefaultJson
{
    /// <summary>The default; <c>null</c> also for that of a struct, which has no constant; null if the parameter has none.</summary>
    public static string? Of(IParameterSymbol parameter)
    {
        if (parameter.IsParams) return "[]";
        if (!parameter.HasExplicitDefaultValue || DefaultValues.IsUnsupported(parameter)) return null;
        return parameter.ExplicitDefaultValue switch
        {
            null => "null",
            string text => JsonText.Quote(text),
            char character => JsonText.Quote(character.ToString()),
            bool boolean => boolean ? "true" : "false",
            float number => Finite(number, number.ToString("R", CultureInfo.InvariantCulture)),
            double number => Finite(number, number.ToString("R", CultureInfo.InvariantCulture)),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => "null",
        };
    }

    // JSON has no number for the others.
    private static string Finite(double number, string text) => double.IsNaN(number) || double.IsInfinity(number) ? JsonText.Quote(text) : text;
}
