namespace TypedTasks.Generators;

/// <summary>The tracked steps of the pipeline, for the tests that watch what an edit recomputes.</summary>
internal static class Steps
{
    public const string Tasks = nameof(Tasks);
    public const string LockFile = nameof(LockFile);
    public const string Histories = nameof(Histories);
    public const string CaseTwins = nameof(CaseTwins);
    public const string Types = nameof(Types);
    public const string Assembly = nameof(Assembly);
    public const string Manifest = nameof(Manifest);
}
