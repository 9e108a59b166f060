namespace TypedTasks.Shared.Locking;

/// <summary>One difference between the code and the lock file.</summary>
/// <param name="Kind">What kind of difference.</param>
/// <param name="Path">The way to it from the parameter: <c>order.Lines[].Price</c>; <c>result</c> for the result, empty for the task as a whole.</param>
/// <param name="Type">The type that declares the member, as the file names it; empty for a parameter.</param>
/// <param name="Member">The member or parameter, or the enum's value; empty for the task as a whole.</param>
/// <param name="Was">What the file says.</param>
/// <param name="Is">What the code says.</param>
internal sealed record LockChange(ChangeKind Kind, string Path = "", string Type = "", string Member = "", string Was = "", string Is = "")
{
    /// <summary>What kind of difference it is inside the result; null for one of the payload or the task.</summary>
    public ChangeKind? InResult { get; init; }

    /// <summary>Whether jobs of either build can be run by the other one, so that the file may take the change into the version it has.</summary>
    public bool IsSafe => Kind <= ChangeKind.VersionAdded;

    /// <summary>Whether this build reads all jobs of the previous one, without loss.</summary>
    public bool ReadsOldJobs => Kind <= ChangeKind.AcceptsMore;
}
