using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>Says what a source with a marked span must give.</summary>
internal static class Source
{
    /// <summary>Exactly one diagnostic of ours, with this number, on the marked span, whose message holds these parts; and no error of the compiler.</summary>
    public static void Reports(string source, string id, params string[] messageParts)
    {
        var marked = MarkedSource.Parse(source);
        var compiled = Compiled.From(marked.Text);

        Assert.Empty(compiled.Compiler);
        var diagnostic = Assert.Single(compiled.Ours);
        Assert.Equal(id, diagnostic.Id);
        Assert.All(messageParts, part => Assert.Contains(part, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        if (marked.Marked is not null) Assert.Equal((marked.Marked, marked.Start), Underlined(diagnostic, marked.Text));
    }

    /// <summary>Nothing: no diagnostic of ours and no warning of the compiler, about the source or the generated code.</summary>
    public static void IsClean(string source)
    {
        var compiled = Compiled.From(source);
        Assert.Empty(compiled.Ours);
        Assert.Empty(compiled.Compiler);
    }

    private static (string Text, int Start) Underlined(Diagnostic diagnostic, string text)
    {
        var span = diagnostic.Location.SourceSpan;
        return (text.Substring(span.Start, span.Length), span.Start);
    }
}
