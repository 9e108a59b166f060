namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>A source text in which <c>[|…|]</c> marks the span where a diagnostic is expected.</summary>
/// <param name="Text">The source without the marks.</param>
/// <param name="Marked">The marked text, or null if nothing is marked.</param>
/// <param name="Start">Where the marked text starts.</param>
internal sealed record MarkedSource(string Text, string? Marked, int Start)
{
    public static MarkedSource Parse(string source)
    {
        var open = source.IndexOf("[|", StringComparison.Ordinal);
        if (open < 0) return new MarkedSource(source, null, -1);

        var close = source.IndexOf("|]", open, StringComparison.Ordinal);
        if (close < 0) throw new ArgumentException("The source has '[|' but no '|]'.", nameof(source));
        var marked = source[(open + 2)..close];
        return new MarkedSource(source[..open] + marked + source[(close + 2)..], marked, open);
    }
}
