namespace TypedTasks.EndToEnd.Tests;

/// <summary>Ends a test that waits for something that never comes.</summary>
internal static class TimeLimit
{
    public static CancellationToken Create(TimeSpan? limit = null)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(limit ?? TimeSpan.FromMinutes(2));
        return source.Token;
    }
}
