using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Architecture.Tests;

/// <summary>Finds time and chance that a test could not replace.</summary>
internal static class ClockAndChance
{
    private static readonly Dictionary<string, string> Members = new()
    {
        ["DateTime.UtcNow"] = "TimeProvider.GetUtcNow()",
        ["DateTime.Now"] = "TimeProvider.GetUtcNow()",
        ["DateTime.Today"] = "TimeProvider.GetUtcNow()",
        ["DateTimeOffset.UtcNow"] = "TimeProvider.GetUtcNow()",
        ["DateTimeOffset.Now"] = "TimeProvider.GetUtcNow()",
        ["Random.Shared"] = "an injected Random",
        ["Thread.Sleep"] = "Task.Delay with a TimeProvider",
    };

    public static IEnumerable<string> FindIn(SourceFile file) =>
        file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Select(access => (access, name: NameOf(access)))
            .Where(found => Members.ContainsKey(found.name))
            .Select(found => file.At(found.access, $"{found.name}; use {Members[found.name]}"))
            .Concat(file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => call.Expression is MemberAccessExpressionSyntax access && NameOf(access) == "Task.Delay" && !TakesTimeProvider(call))
                .Select(call => file.At(call, "Task.Delay without a TimeProvider")));

    private static string NameOf(MemberAccessExpressionSyntax access)
    {
        var owner = access.Expression is MemberAccessExpressionSyntax qualified ? qualified.Name : access.Expression;
        return $"{owner}.{access.Name}";
    }

    /// <summary>Its overloads take the provider second; there is no type to ask, so the name must say it.</summary>
    private static bool TakesTimeProvider(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [_, var second, ..] && second.ToString().Contains("time", StringComparison.OrdinalIgnoreCase);
}
