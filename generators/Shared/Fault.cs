namespace TypedTasks.Shared;

/// <summary>One reason why a task can't work. The generator only asks whether there is one; the analyzers turn it into a diagnostic.</summary>
/// <param name="Id">One of <see cref="DiagnosticIds"/>.</param>
/// <param name="Place">What to underline.</param>
/// <param name="Subject">The parameter's or the attribute argument's name; empty for method and result.</param>
/// <param name="Path">The way from the parameter or the result to the faulty value, <c>order.Lines[].Photo</c>; just the parameter's name if it is the parameter itself.</param>
/// <param name="Type">The type at the end of the path, as a user would write it.</param>
/// <param name="Detail">What the message adds for this kind: a member, a name that is taken, a value that is out of bounds.</param>
internal sealed record Fault(string Id, FaultPlace Place, string Subject = "", string Path = "", string Type = "", string Detail = "")
{
    /// <summary>Whether the remedy would be in another assembly.</summary>
    public bool IsForeign { get; init; }
}
