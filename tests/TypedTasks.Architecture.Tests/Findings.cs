namespace TypedTasks.Architecture.Tests;

internal static class Findings
{
    /// <summary>Assert.Empty cuts its list short; whoever broke a rule wants every place.</summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        if (all.Count > 0) Assert.Fail(string.Join('\n', all));
    }
}
