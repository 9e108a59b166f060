namespace TypedTasks.Benchmarks.Measuring;

/// <summary>One thing to measure, ours beside its limit and its peers.</summary>
internal interface IScenario
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>One line for the list of scenarios.</summary>
    string Description { get; }

    /// <summary>Whether it measures on a database server.</summary>
    bool NeedsServer => true;

    Task RunAsync(Rounds rounds, Report report);
}
