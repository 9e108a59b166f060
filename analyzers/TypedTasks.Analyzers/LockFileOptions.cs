using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedTasks.Analyzers;

/// <summary>What the build says about the lock file.</summary>
/// <param name="IsOff">Whether the project has no use for the file: <c>TypedTasksLockFile=off</c>.</param>
/// <param name="IsWriting">Whether this build settles what is safe and writes the file: <c>TypedTasksLockFile=write</c>.</param>
/// <param name="IsRequired">Whether a missing file is an error: <c>TypedTasksLockFile=required</c>, or the project is packed or published.</param>
/// <param name="WarningsAreErrors">Whether what is out of date is an error: in a continuous integration build.</param>
internal sealed record LockFileOptions(bool IsOff, bool IsWriting, bool IsRequired, bool WarningsAreErrors)
{
    public static LockFileOptions Of(AnalyzerConfigOptions options)
    {
        var wish = Text(options, "TypedTasksLockFile");
        return new LockFileOptions(
            Is(wish, "off"),
            Is(wish, "write"),
            Is(wish, "required") || Is(Text(options, "_IsPublishing"), "true") || Is(Text(options, "_IsPacking"), "true"),
            Is(Text(options, "ContinuousIntegrationBuild"), "true"));
    }

    private static string Text(AnalyzerConfigOptions options, string property) => options.TryGetValue("build_property." + property, out var text) ? text.Trim() : "";

    private static bool Is(string text, string value) => string.Equals(text, value, StringComparison.OrdinalIgnoreCase);
}
