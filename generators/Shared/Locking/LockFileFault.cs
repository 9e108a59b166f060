using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TypedTasks.Shared.Locking;

/// <summary>Where and why a lock file can't be read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 0.</param>
/// <param name="Span">The line's place in the file.</param>
/// <param name="Message">What is wrong there, as a sentence without full stop.</param>
internal sealed record LockFileFault(string Path, int Line, TextSpan Span, string Message)
{
    public static LockFileFault Of(string path, SourceText content, LockFileException problem)
        => new(path, problem.Line, content.Lines[Math.Min(problem.Line, content.Lines.Count - 1)].Span, problem.Message);

    public Diagnostic ToDiagnostic()
    {
        var line = new LinePositionSpan(new LinePosition(Line, 0), new LinePosition(Line, Span.Length));
        return Diagnostic.Create(LockFileErrors.Malformed, Location.Create(Path, Span, line), Line + 1, Message);
    }
}
