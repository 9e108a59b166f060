using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers;

/// <summary>Lock files as they were read last: an editor analyses after every keystroke, and the file rarely changes with it.</summary>
internal static class ParsedLockFiles
{
    private static readonly ConditionalWeakTable<SourceText, LockFile> Parsed = new();

    /// <exception cref="LockFileException">The text is no lock file.</exception>
    public static LockFile Of(SourceText content) => Parsed.GetValue(content, text => LockFileParser.Parse(text.ToString()));
}
